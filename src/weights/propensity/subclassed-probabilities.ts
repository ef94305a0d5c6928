import { CausalError, NotEstimableError } from "../../errors.js";
import { quantile } from "../../numeric/quantile.js";
import type { PointTreatment } from "../point-treatment.js";
import { refusingNuisance } from "../refusing-nuisance.js";
import type { ProbabilityModel } from "./probability-model.js";

/**
 * Replaces the propensity of two arms by the share of treated in subclasses of it, cut at equally spaced quantiles (type 7)
 * among the rows the target is about: all rows (ATE) or those of the focal arm. Weights built on it are those of marginal
 * mean weighting through stratification. The cuts move in jumps, so stacked errors are refused.
 * @param focal  the arm whose quantiles cut, null for all rows
 * @throws NotEstimableError `weights.subclass` for a subclass without rows of an arm; CausalError `weights.spec`
 * Source: Rosenbaum & Rubin (1984); Hong (2010), Journal of Educational and Behavioral Statistics 35. Checked against
 * WeightIt (lalonde glm_subclass6.ATT).
 */
export function subclassedProbabilities(
  { rows, arm, sampling, levels }: PointTreatment,
  model: ProbabilityModel,
  subclasses: number,
  focal: number | null,
): ProbabilityModel {
  if (!(Number.isInteger(subclasses) && subclasses >= 2) || levels.length !== 2)
    throw new CausalError(
      "weights.spec",
      `propensity weights: subclasses is ${subclasses} and the treatment has ${levels.length} levels; expected a whole number of at least 2, and two levels`,
    );
  const propensity = model.probabilities.values.subarray(rows);
  const cutting = propensity.filter((_, r) => sampling[r]! > 0 && (focal === null || arm[r] === focal));
  const cuts = Array.from({ length: subclasses - 1 }, (_, k) => quantile(cutting, (k + 1) / subclasses));
  const subclass = Int32Array.from(propensity, (p) => cuts.reduce((at, cut) => at + (p >= cut ? 1 : 0), 0));
  const sums = [new Float64Array(subclasses), new Float64Array(subclasses)];
  for (let r = 0; r < rows; r++) {
    const own = sums[arm[r]!]!;
    own[subclass[r]!] = own[subclass[r]!]! + sampling[r]!;
  }
  sums.forEach((sum, k) => {
    const empty = sum.indexOf(0);
    if (empty >= 0)
      throw new NotEstimableError(
        "weights.subclass",
        `propensity weights: subclass ${empty + 1} of ${subclasses} has no rows of arm "${levels[k]}"; use fewer subclasses, or restrict the population to where the arms overlap`,
        { subclass: empty, level: levels[k] },
      );
  });
  const values = new Float64Array(2 * rows);
  for (let r = 0; r < rows; r++) {
    const s = subclass[r]!;
    const share = sums[1]![s]! / (sums[0]![s]! + sums[1]![s]!);
    values[r] = 1 - share;
    values[rows + r] = share;
  }
  return {
    probabilities: { rows, columns: 2, values },
    aliased: model.aliased,
    nuisances: (label) => [refusingNuisance(label, "subclasses of the propensity are cut in jumps")],
  };
}
