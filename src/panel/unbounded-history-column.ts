import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/** Whether the day before a row has no row although the user had entered: a platform gap. */
function followsGap(row: number, first: number, entry: number, day: Int32Array): boolean {
  return row === first ? day[row] !== entry : day[row] !== day[row - 1]! + 1;
}

/**
 * The sum over all days from entry to yesterday, a day s days ago times weight^s, formed from one day to the next. NaN
 * from the first platform gap on.
 */
export function cumulativeColumn(
  values: Float64Array,
  weight: number,
  { offsets, users, day, rows, firstUser }: ShardRows,
  layout: RowLayout,
): Float64Array {
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    const first = offsets[user]!;
    let total = 0;
    for (let row = first; row < offsets[user + 1]!; row++) {
      if (followsGap(row, first, layout.entry[firstUser + user]!, day)) total = Number.NaN;
      out[row] = total;
      total = weight * (total + values[row]!);
    }
  }
  return out;
}

/** Consecutive days above 0 up to yesterday; NaN while they run back to a platform gap. */
export function streakColumn(
  values: Float64Array,
  { offsets, users, day, rows, firstUser }: ShardRows,
  layout: RowLayout,
): Float64Array {
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    const first = offsets[user]!;
    let length = 0;
    for (let row = first; row < offsets[user + 1]!; row++) {
      if (followsGap(row, first, layout.entry[firstUser + user]!, day)) length = Number.NaN;
      out[row] = length;
      length = values[row]! > 0 ? length + 1 : 0;
    }
  }
  return out;
}

/** Days since the last day above 0; NaN before the first and while a platform gap lies between. */
export function daysSinceColumn(
  values: Float64Array,
  { offsets, users, day, rows, lookBack }: ShardRows,
): Float64Array {
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    let last = Number.NaN;
    for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
      if (lookBack[row] === 0) last = Number.NaN;
      out[row] = day[row]! - last;
      if (values[row]! > 0) last = day[row]!;
    }
  }
  return out;
}
