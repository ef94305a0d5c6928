import type { Design } from "../../design/design.js";

/**
 * The same design with another outcome; everything else is shared, nothing copied.
 * @param outcome [rows] in design order, no NaN
 */
export function withOutcome(design: Design, outcome: Float64Array): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      outcome: outcome.subarray(shard.firstRow, shard.firstRow + shard.rows),
    })),
  };
}
