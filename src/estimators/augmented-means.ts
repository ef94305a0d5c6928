import type { Design } from "../design/design.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { armInfluence } from "../inference/arm-influence.js";
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
  const brackets = [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  const gradients = firstPass(design, outcome, total, propensity, brackets);
  const stacked = variance === "stacked";
  const outcomeDirections = ([0, 1] as const).map((arm) => outcome.direction(arm, gradients.outcome[arm]!));
  const propensityDirections = gradients.propensity.map((g) => propensity?.fit.solveInformation(g) ?? g);
  const mean = gradients.mean;

  let s = scratchOf(0);
  return armInfluence(design, { treated: mean[1], control: mean[0] }, (shard, out) => {
    if (s.capacity < shard.rows) s = scratchOf(shard.rows);
    s.fromOutcome.forEach((array) => {
      array.fill(0);
    });
    s.fromPropensity.forEach((array) => {
      array.fill(0);
    });
    s.outcomeLeverage.fill(0);
    s.propensityLeverage.fill(0);
    if (stacked) {
      for (const arm of [0, 1] as const) {
        outcome.predict(shard, arm, s.predicted);
        for (let r = 0; r < shard.rows; r++)
          s.residual[r] =
            shard.treatment[r] === arm ? shard.averaging[r]! * (shard.outcome[r]! - s.predicted[r]!) : 0;
        addNuisanceScores(
          shard.covariates,
          s.residual,
          outcomeDirections[arm]!,
          s.product,
          s.fromOutcome[arm]!,
        );
      }
      outcome.leverage(shard, s.product, s.outcomeLeverage);
      if (propensity !== undefined) {
        propensity.residual(shard, s.residual);
        for (const arm of [0, 1] as const)
          addNuisanceScores(
            shard.covariates,
            s.residual,
            propensityDirections[arm]!,
            s.product,
            s.fromPropensity[arm]!,
          );
        propensity.leverage(shard, s.propensityLeverage);
      }
    }
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]!;
      const own1 = w * (brackets[1][row]! - mean[1]);
      const own0 = w * (brackets[0][row]! - mean[0]);
      const y1 = s.fromOutcome[1]![r]!;
      const y0 = s.fromOutcome[0]![r]!;
      const p1 = s.fromPropensity[1]![r]!;
      const p0 = s.fromPropensity[0]![r]!;
      out.treated[r] = own1 / total + y1 + p1;
      out.control[r] = own0 / total + y0 + p0;
      out.shift[r] =
        -(own1 - own0) / (total - w) +
        withoutRow(y1 - y0, s.outcomeLeverage[r]!) +
        withoutRow(p1 - p0, s.propensityLeverage[r]!);
    }
  });
}

/** Brackets of every row, their means, and the derivatives of the means with respect to the nuisance coefficients. */
function firstPass(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  propensity: PropensityModel | undefined,
  brackets: readonly [Float64Array, Float64Array],
) {
  const p = design.terms.length;
  const onOutcome = [new Float64Array(p), new Float64Array(p)] as const;
  const onPropensity = [new Float64Array(p), new Float64Array(p)] as const;
  const sum: [number, number] = [0, 0];
  const origin = outcome.fits[0].coefficients[0] ?? 0;
  let predicted = new Float64Array(0);
  let slopeOutcome = new Float64Array(0);
  let slopePropensity = new Float64Array(0);
  for (const shard of design.shards) {
    if (predicted.length < shard.rows) {
      predicted = new Float64Array(shard.rows);
      slopeOutcome = new Float64Array(shard.rows);
      slopePropensity = new Float64Array(shard.rows);
    }
    for (const arm of [0, 1] as const) {
      outcome.predict(shard, arm, predicted);
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const w = shard.averaging[r]!;
        let bracket = predicted[r]!;
        slopeOutcome[r] = w / total;
        slopePropensity[r] = 0;
        if (propensity !== undefined && shard.treatment[r] === arm) {
          const p1 = propensity.propensity[row]!;
          const chance = arm === 1 ? p1 : 1 - p1;
          const error = shard.outcome[r]! - predicted[r]!;
          bracket += error / chance;
          slopeOutcome[r] = (w * (1 - 1 / chance)) / total;
          slopePropensity[r] = ((arm === 1 ? -(1 - p1) : p1) * w * error) / (chance * total);
        }
        brackets[arm][row] = bracket;
        sum[arm] += w * (bracket - origin);
      }
      accumulateProduct(shard.covariates, slopeOutcome, onOutcome[arm]);
      if (propensity !== undefined) accumulateProduct(shard.covariates, slopePropensity, onPropensity[arm]);
    }
  }
  const mean = [origin + sum[0] / total, origin + sum[1] / total] as const;
  return { outcome: onOutcome, propensity: onPropensity, mean };
}

function scratchOf(capacity: number) {
  const array = () => new Float64Array(capacity);
  return {
    capacity,
    predicted: array(),
    residual: array(),
    product: array(),
    fromOutcome: [array(), array()],
    fromPropensity: [array(), array()],
    outcomeLeverage: array(),
    propensityLeverage: array(),
  };
}
