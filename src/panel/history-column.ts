import type { HistoryRecipe } from "./column-recipe.js";
import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";
import { cumulativeColumn, daysSinceColumn, streakColumn } from "./unbounded-history-column.js";

/** A history column of a shard from the column it looks back on, [rows]; NaN where a platform gap makes it unknown. */
export function historyColumn(
  rule: HistoryRecipe,
  values: Float64Array,
  rows: ShardRows,
  layout: RowLayout,
): Float64Array {
  switch (rule.kind) {
    case "lag":
      return lagColumn(values, rule.days, rows, layout);
    case "priorSum":
    case "priorMean":
    case "priorMax":
    case "priorAny":
      return windowColumn(values, rule.days, rows, layout, reducers[rule.kind]);
    case "decayedSum":
      return cumulativeColumn(values, 0.5 ** (1 / rule.halfLife), rows, layout);
    case "cumulative":
      return cumulativeColumn(values, 1, rows, layout);
    case "streak":
      return streakColumn(values, rows, layout);
    case "daysSince":
      return daysSinceColumn(values, rows);
  }
}

/** What a window of rows `from` … `to - 1`, oldest first, comes to; `from === to` when there is none. */
type Reducer = (values: Float64Array, from: number, to: number) => number;

const sum: Reducer = (values, from, to) => {
  let total = 0;
  for (let row = from; row < to; row++) total += values[row]!;
  return total;
};

const reducers = {
  priorSum: sum,
  priorMean: (values, from, to) => (from === to ? 0 : sum(values, from, to) / (to - from)),
  priorMax: (values, from, to) => {
    if (from === to) return 0;
    let largest = values[from]!;
    for (let row = from + 1; row < to; row++) if (values[row]! > largest) largest = values[row]!;
    return largest;
  },
  priorAny: (values, from, to) => {
    for (let row = from; row < to; row++) if (values[row]! > 0) return 1;
    return 0;
  },
} satisfies Record<string, Reducer>;

/**
 * The value `days` calendar days before each row: 0 before the user's entry or the log's first day, NaN when that day
 * is a platform gap.
 * @param values  a column of the shard, [rows]
 */
function lagColumn(values: Float64Array, days: number, rows: ShardRows, layout: RowLayout): Float64Array {
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
 * What the `days` calendar days before each row come to, from the oldest day to yesterday. At the user's entry (or the
 * log's first day) it takes what there is; a window that touches a platform gap is NaN.
 */
function windowColumn(
  values: Float64Array,
  days: number,
  rows: ShardRows,
  layout: RowLayout,
  reduce: Reducer,
): Float64Array {
  const out = new Float64Array(rows.rows);
  const { lookBack, day, user } = rows;
  for (let row = 0; row < rows.rows; row++) {
    const known = Math.min(lookBack[row]!, days);
    const touchesGap = known < days && day[row]! - known !== layout.entry[user[row]!]!;
    out[row] = touchesGap ? Number.NaN : reduce(values, row - known, row);
  }
  return out;
}
