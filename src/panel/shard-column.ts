import type { UserDayTable } from "../results/user-day-table.js";
import { baselineColumn } from "./baseline-column.js";
import { calendarColumn } from "./calendar-column.js";
import type { ColumnRecipe } from "./column-recipe.js";
import { derivedColumn } from "./derived-column.js";
import { futureColumn } from "./future-column.js";
import { historyColumn } from "./history-column.js";
import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/** What a column of one shard is computed from. */
export interface ColumnInputs {
  readonly table: UserDayTable;
  readonly layout: RowLayout;
  readonly rows: ShardRows;
  /** Another column of the same shard. */
  readonly column: (name: string) => Float64Array;
}

/** Computes one column of one shard, [rows]; NaN means not known. Cost O(rows) times the window's days at most. */
export function shardColumn(name: string, recipe: ColumnRecipe, inputs: ColumnInputs): Float64Array {
  const { table, layout, rows, column } = inputs;
  switch (recipe.section) {
    case "base":
      return zeroFilled(table.measures[name]!, rows);
    case "derived":
      return derivedColumn(recipe.rule, rows, column);
    case "history":
      return historyColumn(recipe.rule, column(recipe.rule.column), rows, layout);
    case "future":
      return futureColumn(recipe.rule, column(recipe.rule.column), rows, layout);
    case "calendar":
      return calendarColumn(recipe.rule, rows.day, table.firstDay);
    case "baseline":
      return baselineColumn(name, recipe.rule, table, layout, rows);
  }
}

/** A measure of the active days on the dense grid: 0 on every other row. */
function zeroFilled(values: Float64Array, rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (let source = 0; source < rows.activeRow.length; source++) {
    const row = rows.activeRow[source]!;
    if (row >= 0) out[row] = values[rows.firstTableRow + source]!;
  }
  return out;
}
