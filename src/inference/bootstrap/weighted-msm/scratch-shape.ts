import { clusterBufferLength } from "../../../numeric/simd/cluster-kernel.js";
import { quantileBuckets } from "./quantile-buckets.js";

/** Lengths of the scratch of one thread: one row vector, and what is small beside. */
export function scratchShape(size: {
  readonly users: number;
  readonly rows: number;
  readonly columns: number;
  readonly groups: number;
}) {
  const { users, rows, columns, groups } = size;
  return {
    doubles: {
      raw: rows,
      counts: users,
      shift: columns,
      gradient: columns,
      information: (columns * (columns + 1)) / 2,
      buffer: clusterBufferLength,
      share: groups,
      arms: groups,
      moments: 2 * groups,
      buckets: quantileBuckets,
    },
    integers: { list: users },
  };
}
