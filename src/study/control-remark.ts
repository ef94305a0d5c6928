import { displayUnit } from "../results/display-unit.js";
import type { EffectResult } from "../results/effect-result.js";
import { roundToError } from "./round-to-error.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** Says what negative controls found against the analysis, for the headline; empty where none differs from 0. */
export function controlRemark(
  falsification: NonNullable<StudyResult["falsification"]>,
  { estimate, standardError, unit }: Pick<EffectResult, "estimate" | "standardError" | "unit">,
): readonly string[] {
  const found = falsification.find(({ name }) => name === "negativeControls");
  if (found === undefined) return [];
  const controls = found.rows.filter(({ pValue }) => pValue !== null);
  const beyond = controls.filter(({ pValue }) => pValue! < 0.05).length;
  if (beyond === 0) return [];
  const of = `${beyond} of ${controls.length} negative control${controls.length === 1 ? "" : "s"}`;
  const says = `This analysis finds a difference beyond chance in ${of}, where there is none.`;
  if (found.calibration === undefined) return [says];
  const { factor, difference } = displayUnit(unit);
  const write = roundToError(factor * standardError);
  const { estimate: less, lower, upper } = found.calibration;
  return [
    `${says} Less what it errs by there, the estimate is ${write(factor * less)} (${write(factor * lower, true)} to ${write(factor * upper, true)}) ${difference} instead of ${write(factor * estimate)}.`,
  ];
}
