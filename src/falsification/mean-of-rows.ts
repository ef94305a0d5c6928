import type { Design } from "../design/design.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/**
 * Σ averaging · value / Σ averaging with its influence by user, the values taken as known: a row contributes
 * averaging · (value - mean) / Σ averaging.
 * @param value [rows] in design order
 */
export function meanOfRows(design: Design, value: Float64Array): InfluenceEstimate {
  let total = 0;
  let sum = 0;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      total += shard.averaging[r]!;
      sum += shard.averaging[r]! * value[shard.firstRow + r]!;
    }
  const estimate = sum / total;
  const influence = new Float64Array(design.users);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const i = shard.user[r]!;
      const pull = shard.averaging[r]! * (value[shard.firstRow + r]! - estimate);
      influence[i] = influence[i]! + (design.users * pull) / total;
    }
  return { estimate, influence, sample: design.sample };
}
