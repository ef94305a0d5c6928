import { type DoseResponseLevel, doseResponse } from "../../estimators/dose-response/dose-response.js";
import { estimators } from "../../estimators/registry.js";
import { bandedEstimates } from "../../inference/banded-estimates.js";
import { difference } from "../../inference/difference.js";
import { displayUnit } from "../../results/display-unit.js";
import type { FalsifiedStudy } from "../falsify.js";
import { isNoAnswer } from "../no-answer.js";
import { roundToError } from "../round-to-error.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { bandedFields } from "./banded-fields.js";
import { doseColumn } from "./dose-column.js";
import { dosePastOf } from "./dose-past-of.js";
import { givenCalendar } from "./given-calendar.js";
import { levelTests, sidesInWords } from "./level-tests.js";

type DoseResponse = NonNullable<StudyResult["doseResponse"]>;

/** Who chose the dose, by who decides the treatment. */
const chosenBy = {
  user: "users choose them",
  platform: "the platform chooses them",
  mixed: "platform and users choose them together",
} as const;

/** Adjusted mean outcomes by level of the dose that the treatment cuts, or why there are none. */
export function doseResponseOf(study: FalsifiedStudy): DoseResponse {
  const { panel, design, panelRow, fits, estimand, resolved, choice } = study;
  const { level, seed, cluster } = estimand.inference;
  const about = {
    dose: resolved.column,
    unit: panel.columns.find(({ name }) => name === resolved.column)?.unit ?? "",
    level,
  };
  const nothing = (reason: string): DoseResponse => ({
    evaluated: false,
    sentence: `Not evaluated: ${reason.replace(/\.$/, "")}.`,
    caveat: "",
    ...about,
    levels: [],
    tests: [],
    past: { evaluated: false, sentence: "", rows: 0, means: [], tests: [] },
  });
  if (estimators[fits.primary.estimator].role === "unadjusted")
    return nothing("the primary estimator adjusts for nothing, and these means are adjusted");
  const column = doseColumn(panel, resolved, panelRow);
  if (column.reason !== undefined) return nothing(column.reason);
  try {
    const found = doseResponse({ design, dose: column.dose, models: fits.models });
    const levels = levelsOf(found, { level, seed });
    const tests = levelTests(found);
    return {
      evaluated: true,
      sentence: sentenceOf(levels, tests, study.unit),
      caveat: `Levels of the dose are versions of the treatment, and ${chosenBy[choice.actor]}. The means hold equal the same columns as the primary estimate, so what these miss may make levels differ without any cause; all levels are averaged over the same user-days.${givenCalendar(cluster)}`,
      ...about,
      levels,
      tests,
      past: dosePastOf(study, column.dose, found),
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return nothing(error.message);
  }
}

const arm = ({ arm: side }: DoseResponseLevel) => (side === 1 ? "treated" : "control");

function levelsOf(
  found: readonly DoseResponseLevel[],
  inference: { readonly level: number; readonly seed: number },
): DoseResponse["levels"] {
  const means = bandedEstimates(
    found.map(({ mean }) => mean),
    { ...inference, stream: "dose-response, means" },
  );
  const steps = bandedEstimates(
    found.slice(1).map(({ mean }, k) => difference(mean, found[k]!.mean)),
    { ...inference, stream: "dose-response, steps" },
  );
  return found.map((one, k) => {
    const { estimate, ...error } = bandedFields(means[k]!);
    const step = k === 0 ? undefined : steps[k - 1]!;
    return {
      from: one.from,
      to: one.to,
      arm: arm(one),
      rows: one.rows,
      users: one.users,
      effective: one.effective,
      meanDose: one.meanDose,
      mean: estimate,
      ...error,
      step:
        step === undefined
          ? null
          : {
              estimate: step.estimate,
              standardError: step.standardError,
              lower: step.band.lower,
              upper: step.band.upper,
            },
    };
  });
}

/** The words claim no cause, so that they hold whatever the gates say. */
function sentenceOf(levels: DoseResponse["levels"], tests: DoseResponse["tests"], unit: string): string {
  const { factor, difference: words } = displayUnit(unit);
  const cut = levels.findIndex((one, k) => k > 0 && one.arm !== levels[k - 1]!.arm);
  const { estimate, standardError, lower, upper } = levels[cut]!.step!;
  const write = roundToError(factor * standardError);
  const step = `From the level just below the cut to the one just above it the adjusted mean outcome changes by ${write(factor * estimate, true)} ${words} (${write(factor * lower, true)} to ${write(factor * upper, true)}, holding for all steps together).`;
  const apart = tests.filter(({ differ }) => differ);
  const within =
    apart.length === 0
      ? `Levels on the same side of the cut are not seen to differ, among ${sidesInWords(tests)}: nothing speaks against a step at the cut, which does not prove one.`
      : `Levels on the same side of the cut differ among ${sidesInWords(apart)}: the dose matters on that side too, or what decides it there is not adjusted for.`;
  return `${step} ${within}`;
}
