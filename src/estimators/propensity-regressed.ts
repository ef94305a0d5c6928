import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { factorise, solve } from "../numeric/cholesky.js";
import type { ArmTotals } from "./check-design.js";
import { dotProduct } from "./dot-product.js";
import { withoutRow } from "./leave-one-out.js";
import type { PropensityModel } from "./propensity-model.js";
import { scoreShares, stackedArms } from "./stacked-arms.js";

/** Terms of the regression: a constant, treatment, and the propensity around its mean. */
const terms = 3;

/**
 * Least squares of the outcome on (1, A, e - ē), weighted by averaging; ē is the weighted mean of e, so that the arm
 * means are β₀ + β_A and β₀. A row contributes averaging · residual · z'B⁻¹g with B the information; by the propensity's
 * linear predictor η, de/dη = e (1 - e) moves the row's own regressor and, with ē, the point that means are taken at.
 * @throws NotEstimableError `propensity.constant` when the propensity does not vary
 */
export function propensityRegressed(design: Design, model: PropensityModel, totals: ArmTotals): ArmInfluence {
  const e = model.propensity;
  const total = totals.weight[0] + totals.weight[1];
  const centre = (totals.weight[0] * totals.mean[0] + totals.weight[1] * totals.mean[1]) / total;
  const z = new Float64Array(terms);
  const average = averageOf();
  const { beta, factor } = leastSquares();

  const array = () => new Float64Array(design.rows);
  const own = { treated: array(), control: array(), shift: array() };
  const ofBeta = { treated: array(), control: array(), leverage: array() };
  const slopes = { treated: array(), control: array() };
  const direction = {
    treated: solve(factor, Float64Array.of(1, 1, 0)),
    control: solve(factor, Float64Array.of(1, 0, 0)),
  };
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]!;
      regressors(shard.treatment[r]!, e[row]!);
      const residual = shard.outcome[r]! - centre - dotProduct(beta, z);
      const de = e[row]! * (1 - e[row]!);
      for (const part of ["treated", "control"] as const) {
        const along = dotProduct(direction[part], z);
        ofBeta[part][row] = w * residual * along;
        // the constant of the means moves with ē as β₀ does, so ē itself adds β₂ (e - ē) / Σ averaging
        own[part][row] = (w * beta[2]! * z[2]!) / total;
        slopes[part][row] = w * de * (direction[part][2]! * residual - beta[2]! * along + beta[2]! / total);
      }
      ofBeta.leverage[row] = w * dotProduct(solve(factor, z), z);
      own.shift[row] = withoutRow(own.treated[row]! - own.control[row]!, w / total);
    }
  const means = { treated: centre + beta[0]! + beta[1]!, control: centre + beta[0]! };
  return stackedArms(design, means, own, [ofBeta, scoreShares(model, slopes)]);

  function regressors(treatment: number, propensity: number): void {
    z[0] = 1;
    z[1] = treatment;
    z[2] = propensity - average;
  }

  function averageOf(): number {
    let sum = 0;
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) sum += shard.averaging[r]! * e[shard.firstRow + r]!;
    return sum / total;
  }

  function leastSquares() {
    const gram = new Float64Array(terms * terms);
    const moment = new Float64Array(terms);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        regressors(shard.treatment[r]!, e[shard.firstRow + r]!);
        const w = shard.averaging[r]!;
        for (let k = 0; k < terms; k++) {
          moment[k] = moment[k]! + w * z[k]! * (shard.outcome[r]! - centre);
          for (let j = k; j < terms; j++) gram[k * terms + j] = gram[k * terms + j]! + w * z[k]! * z[j]!;
        }
      }
    const factor = factorise(gram, terms);
    if (factor.aliased.length > 0)
      throw new NotEstimableError(
        "propensity.constant",
        "the fitted propensity does not vary apart from treatment, so there is nothing to regress on; adjust for covariates that treatment depends on, or use the unadjusted difference",
      );
    return { beta: solve(factor, moment), factor };
  }
}
