import type { FutureRecipe } from "./column-recipe.js";
import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/**
 * A future column of a shard from the column it looks ahead on, [rows]. NaN where a day of the window is beyond the
 * log's end, beyond the day after which the user was lost, or a platform gap; 0 on days after an exit by event.
 */
export function futureColumn(
  rule: FutureRecipe,
  values: Float64Array,
  rows: ShardRows,
  layout: RowLayout,
): Float64Array {
  return rule.kind === "lead"
    ? leadColumn(values, rule.days, rows, layout)
    : overNextColumn(values, rule.days, rows, reducers[rule.kind]);
}

/** What rows `from` … `to - 1`, nearest first, and `after` more days of 0 come to. */
type Reducer = (values: Float64Array, from: number, to: number, after: number) => number;

const sum: Reducer = (values, from, to) => {
  let total = 0;
  for (let row = from; row < to; row++) total += values[row]!;
  return total;
};

const reducers = {
  sumOverNext: sum,
  meanOverNext: (values, from, to, after) => sum(values, from, to, after) / (to - from + after),
  maxOverNext: (values, from, to, after) => {
    let largest = after > 0 ? 0 : Number.NEGATIVE_INFINITY;
    for (let row = from; row < to; row++) if (values[row]! > largest) largest = values[row]!;
    return largest;
  },
  anyOverNext: (values, from, to) => {
    for (let row = from; row < to; row++) if (values[row]! > 0) return 1;
    return 0;
  },
} satisfies Record<string, Reducer>;

/** The value `days` calendar days after each row. */
function leadColumn(values: Float64Array, days: number, rows: ShardRows, layout: RowLayout): Float64Array {
  const out = new Float64Array(rows.rows);
  const { lookAhead, day, offsets, users, firstUser } = rows;
  for (let user = 0; user < users; user++) {
    const until = offsets[user + 1]!;
    const end = layout.end[firstUser + user]!;
    const known = layout.knownUntil[firstUser + user]!;
    for (let row = offsets[user]!; row < until; row++) {
      if (lookAhead[row]! >= days) {
        out[row] = row + days < until ? values[row + days]! : 0;
        continue;
      }
      const target = day[row]! + days;
      if (target >= known || layout.atRisk[target] === 0) out[row] = Number.NaN;
      else if (target < end) out[row] = values[row + layout.rank[target]! - layout.rank[day[row]!]!]!;
    }
  }
  return out;
}

/** What the `days` calendar days after each row come to, nearest first. */
function overNextColumn(
  values: Float64Array,
  days: number,
  { rows, lookAhead, offsets, users }: ShardRows,
  reduce: Reducer,
): Float64Array {
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    const until = offsets[user + 1]!;
    for (let row = offsets[user]!; row < until; row++) {
      const to = row + 1 + days < until ? row + 1 + days : until;
      out[row] = lookAhead[row]! < days ? Number.NaN : reduce(values, row + 1, to, days - (to - row - 1));
    }
  }
  return out;
}
