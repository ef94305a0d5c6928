import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/** The value `days` calendar days after each row; NaN beyond the log's end or when that day is a platform gap. */
export function leadColumn(
  values: Float64Array,
  days: number,
  rows: ShardRows,
  layout: RowLayout,
): Float64Array {
  const out = new Float64Array(rows.rows);
  const { lookAhead, day } = rows;
  for (let row = 0; row < rows.rows; row++) {
    if (lookAhead[row]! >= days) {
      out[row] = values[row + days]!;
      continue;
    }
    const target = day[row]! + days;
    const known = target < layout.days && layout.atRisk[target] === 1;
    out[row] = known ? values[row + layout.rank[target]! - layout.rank[day[row]!]!]! : Number.NaN;
  }
  return out;
}

/** The sum over the `days` calendar days after each row, nearest first; NaN when the window leaves the log or touches a gap. */
export function sumOverNextColumn(values: Float64Array, days: number, rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (let row = 0; row < rows.rows; row++) {
    if (rows.lookAhead[row]! < days) {
      out[row] = Number.NaN;
      continue;
    }
    let sum = 0;
    for (let source = row + 1; source <= row + days; source++) sum += values[source]!;
    out[row] = sum;
  }
  return out;
}
