import type { Design } from "../../../design/design.js";
import type { ColumnMoments } from "../../../models/column-moments.js";
import { columnOf } from "../../../numeric/matrix.js";
import type { ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";

/** Copies the rows of a design into the arrays of a plan but the odds, each user's together. */
export function layOutRows(
  design: Design,
  into: ClusterRows,
  how: {
    readonly moments: ColumnMoments;
    /** Terms of the design that are columns of the plan. */
    readonly kept: readonly number[];
    /** Cell of each row. */
    readonly ofRow: Int32Array;
  },
): void {
  const { starts, weight, group, outcome } = into;
  for (const { rows, user } of design.shards)
    for (let r = 0; r < rows; r++) starts[user[r]! + 1] = starts[user[r]! + 1]! + 1;
  for (let i = 0; i < design.users; i++) starts[i + 1] = starts[i + 1]! + starts[i]!;
  for (const shard of design.shards) {
    const { firstRow: from, rows, treatment } = shard;
    outcome.set(shard.outcome.subarray(0, rows), from);
    weight?.set(shard.averaging.subarray(0, rows), from);
    for (let r = 0; r < rows; r++) group[from + r] = 2 * how.ofRow[from + r]! + treatment[r]!;
    how.kept.forEach((j, k) => {
      const values = columnOf(shard.covariates, j);
      const centre = how.moments.centre[j]!;
      const factor = 1 / how.moments.scale[j]!;
      for (let r = 0; r < rows; ) {
        const first = starts[shard.user[r]!]!;
        const end = starts[shard.user[r]! + 1]!;
        const to = into.columns * first + k * (end - first);
        const stop = Math.min(rows, end - from);
        turned(values, treatment, r, stop, centre, factor, into.design, to + r + from - first);
        r = stop;
      }
    });
  }
}

/** (value - centre) factor of rows r to stop, with its sign turned where treated, into `out` from `to` on. */
function turned(
  values: Float64Array,
  treatment: Float64Array,
  from: number,
  stop: number,
  centre: number,
  factor: number,
  out: Float64Array,
  to: number,
): void {
  for (let r = from; r < stop; r++)
    out[to + r - from] = (values[r]! - centre) * factor * (1 - 2 * treatment[r]!);
}
