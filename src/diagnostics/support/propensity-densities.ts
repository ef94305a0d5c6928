import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { checkedWeights } from "../balance/compared-arms.js";
import { checkTwoArms } from "./checked-propensities.js";

/** A bin of a histogram of propensities: a line of a tidy table. */
export interface PropensityDensity {
  readonly arm: "treated" | "control";
  readonly sample: "unweighted" | "weighted";
  /** The bin holds its lower edge; the last one both. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Share of the arm's rows (weight) in the bin. */
  readonly share: number;
  /** `share` / width: the bars of an arm have area 1. */
  readonly density: number;
}

/**
 * Histograms of fitted propensities by arm, before and (with weights) after weighting, for charts of overlap.
 * @param spec.propensity P(A = 1 | L), [rows], in [0, 1]
 * @param spec.bins of equal width over [0, 1]; default 40
 * @throws CausalError and NotEstimableError `diagnostics.*` as `commonSupport`; `diagnostics.bins` unless a whole number
 *   from 1 to 1,000; `diagnostics.weight`
 */
export function propensityDensities(spec: {
  readonly propensity: ArrayLike<number>;
  readonly treatment: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  readonly bins?: number;
}): readonly PropensityDensity[] {
  checkCall("propensityDensities", spec, { propensity: kinds.rows, treatment: kinds.rows });
  const { propensity, treatment, weights, bins = 40 } = spec;
  checkTwoArms(propensity, treatment);
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 1000))
    throw new CausalError("diagnostics.bins", `bins is ${bins}; expected a whole number from 1 to 1,000`);
  const given = checkedWeights(weights, propensity.length);
  const count = [new Float64Array(bins), new Float64Array(bins)];
  const mass = [new Float64Array(bins), new Float64Array(bins)];
  for (let row = 0; row < propensity.length; row++) {
    const bin = Math.min(Math.floor(propensity[row]! * bins), bins - 1);
    const arm = treatment[row]!;
    count[arm]![bin] = count[arm]![bin]! + 1;
    mass[arm]![bin] = mass[arm]![bin]! + given[row]!;
  }
  const samples = weights === undefined ? (["unweighted"] as const) : (["unweighted", "weighted"] as const);
  return samples.flatMap((sample) =>
    (["treated", "control"] as const).flatMap((arm) => {
      const rows = count[arm === "treated" ? 1 : 0]!;
      const counted = sample === "weighted" ? mass[arm === "treated" ? 1 : 0]! : rows;
      const total = counted.reduce((sum, value) => sum + value, 0);
      return Array.from(rows, (own, bin) => {
        const share = total === 0 ? 0 : counted[bin]! / total;
        return {
          arm,
          sample,
          from: bin / bins,
          to: (bin + 1) / bins,
          rows: own,
          share,
          density: share * bins,
        };
      });
    }),
  );
}
