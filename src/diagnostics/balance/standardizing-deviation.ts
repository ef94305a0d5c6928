import type { ComparedArms } from "./compared-arms.js";
import { type BinaryVariance, groupMoments, type Moments } from "./group-moments.js";

/** The sample whose standard deviation is the unit of a standardised mean difference. */
export type Denominator = "pooled" | "treated" | "control" | "all" | "weighted";

/** Below this share of its largest value, the spread of a covariate is what rounding left of a constant. */
const negligible = 1e-10;

/**
 * The standard deviation that differences of a column are divided by, the same before and after weighting:
 * `pooled`, the root of the mean of the groups' variances; `treated` and `control`, that of the arm; `all`, of all rows
 * together, each before weighting; `weighted`, of all rows together after weighting. 0 for a constant.
 * @param unweighted moments of the groups before weighting
 * Source: Stuart (2010), Statistical Science 25, section 4.1; Austin & Stuart (2015), Statistics in Medicine 34.
 */
export function standardizingDeviation(
  values: Float64Array,
  arms: ComparedArms,
  unweighted: readonly Moments[],
  denominator: Denominator,
  binary: BinaryVariance,
): number {
  const variance = {
    pooled: () => unweighted.reduce((sum, moments) => sum + moments.variance, 0) / unweighted.length,
    treated: () => unweighted[1]!.variance,
    control: () => unweighted[0]!.variance,
    all: () => ofAllRows(values, new Float64Array(values.length).fill(1), binary),
    weighted: () => ofAllRows(values, arms.weights, binary),
  }[denominator]();
  const deviation = Math.sqrt(variance);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return deviation <= negligible * size ? 0 : deviation;
}

function ofAllRows(values: Float64Array, weights: Float64Array, binary: BinaryVariance): number {
  return groupMoments(values, new Uint8Array(values.length), weights, 1, binary)[0]!.variance;
}
