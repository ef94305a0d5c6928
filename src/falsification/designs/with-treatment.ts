import type { Design } from "../../design/design.js";

/**
 * The same design with another treatment; everything else is shared, nothing copied.
 * @param treatment [rows] in design order, 0 or 1
 */
export function withTreatment(design: Design, treatment: Float64Array): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      treatment: treatment.subarray(shard.firstRow, shard.firstRow + shard.rows),
    })),
  };
}
