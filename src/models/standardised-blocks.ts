import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { blockRows } from "../numeric/gram.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmRows } from "./glm-rows.js";

/** Up to 256 rows with positive weight; their centred and scaled columns are in the kernel. */
export interface StandardisedBlock {
  rows: number;
  readonly response: Float64Array;
  readonly weight: Float64Array;
  /** Known part of the linear predictor; 0 where the shards have none. */
  readonly offset: Float64Array;
}

/**
 * Fills the kernel with every run of 256 rows with positive weight (the last may be shorter) and calls `visit`. Blocks
 * are filled across shard borders, so results do not depend on how the rows were cut into shards. The block is reused.
 * @param every  visits the first block of each run of this many only; default 1
 */
export function forEachBlock(
  data: GlmRows,
  moments: ColumnMoments,
  kernel: BlockKernel,
  visit: (block: StandardisedBlock) => void,
  every = 1,
): void {
  const p = data.terms.length;
  const block: StandardisedBlock = {
    rows: 0,
    response: new Float64Array(blockRows),
    weight: new Float64Array(blockRows),
    offset: new Float64Array(blockRows),
  };
  const index = new Int32Array(blockRows);
  const target = kernel.values;
  let blocks = 0;
  const { centre } = moments;
  const factor = moments.scale.map((value) => 1 / value);
  for (const shard of data.shards) {
    const { weight, response, offset } = shard;
    let next = 0;
    while (next < shard.rows) {
      const start = block.rows;
      let filled = start;
      const run = Math.min(blockRows - start, shard.rows - next);
      if (allPositive(weight, next, run)) {
        block.weight.set(weight.subarray(next, next + run), start);
        block.response.set(response.subarray(next, next + run), start);
        if (offset === undefined) block.offset.fill(0, start, start + run);
        else block.offset.set(offset.subarray(next, next + run), start);
        index[start] = next;
        index[start + run - 1] = next + run - 1;
        filled += run;
        next += run;
      }
      while (next < shard.rows && filled < blockRows) {
        const w = weight[next]!;
        if (w > 0) {
          index[filled] = next;
          block.weight[filled] = w;
          block.response[filled] = response[next]!;
          block.offset[filled] = offset === undefined ? 0 : offset[next]!;
          filled += 1;
        }
        next += 1;
      }
      const { rows: stride, values } = shard.covariates;
      const first = index[start]!;
      const together = filled > start && index[filled - 1]! - first === filled - 1 - start;
      for (let j = 0; j < p && blocks % every === 0; j++) {
        const from = j * stride;
        const to = j * blockRows;
        if (together) target.set(values.subarray(from + first, from + first + filled - start), to + start);
        else for (let k = start; k < filled; k++) target[to + k] = values[from + index[k]!]!;
      }
      block.rows = filled;
      if (filled === blockRows) {
        if (blocks % every === 0) {
          kernel.standardise(filled, centre, factor);
          visit(block);
        }
        block.rows = 0;
        blocks += 1;
      }
    }
  }
  if (block.rows > 0 && blocks % every === 0) {
    kernel.standardise(block.rows, centre, factor);
    visit(block);
  }
}

function allPositive(weight: Float64Array, from: number, count: number): boolean {
  for (let r = from; r < from + count; r++) if (!(weight[r]! > 0)) return false;
  return true;
}
