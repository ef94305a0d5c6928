import type { DesignShard } from "../design/design.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { augmentedRows } from "./augmented-rows.js";
import type { NuisanceModels } from "./nuisance-models.js";
import { partScores } from "./part-scores.js";
import type { PropensityModel } from "./propensity-model.js";

/**
 * The effect by `augmentedMeans` in each of several parts of the rows that do not overlap, models fitted to all rows: the
 * average of brackets over the part, with its own terms and all models' scores in φ.
 * @param part number of the part of each row, from 0; -1 for none, [rows]; no part is empty
 * @param propensity without it the effects are plain standardisation
 * Checked in test/estimators/effect-within.test.ts against `augmentedMeans` with averaging weights of 0 outside a part.
 */
export function augmentedParts(
  models: NuisanceModels,
  part: Int32Array,
  parts: number,
  propensity: PropensityModel | undefined,
): readonly InfluenceEstimate[] {
  const { design } = models;
  const outcome = models.outcome();
  const { bracket, onOutcome, onPropensity } = augmentedRows(design, outcome, 1, {
    propensity,
    missingness: undefined,
  });
  const { total, mean } = partMeans(models, bracket, part, parts);
  const influence = mean.map(() => new Float64Array(design.users));
  const perPart = (values: Float64Array): Float64Array =>
    values.map((value, row) => (part[row]! < 0 ? 0 : value / total[part[row]!]!));
  for (const arm of [0, 1] as const)
    partScores(
      design,
      {
        fit: outcome.models[arm]!.fit,
        residual: (shard, out) => {
          outcome.predict(shard, arm, out);
          for (let r = 0; r < shard.rows; r++)
            out[r] = shard.treatment[r] === arm ? shard.averaging[r]! * (shard.outcome[r]! - out[r]!) : 0;
        },
        slope: perPart(arm === 1 ? onOutcome[1] : onOutcome[0].map((value) => -value)),
        part,
      },
      influence,
    );
  if (propensity !== undefined)
    partScores(
      design,
      {
        fit: propensity.fit,
        residual: (shard: DesignShard, out: Float64Array) => propensity.residual(shard, out),
        slope: perPart(onPropensity[1].map((value, row) => value - onPropensity[0][row]!)),
        part,
      },
      influence,
    );
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const k = part[row]!;
      if (k < 0) continue;
      const own = bracket[1][row]! - bracket[0][row]! - mean[k]!;
      const user = shard.user[r]!;
      influence[k]![user] = influence[k]![user]! + (shard.averaging[r]! * own) / total[k]!;
    }
  return mean.map((estimate, k) => ({
    estimate,
    influence: influence[k]!.map((value) => value * design.users),
    sample: design.sample,
  }));
}

/** Σ averaging and the averaged difference of brackets of each part, summed in row order. */
function partMeans(
  { design }: NuisanceModels,
  bracket: readonly [Float64Array, Float64Array],
  part: Int32Array,
  parts: number,
) {
  const total = new Float64Array(parts);
  const sum = new Float64Array(parts);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const k = part[row]!;
      if (k < 0) continue;
      total[k] = total[k]! + shard.averaging[r]!;
      sum[k] = sum[k]! + shard.averaging[r]! * (bracket[1][row]! - bracket[0][row]!);
    }
  return { total, mean: Array.from(sum, (value, k) => value / total[k]!) };
}
