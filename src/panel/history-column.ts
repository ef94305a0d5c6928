import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/**
 * The value `days` calendar days before each row: 0 before the user's entry or the log's first day, NaN when that day
 * is a platform gap.
 * @param values  a column of the shard, [rows]
 */
export function lagColumn(
  values: Float64Array,
  days: number,
  rows: ShardRows,
  layout: RowLayout,
): Float64Array {
  const out = new Float64Array(rows.rows);
  const { lookBack, day, user } = rows;
  for (let row = 0; row < rows.rows; row++) {
    if (lookBack[row]! >= days) {
      out[row] = values[row - days]!;
      continue;
    }
    const target = day[row]! - days;
    if (target < layout.entry[user[row]!]!) continue;
    out[row] =
      layout.atRisk[target] === 0
        ? Number.NaN
        : values[row - layout.rank[day[row]!]! + layout.rank[target]!]!;
  }
  return out;
}

/**
 * The sum over the `days` calendar days before each row, added from the oldest day to yesterday. At the user's entry
 * (or the log's first day) it sums what there is; a window that touches a platform gap is NaN.
 */
export function priorSumColumn(
  values: Float64Array,
  days: number,
  rows: ShardRows,
  layout: RowLayout,
): Float64Array {
  const out = new Float64Array(rows.rows);
  const { lookBack, day, user } = rows;
  for (let row = 0; row < rows.rows; row++) {
    const known = Math.min(lookBack[row]!, days);
    const touchesGap = known < days && day[row]! - known !== layout.entry[user[row]!]!;
    let sum = touchesGap ? Number.NaN : 0;
    for (let source = row - known; source < row; source++) sum += values[source]!;
    out[row] = sum;
  }
  return out;
}
