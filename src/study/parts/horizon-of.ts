import { estimators } from "../../estimators/registry.js";
import { bandedEstimates } from "../../inference/banded-estimates.js";
import { displayUnit } from "../../results/display-unit.js";
import type { FalsifiedStudy } from "../falsify.js";
import { isNoAnswer } from "../no-answer.js";
import { roundToError } from "../round-to-error.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { bandedFields } from "./banded-fields.js";
import { givenCalendar } from "./given-calendar.js";
import { horizonColumns } from "./horizon-columns.js";
import { horizonEffects } from "./horizon-effects.js";

type Horizon = NonNullable<StudyResult["horizon"]>;

/** The primary estimate as the outcome's window grows day by day, or why there is no such curve. */
export function horizonOf(study: FalsifiedStudy): Horizon {
  const { panel, panelRow, fits, estimand } = study;
  const { level, seed, cluster } = estimand.inference;
  const step = panel.calendar.step.unit;
  const nothing = (reason: string): Horizon => ({
    evaluated: false,
    sentence: `Not evaluated: ${reason.replace(/\.$/, "")}.`,
    step,
    level,
    points: [],
  });
  const columns = horizonColumns(panel, estimand, panelRow);
  if (columns.reason !== undefined) return nothing(columns.reason);
  try {
    const { models, primary } = fits;
    const estimator = estimators[primary.estimator];
    const effects = horizonEffects({ estimator, models, fit: primary, outcomes: columns.outcomes });
    const banded = (part: "cumulative" | "own") =>
      bandedEstimates(
        effects.map((effect) => effect[part]),
        { level, seed, stream: `horizon, ${part}` },
      ).map(bandedFields);
    const own = banded("own");
    const points = banded("cumulative").map((cumulative, k) => ({
      steps: k + 1,
      cumulative,
      own: own[k]!,
    }));
    const sentence = `${sentenceOf(points, study.unit, step)}${givenCalendar(cluster)}`;
    return { evaluated: true, sentence, step, level, points };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return nothing(error.message);
  }
}

/** The words claim no cause, so that they hold whatever the gates say. */
function sentenceOf(points: Horizon["points"], unit: string, step: Horizon["step"]): string {
  const { factor, difference } = displayUnit(unit);
  const write = ({ estimate, standardError }: Horizon["points"][number]["own"]) =>
    roundToError(factor * standardError)(factor * estimate, true);
  const [first, last] = [points[0]!, points.at(-1)!];
  const apart = points.filter(({ cumulative: { bandLower, bandUpper } }) => bandLower > 0 || bandUpper < 0);
  const band =
    apart.length === points.length
      ? "leaves out 0 at every point"
      : apart.length === 0
        ? "holds 0 at every point"
        : `leaves out 0 at ${apart.length} of ${points.length} points`;
  return `The difference between treated and untreated ${step}s is ${write(first.cumulative)} ${difference} on ${step} 1 and adds up to ${write(last.cumulative)} over ${step}s 1 to ${last.steps}; ${step} ${last.steps} alone has ${write(last.own)}. The band that holds for all points together ${band}.`;
}
