import type { Design } from "../design/design.js";
import { armInfluence } from "../inference/arm-influence.js";
import { addNuisanceScores } from "../inference/nuisance-scores.js";
import { accumulateProduct } from "../numeric/products.js";
import { aliasedTerms } from "./aliased-terms.js";
import type { EstimatorFit } from "./estimator.js";
import { withoutRow } from "./leave-one-out.js";
import type { NuisanceModels } from "./nuisance-models.js";
import { type StabilisedWeights, stabilisedWeights } from "./stabilised-weights.js";

export interface WeightedMeansOptions {
  /** Shares of the weight distribution beyond which weights are truncated, e.g. [0.01, 0.99]. */
  readonly truncation?: readonly [number, number];
  /** "known" leaves the propensity's uncertainty out (HC0 with given weights): a comparison, never the default. */
  readonly weights?: "estimated" | "known";
}

/**
 * Hájek means: μ_a = Σ_a w Y / Σ_a w with w = averaging · stabilised weight. A row contributes w (Y - μ_a) / Σ_a w in
 * its arm and its propensity score through dw/dθ = -(1 - p) w x (treated), p w x (untreated), 0 where truncated. The
 * prevalence in the numerator cancels within arms unless weights are truncated; then its own influence,
 * averaging · (A - prevalence) / Σ averaging, is added too. Cuts of the truncation are held fixed in φ.
 */
export function weightedMeans(
  design: Design,
  models: NuisanceModels,
  options: WeightedMeansOptions = {},
): Omit<EstimatorFit, "estimator"> {
  const model = models.propensity();
  const { propensity, fit } = model;
  const total = models.totals.weight[0] + models.totals.weight[1];
  const weights = stabilisedWeights(design, propensity, models.totals.weight[1] / total, options.truncation);
  const { sum, mean } = armSums(design, weights);
  const known = options.weights === "known";
  const slopes = derivatives(design, propensity, weights, sum, mean);
  const directions = slopes.onPropensity.map((slope) => fit.solveInformation(slope));

  const leverage = known ? undefined : model.leverage();
  let residual = new Float64Array(0);
  let scratch = new Float64Array(0);
  let scores: [Float64Array, Float64Array] = [residual, residual];
  const influence = armInfluence(design, { treated: mean[1], control: mean[0] }, (shard, out) => {
    if (residual.length < shard.rows) {
      residual = new Float64Array(shard.rows);
      scratch = new Float64Array(shard.rows);
      scores = [new Float64Array(shard.rows), new Float64Array(shard.rows)];
    }
    model.residual(shard, residual);
    for (const arm of [0, 1] as const) {
      scores[arm].fill(0);
      if (!known) addNuisanceScores(shard.covariates, residual, directions[arm]!, scratch, scores[arm]);
    }
    for (let r = 0; r < shard.rows; r++) {
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const w = shard.averaging[r]! * weights.used[shard.firstRow + r]!;
      const pull = w * (shard.outcome[r]! - mean[arm]);
      const numerator = (shard.averaging[r]! * (shard.treatment[r]! - weights.prevalence)) / total;
      const fromNumerator = [slopes.onPrevalence[0] * numerator, slopes.onPrevalence[1] * numerator] as const;
      const fromScores = [scores[0][r]!, scores[1][r]!] as const;
      out.treated[r] = (arm === 1 ? pull / sum[1] : 0) + fromScores[1] + fromNumerator[1];
      out.control[r] = (arm === 0 ? pull / sum[0] : 0) + fromScores[0] + fromNumerator[0];
      const own = ((arm === 1 ? -1 : 1) * pull) / Math.max(sum[arm] - w, 1e-12 * sum[arm]);
      out.shift[r] =
        own +
        withoutRow(fromScores[1] - fromScores[0], leverage?.[shard.firstRow + r] ?? 0) -
        (fromNumerator[1] - fromNumerator[0]);
    }
  });
  return {
    ...influence,
    weighting: { propensity, weight: weights.used, truncatedRows: weights.truncatedRows },
    aliased: aliasedTerms([{ model: "propensity model", fit }]),
  };
}

type ByArm = readonly [number, number];

function armSums(design: Design, weights: StabilisedWeights): { readonly sum: ByArm; readonly mean: ByArm } {
  const sum: [number, number] = [0, 0];
  const moment: [number, number] = [0, 0];
  let origin = Number.NaN;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const y = shard.outcome[r]!;
      if (Number.isNaN(origin)) origin = y;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const w = shard.averaging[r]! * weights.used[shard.firstRow + r]!;
      sum[arm] += w;
      moment[arm] += w * (y - origin);
    }
  return { sum, mean: [origin + moment[0] / sum[0], origin + moment[1] / sum[1]] };
}

/** Derivatives of the two arm means with respect to the propensity coefficients and to the prevalence. */
function derivatives(
  design: Design,
  propensity: Float64Array,
  weights: StabilisedWeights,
  sum: ByArm,
  mean: ByArm,
): { readonly onPropensity: readonly [Float64Array, Float64Array]; readonly onPrevalence: ByArm } {
  const onPropensity: [Float64Array, Float64Array] = [
    new Float64Array(design.terms.length),
    new Float64Array(design.terms.length),
  ];
  const onPrevalence: [number, number] = [0, 0];
  let slopes: [Float64Array, Float64Array] = [new Float64Array(0), new Float64Array(0)];
  for (const shard of design.shards) {
    if (slopes[0].length < shard.rows) slopes = [new Float64Array(shard.rows), new Float64Array(shard.rows)];
    slopes[0].fill(0);
    slopes[1].fill(0);
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (weights.used[row] !== weights.raw[row]) continue;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const p = propensity[row]!;
      const pull = (shard.averaging[r]! * weights.used[row]! * (shard.outcome[r]! - mean[arm])) / sum[arm];
      slopes[arm][r] = arm === 1 ? -(1 - p) * pull : p * pull;
      onPrevalence[arm] += arm === 1 ? pull / weights.prevalence : -pull / (1 - weights.prevalence);
    }
    accumulateProduct(shard.covariates, slopes[0], onPropensity[0]);
    accumulateProduct(shard.covariates, slopes[1], onPropensity[1]);
  }
  return { onPropensity, onPrevalence };
}
