import { blockRows } from "../numeric/gram.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmRows } from "./glm-rows.js";

/** Up to 256 rows with positive weight, columns centred and scaled, column-major with leading dimension 256. */
export interface StandardisedBlock {
  rows: number;
  readonly values: Float64Array;
  readonly response: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Calls `visit` for every run of 256 rows with positive weight (the last may be shorter). Blocks are filled across
 * shard borders, so results do not depend on how the rows were cut into shards. The block is reused.
 */
export function forEachBlock(
  data: GlmRows,
  moments: ColumnMoments,
  visit: (block: StandardisedBlock) => void,
): void {
  const p = data.terms.length;
  const block: StandardisedBlock = {
    rows: 0,
    values: new Float64Array(blockRows * p),
    response: new Float64Array(blockRows),
    weight: new Float64Array(blockRows),
  };
  const index = new Int32Array(blockRows);
  const { centre, scale } = moments;
  for (const shard of data.shards) {
    let next = 0;
    while (next < shard.rows) {
      const start = block.rows;
      let filled = start;
      while (next < shard.rows && filled < blockRows) {
        const w = shard.weight[next]!;
        if (w > 0) {
          index[filled] = next;
          block.weight[filled] = w;
          block.response[filled] = shard.response[next]!;
          filled += 1;
        }
        next += 1;
      }
      const { rows: stride, values } = shard.covariates;
      for (let j = 0; j < p; j++) {
        const from = j * stride;
        const to = j * blockRows;
        const c = centre[j]!;
        const factor = 1 / scale[j]!;
        for (let k = start; k < filled; k++) block.values[to + k] = (values[from + index[k]!]! - c) * factor;
      }
      block.rows = filled;
      if (filled === blockRows) {
        visit(block);
        block.rows = 0;
      }
    }
  }
  if (block.rows > 0) visit(block);
}
