import { checkCall, kinds } from "../../call-check.js";
import type { Diagnostic } from "../diagnostic.js";
import type { ComparedArms } from "./compared-arms.js";
import { comparedArms } from "./compared-arms.js";
import { covariateColumns } from "./covariates.js";

export const kolmogorovSmirnovRecord: Diagnostic = {
  name: "kolmogorovSmirnov",
  label: "Distance between distributions",
  unit: "share of rows",
  worse: "above",
  warn: 0.1,
  fail: null,
  source:
    "Austin & Stuart (2015), Statistics in Medicine 34, on the statistic; the limit is the customary one of mean differences, for want of an agreed one",
  sentence: "Largest distance between the arms' weighted cumulative distributions of a covariate.",
};

/** Distinct values of a column, ascending, and the place of each row's value among them. */
export interface RankedValues {
  readonly distinct: number;
  /** [rows] */
  readonly rank: Int32Array;
}

/** Places of the values among the distinct ones; O(n log n). */
export function rankedValues(values: Float64Array): RankedValues {
  const sorted = Float64Array.from(values).sort();
  let distinct = 0;
  for (let k = 0; k < sorted.length; k++)
    if (k === 0 || sorted[k] !== sorted[distinct - 1]) sorted[distinct++] = sorted[k]!;
  const rank = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    let [low, high] = [0, distinct - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < values[row]!) low = middle + 1;
      else high = middle;
    }
    rank[row] = low;
  }
  return { distinct, rank };
}

/**
 * max over x of |F1(x) - F0(x)|, F the cumulative distribution of a column with weights that add up to 1 in each arm; for
 * a binary covariate the difference of the means.
 * @param treatment 0 or 1, [rows]
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`
 * Checked against ../shared/reference/tidy (ks.small) and lalonde (bal_compute.ks).
 */
export function kolmogorovSmirnov(
  values: ArrayLike<number>,
  treatment: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  checkCall("kolmogorovSmirnov", { values, treatment }, { values: kinds.rows, treatment: kinds.rows });
  const arms = comparedArms(treatment, weights);
  const [column] = covariateColumns({ values }, arms.rows);
  return rankedDistance(rankedValues(column!.values), arms, 0, 1);
}

/** The same between two groups, of ranked values. */
export function rankedDistance(
  { distinct, rank }: RankedValues,
  { arm, weights }: ComparedArms,
  one: number,
  other: number,
): number {
  const ofOne = new Float64Array(distinct);
  const ofOther = new Float64Array(distinct);
  let [total, totalOther] = [0, 0];
  for (let row = 0; row < rank.length; row++) {
    const at = rank[row]!;
    if (arm[row] === one) {
      ofOne[at] = ofOne[at]! + weights[row]!;
      total += weights[row]!;
    } else if (arm[row] === other) {
      ofOther[at] = ofOther[at]! + weights[row]!;
      totalOther += weights[row]!;
    }
  }
  let [apart, largest] = [0, 0];
  for (let at = 0; at < distinct; at++) {
    apart += ofOne[at]! / total - ofOther[at]! / totalOther;
    largest = Math.max(largest, Math.abs(apart));
  }
  return largest;
}
