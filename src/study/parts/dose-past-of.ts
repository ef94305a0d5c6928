import { treatmentOpens } from "../../estimand/treatment-opens.js";
import { treatmentRule } from "../../estimand/treatment-rule.js";
import { type DoseResponseLevel, doseResponse } from "../../estimators/dose-response/dose-response.js";
import { keepRows } from "../../falsification/designs/keep-rows.js";
import { withOutcome } from "../../falsification/designs/with-outcome.js";
import { standardError } from "../../inference/standard-error.js";
import { pastOutcomeColumn } from "../evidence/past-outcome-column.js";
import type { FalsifiedStudy } from "../falsify.js";
import { isNoAnswer } from "../no-answer.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { levelTests, sidesInWords } from "./level-tests.js";

type Past = NonNullable<StudyResult["doseResponse"]>["past"];

/**
 * The levels of a dose held against an outcome of days before everything that is adjusted for, which no dose of today can
 * have moved: where levels of one side differ in it, the adjustment does not make their users alike.
 * @param dose of every analysis row, [rows]
 */
export function dosePastOf(
  { panel, design, panelRow, estimand, choice }: FalsifiedStudy,
  dose: Float64Array,
  levels: readonly DoseResponseLevel[],
): Past {
  const rule = treatmentRule(panel.definition, choice.rule);
  const opens = rule === undefined ? 0 : treatmentOpens([rule], panel.columns);
  const column = pastOutcomeColumn(panel, { estimand, treatmentOpens: opens }, panelRow);
  if (column.reason !== undefined) return nothing(column.reason);
  const keep = Uint8Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1));
  const kept = (values: Float64Array) => values.filter((_, row) => keep[row] === 1);
  const earlier = withOutcome(keepRows(design, keep, "with a past outcome"), kept(column.values));
  const from = levels.slice(1).map((level) => level.from);
  try {
    const found = doseResponse({ design: earlier, dose: kept(dose), from });
    const tests = levelTests(found);
    const apart = tests.filter(({ differ }) => differ);
    return {
      evaluated: true,
      sentence:
        apart.length === 0
          ? `In the outcome of ${column.days}, which no dose of the day could reach, levels on one side are not seen to differ, among ${sidesInWords(tests)}.`
          : `In the outcome of ${column.days}, which no dose of the day could reach, levels on one side differ too, among ${sidesInWords(apart)}: what is adjusted for does not make their users alike, so their means tell users apart and not what a dose does.`,
      rows: earlier.rows,
      means: found.map(({ mean }) => ({ mean: mean.estimate, standardError: standardError(mean) })),
      tests,
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return nothing(error.message);
  }
}

const nothing = (reason: string): Past => ({
  evaluated: false,
  sentence: `Levels are not held against a past outcome: ${reason.replace(/\.$/, "")}.`,
  rows: 0,
  means: [],
  tests: [],
});
