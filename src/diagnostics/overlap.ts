import type { Diagnostic } from "./diagnostic.js";
import { checkPropensities } from "./support/checked-propensities.js";

/** Propensities beyond these stand for rows that hardly ever see the other arm. */
export const propensityBounds: readonly [number, number] = Object.freeze([0.025, 0.975]) as [number, number];

const binCount = 20;

export const overlapRecord: Diagnostic = {
  name: "positivity",
  label: "Overlap of propensities",
  unit: "share of rows",
  worse: "above",
  warn: 0.05,
  fail: 0.2,
  source:
    "Cole & Hernán (2008) on positivity; beyond [0.025, 0.975] an inverse weight exceeds 40, and where a fifth of the rows lie there the comparison is extrapolation",
  sentence: "Share of rows whose treatment was all but decided by what is adjusted for.",
};

/** How the propensities of the two arms overlap. */
export interface Overlap {
  /** Twenty bins of equal width over [0, 1]; a bin holds its lower edge, the last one both. */
  readonly bins: readonly {
    readonly from: number;
    readonly to: number;
    readonly treated: number;
    readonly control: number;
  }[];
  readonly lowest: number;
  readonly highest: number;
  /** Share of rows with a propensity outside `bounds`. */
  readonly shareOutside: number;
  readonly bounds: readonly [number, number];
}

/**
 * Histogram of fitted propensities by arm, and the share outside [0.025, 0.975]. Every row counts once.
 * @param propensity P(A = 1 | L), [rows], in [0, 1]
 * @param treatment 0 or 1, [rows]
 * @throws CausalError `diagnostics.lengths`, `diagnostics.propensity`, `diagnostics.treatment`
 */
export function overlap(propensity: Float64Array, treatment: Float64Array): Overlap {
  checkPropensities(propensity, treatment);
  const treated = new Float64Array(binCount);
  const control = new Float64Array(binCount);
  let lowest = 1;
  let highest = 0;
  let outside = 0;
  for (let row = 0; row < propensity.length; row++) {
    const p = propensity[row]!;
    const counts = treatment[row] === 1 ? treated : control;
    const bin = Math.min(Math.floor(p * binCount), binCount - 1);
    counts[bin] = counts[bin]! + 1;
    lowest = Math.min(lowest, p);
    highest = Math.max(highest, p);
    if (p < propensityBounds[0] || p > propensityBounds[1]) outside += 1;
  }
  return {
    bins: Array.from({ length: binCount }, (_, bin) => ({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      treated: treated[bin]!,
      control: control[bin]!,
    })),
    lowest,
    highest,
    shareOutside: outside / propensity.length,
    bounds: propensityBounds,
  };
}
