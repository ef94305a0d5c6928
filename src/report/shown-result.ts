import { displayUnit } from "../results/display-unit.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import type { EstimateRow } from "./estimate-roles.js";

/** An estimate in the unit that readers see: shares in per cent, their differences in percentage points. */
export function shownEstimate(row: EstimateRow): EstimateRow {
  const { factor, difference } = displayUnit(row.unit);
  const { lower, upper } = row.interval;
  return {
    ...row,
    estimate: factor * row.estimate,
    standardError: factor * row.standardError,
    interval: { ...row.interval, lower: factor * lower, upper: factor * upper },
    arms: { treated: factor * row.arms.treated, control: factor * row.arms.control },
    unit: difference,
  };
}

/** What the estimates of a result are drawn and written from: estimates, truth and unit as readers see them. */
export function shownResult(result: StudyResult): StudyResult {
  const { factor, difference } = displayUnit(result.outcome.unit);
  const { truth } = result;
  return {
    ...result,
    outcome: { ...result.outcome, unit: difference },
    estimates: result.estimates.map(shownEstimate),
    truth:
      truth === null
        ? null
        : {
            ...truth,
            estimate: factor * truth.estimate,
            monteCarloError: factor * truth.monteCarloError,
          },
  };
}
