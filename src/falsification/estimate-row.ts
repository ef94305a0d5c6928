import { confidenceInterval } from "../inference/confidence-interval.js";
import { standardError } from "../inference/standard-error.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { CheckRow } from "./check.js";

/** An estimate as a row of a check, with its own error and interval. */
export function estimateRow(
  item: string,
  estimate: InfluenceEstimate,
  rows: number,
  level: number,
  pValue: number | null = null,
): CheckRow {
  const { lower, upper } = confidenceInterval(estimate, level);
  return {
    item,
    estimate: estimate.estimate,
    standardError: standardError(estimate),
    lower,
    upper,
    pValue,
    rows,
  };
}
