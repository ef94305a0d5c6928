import type { UserDayTable } from "../results/user-day-table.js";
import { baselineValues } from "./baseline-values.js";
import { calendarColumn } from "./calendar-column.js";
import type { ColumnRecipe } from "./column-recipe.js";
import { ratioColumn, scaledColumn } from "./derived-column.js";
import { leadColumn, sumOverNextColumn } from "./future-column.js";
import { lagColumn, priorSumColumn } from "./history-column.js";
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
  switch (recipe.kind) {
    case "base":
      return zeroFilled(table.measures[name]!, rows);
    case "active":
      return activeDays(rows);
    case "scaled":
      return scaledColumn(column(recipe.measure), recipe.factor);
    case "ratio":
      return ratioColumn(column(recipe.numerator), column(recipe.denominator));
    case "lag":
      return lagColumn(column(recipe.column), recipe.days, rows, layout);
    case "priorSum":
      return priorSumColumn(column(recipe.column), recipe.days, rows, layout);
    case "lead":
      return leadColumn(column(recipe.column), recipe.days, rows, layout);
    case "sumOverNext":
      return sumOverNextColumn(column(recipe.column), recipe.days, rows);
    case "dayOfWeek":
    case "logDay":
      return calendarColumn(recipe, rows.day, table.firstDay);
    case "attribute": {
      const values = table.baseline[name]!.subarray(rows.firstUser, rows.firstUser + rows.users);
      const users = table.users.slice(rows.firstUser, rows.firstUser + rows.users);
      return repeated(baselineValues(name, recipe, values, users), rows);
    }
  }
}

/** A measure of the active days on the dense grid: 0 on every other row. */
function zeroFilled(values: Float64Array, rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (let source = 0; source < rows.activeRow.length; source++)
    out[rows.activeRow[source]!] = values[rows.firstTableRow + source]!;
  return out;
}

function activeDays(rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (const row of rows.activeRow) out[row] = 1;
  return out;
}

/** A value of the user on each of the user's rows. */
function repeated(values: Float64Array, rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (let user = 0; user < rows.users; user++)
    out.fill(values[user]!, rows.offsets[user]!, rows.offsets[user + 1]!);
  return out;
}
