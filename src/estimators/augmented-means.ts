import type { Design } from "../design/design.js";
import { type ArmInfluence, armInfluence } from "../inference/arm-influence.js";
import { addNuisanceScores } from "../inference/nuisance-scores.js";
import { accumulateProduct } from "../numeric/products.js";
import { withoutRow } from "./leave-one-out.js";
import type { OutcomeModel } from "./outcome-model.js";
import type { PropensityModel } from "./propensity-model.js";

export interface AugmentedMeansOptions {
  /** Without it the augmentation is left out and the means are plain standardisation. */
  readonly propensity?: PropensityModel;
  /** "efficient" keeps each row's own term only, without nuisance scores (Σ averaging, the denominator, stays inside). */
  readonly variance?: "stacked" | "efficient";
}

/**
 * μ_a = Σ averaging · [m_a(L) + 1(A = a) / P(A = a | L) · (Y - m_a(L))] / Σ averaging, the bracket without its second
 * part when no propensity is given. A row contributes averaging · (its bracket - μ_a) / Σ averaging, plus the scores of
 * the arm's outcome model, whose derivative is D = Σ averaging · (1 - 1(A = a) / P(A = a | L)) x / Σ averaging, plus
 * the propensity's, D = -Σ averaging · 1(A = a) (dlog P(A = a | L) / dη) / P(A = a | L) · (Y - m_a) x / Σ averaging.
 */
export function augmentedMeans(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  options: AugmentedMeansOptions = {},
): ArmInfluence {
  const { propensity, variance = "stacked" } = options;
  const { mean, bracket, error, onOutcome, onPropensity } = firstPass(design, outcome, total, propensity);
  const means = { treated: mean[1], control: mean[0] };
  const ownTerm = (w: number, arm: 0 | 1, row: number) => (w * (bracket[arm][row]! - mean[arm])) / total;
  if (variance === "efficient")
    return armInfluence(design, means, (shard, out) => {
      for (let r = 0; r < shard.rows; r++) {
        const w = shard.averaging[r]!;
        out.treated[r] = ownTerm(w, 1, shard.firstRow + r);
        out.control[r] = ownTerm(w, 0, shard.firstRow + r);
        out.shift[r] = ((out.control[r]! - out.treated[r]!) * total) / (total - w);
      }
    });

  const outcomeDirection = ([0, 1] as const).map((arm) => outcome.direction(arm, onOutcome[arm]));
  const propensityDirection = onPropensity.map((slope) => propensity?.fit.solveInformation(slope) ?? slope);
  const outcomeLeverage = outcome.leverage();
  const propensityLeverage = propensity?.leverage();
  let s = scratchOf(0);
  return armInfluence(design, means, (shard, out) => {
    if (s.capacity < shard.rows) s = scratchOf(shard.rows);
    for (const arm of [0, 1] as const) {
      s.fromOutcome[arm].fill(0);
      s.fromPropensity[arm].fill(0);
      for (let r = 0; r < shard.rows; r++)
        s.residual[r] = shard.treatment[r] === arm ? shard.averaging[r]! * error[shard.firstRow + r]! : 0;
      addNuisanceScores(shard.covariates, s.residual, outcomeDirection[arm]!, s.product, s.fromOutcome[arm]);
    }
    if (propensity !== undefined) {
      propensity.residual(shard, s.residual);
      for (const arm of [0, 1] as const)
        addNuisanceScores(
          shard.covariates,
          s.residual,
          propensityDirection[arm]!,
          s.product,
          s.fromPropensity[arm],
        );
    }
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]!;
      const own1 = ownTerm(w, 1, row);
      const own0 = ownTerm(w, 0, row);
      const y1 = s.fromOutcome[1][r]!;
      const y0 = s.fromOutcome[0][r]!;
      const p1 = s.fromPropensity[1][r]!;
      const p0 = s.fromPropensity[0][r]!;
      out.treated[r] = own1 + y1 + p1;
      out.control[r] = own0 + y0 + p0;
      out.shift[r] =
        ((own0 - own1) * total) / (total - w) +
        withoutRow(y1 - y0, outcomeLeverage[row]!) +
        withoutRow(p1 - p0, propensityLeverage?.[row] ?? 0);
    }
  });
}

/** Brackets and own-arm errors of every row, both means, and their derivatives with respect to the coefficients. */
function firstPass(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  propensity: PropensityModel | undefined,
) {
  const p = design.terms.length;
  const onOutcome = [new Float64Array(p), new Float64Array(p)] as const;
  const onPropensity = [new Float64Array(p), new Float64Array(p)] as const;
  const bracket = [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  const error = new Float64Array(design.rows);
  const sum: [number, number] = [0, 0];
  const origin: [number, number] = [Number.NaN, Number.NaN];
  let slopes = { outcome: new Float64Array(0), propensity: new Float64Array(0) };
  for (const shard of design.shards) {
    if (slopes.outcome.length < shard.rows)
      slopes = { outcome: new Float64Array(shard.rows), propensity: new Float64Array(shard.rows) };
    for (const arm of [0, 1] as const) {
      const own = bracket[arm].subarray(shard.firstRow, shard.firstRow + shard.rows);
      outcome.predict(shard, arm, own);
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const w = shard.averaging[r]!;
        slopes.outcome[r] = w / total;
        slopes.propensity[r] = 0;
        if (shard.treatment[r] === arm) {
          const e = shard.outcome[r]! - own[r]!;
          error[row] = e;
          if (propensity !== undefined) {
            const p1 = propensity.propensity[row]!;
            const chance = arm === 1 ? p1 : 1 - p1;
            own[r] = own[r]! + e / chance;
            slopes.outcome[r] = (w * (1 - 1 / chance)) / total;
            slopes.propensity[r] = ((arm === 1 ? -(1 - p1) : p1) * w * e) / (chance * total);
          }
        }
        if (Number.isNaN(origin[arm])) origin[arm] = own[r]!;
        sum[arm] += w * (own[r]! - origin[arm]);
      }
      accumulateProduct(shard.covariates, slopes.outcome, onOutcome[arm]);
      if (propensity !== undefined) accumulateProduct(shard.covariates, slopes.propensity, onPropensity[arm]);
    }
  }
  const mean = [origin[0] + sum[0] / total, origin[1] + sum[1] / total] as const;
  return { mean, bracket, error, onOutcome, onPropensity };
}

function scratchOf(capacity: number) {
  const array = () => new Float64Array(capacity);
  return {
    capacity,
    residual: array(),
    product: array(),
    fromOutcome: [array(), array()] as const,
    fromPropensity: [array(), array()] as const,
  };
}
