import type { Design } from "../design/design.js";
import { aliasedTerms } from "./aliased-terms.js";
import type { EstimatorFit } from "./estimator.js";
import { type ArmPulls, hajekMeans } from "./hajek-means.js";
import type { NuisanceModels } from "./nuisance-models.js";
import { type StabilisedWeights, stabilisedWeights } from "./stabilised-weights.js";
import type { ScoreShares } from "./stacked-arms.js";

export interface WeightedMeansOptions {
  /** Shares of the weight distribution beyond which weights are truncated, e.g. [0.01, 0.99]. */
  readonly truncation?: readonly [number, number];
  /** "known" leaves the propensity's uncertainty out (HC0 with given weights): a comparison, never the default. */
  readonly weights?: "estimated" | "known";
}

/**
 * Hájek means with stabilised weights; dw/dη = -(1 - p) w (treated), p w (untreated), 0 where truncated. The prevalence
 * in the numerator cancels within arms unless weights are truncated; then its own influence,
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
  const logSlope = new Float64Array(design.rows);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (weights.used[row] !== weights.raw[row]) continue;
      logSlope[row] = shard.treatment[r] === 1 ? -(1 - propensity[row]!) : propensity[row]!;
    }
  const known = options.weights === "known";
  return {
    ...hajekMeans(design, { weight: weights.used, logSlope }, known ? undefined : model, (pulls) => [
      prevalenceShares(design, weights, pulls, total),
    ]),
    weighting: { propensity, weight: weights.used, truncatedRows: weights.truncatedRows },
    aliased: aliasedTerms([{ model: "propensity model", fit }]),
  };
}

/** What the estimated prevalence in the numerators adds; it cancels but for truncated rows. */
function prevalenceShares(
  design: Design,
  { prevalence, raw, used }: StabilisedWeights,
  { sum, pull }: ArmPulls,
  total: number,
): ScoreShares {
  const slope: [number, number] = [0, 0];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (used[row] !== raw[row]) continue;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      slope[arm] += pull[row]! / sum[arm] / (arm === 1 ? prevalence : -(1 - prevalence));
    }
  const treated = new Float64Array(design.rows);
  const control = new Float64Array(design.rows);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const numerator = (shard.averaging[r]! * (shard.treatment[r]! - prevalence)) / total;
      treated[shard.firstRow + r] = slope[1] * numerator;
      control[shard.firstRow + r] = slope[0] * numerator;
    }
  return { treated, control, leverage: new Float64Array(design.rows) };
}
