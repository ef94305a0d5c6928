import { CausalError } from "../../errors.js";
import { quantile } from "../../numeric/quantile.js";
import type { Diagnostic } from "../diagnostic.js";
import { checkTwoArms } from "./checked-propensities.js";

export const commonSupportRecord: Diagnostic = {
  name: "commonSupport",
  label: "Rows outside the common support",
  unit: "share of rows",
  worse: "above",
  warn: 0.05,
  fail: 0.2,
  source:
    "Dehejia & Wahba (1999), JASA 94, on the range that the arms share; shares as for the overlap of propensities",
  sentence: "Share of rows whose propensity lies where the other arm has none.",
};

/** The range of propensities that both arms reach, and who lies outside. */
export interface CommonSupport {
  /** Null when the arms' ranges do not meet: all rows are outside. */
  readonly range: readonly [number, number] | null;
  readonly treatedOutside: number;
  readonly controlOutside: number;
  /** Of all rows. */
  readonly shareOutside: number;
}

/**
 * The common support: from the larger of the arms' lowest propensities to the smaller of their highest.
 * @param trim share cut off at each end of each arm before, so that a single row does not carry the range; default 0
 * @throws CausalError `diagnostics.lengths`, `diagnostics.propensity`, `diagnostics.treatment`, naming the row;
 *   `diagnostics.trim` unless in [0, 0.5); NotEstimableError `diagnostics.empty-arm`
 * Source: Dehejia & Wahba (1999); Caliendo & Kopeinig (2008), Journal of Economic Surveys 22, section 3.3.
 */
export function commonSupport(
  propensity: ArrayLike<number>,
  treatment: ArrayLike<number>,
  trim = 0,
): CommonSupport {
  checkTwoArms(propensity, treatment);
  if (!(trim >= 0 && trim < 0.5))
    throw new CausalError("diagnostics.trim", `trim is ${trim}; expected a share from 0 to below 0.5`);
  const given = Float64Array.from(propensity);
  const [control, treated] = [0, 1].map((arm) => given.filter((_, row) => treatment[row] === arm).sort());
  const low = Math.max(quantile(control!, trim), quantile(treated!, trim));
  const high = Math.min(quantile(control!, 1 - trim), quantile(treated!, 1 - trim));
  const outside = (arm: Float64Array) => arm.filter((p) => p < low || p > high).length;
  const treatedOutside = outside(treated!);
  const controlOutside = outside(control!);
  return {
    range: low <= high ? [low, high] : null,
    treatedOutside,
    controlOutside,
    shareOutside: (treatedOutside + controlOutside) / given.length,
  };
}
