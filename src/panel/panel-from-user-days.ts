import { checkCall, having, kinds } from "../call-check.js";
import { didYouMean } from "../definition/nearest-name.js";
import { panelColumns } from "../definition/panel-columns.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { PanelError } from "../errors.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { LogStep } from "../sources/log-step.js";
import { checkStep } from "./check-step.js";
import { columnRecipes } from "./column-recipe.js";
import { logCalendar } from "./log-calendar.js";
import type { Panel, PanelShard } from "./panel.js";
import { panelHash } from "./panel-hash.js";
import { rowLayout } from "./row-layout.js";
import { shardColumn } from "./shard-column.js";
import { type ShardRows, shardRows } from "./shard-rows.js";
import { type ResolvedTreatment, resolveTreatment } from "./treatment.js";
import { treatmentValues } from "./treatment-values.js";
import { checkUserDays } from "./user-day-faults.js";

interface KeptShard {
  readonly rows: ShardRows;
  readonly columns: Map<string, Float64Array>;
  readonly shard: PanelShard;
}

/** Users of one shard. A constant, never taken from the machine: sums over shards are added in shard order. */
export const usersPerShard = 1024;

/**
 * The dense user-day panel over a table of active user-days. Rows are sorted by user and day: every day of the log
 * from the user's entry to the user's exit, days on which nobody was logged left out (or inactive, as the definition
 * says). Columns
 * are evaluated shard by shard on first use and kept; the arrays are the panel's own, so do not write to them. A user
 * without active days has only inactive rows, or none when entry is the first activity.
 * @param inputHash  fingerprint of what the table was made from
 * @param options.step  what the table's days are; left out, calendar days
 * @param options.usersPerShard  for tests: no value depends on it
 * @throws PanelError `panel.user-days-*` for a table that breaks its contract, `panel.step` for rules that need days
 *   on a grid of weeks or periods, `panel.column-unknown` on reading.
 */
export function panelFromUserDays(
  table: UserDayTable,
  definition: PanelDefinition,
  inputHash: string,
  options: { readonly step?: LogStep | undefined; readonly usersPerShard?: number } = {},
): Panel {
  checkCall(
    "panelFromUserDays",
    { table, definition, options },
    {
      table: having("a table of user-days", "users", "user", "day"),
      definition: kinds.definition,
      options: kinds.object,
    },
  );
  checkUserDays(table, definition);
  checkStep(definition, options.step);
  const size = options.usersPerShard ?? usersPerShard;
  const calendar = logCalendar(table, options.step);
  const layout = rowLayout(table, calendar, definition);
  const recipes = columnRecipes(definition);
  const resolved = new Map<string, ResolvedTreatment>();
  const kept: KeptShard[] = [];

  const treatmentOf = (name: string): ResolvedTreatment => {
    const known = resolved.get(name) ?? resolveTreatment(panel, name);
    resolved.set(name, known);
    return known;
  };

  const keptShards = function* (): Iterable<KeptShard> {
    for (let index = 0; index * size < table.users.length; index++) {
      kept[index] ??= shardAt(index * size);
      yield kept[index]!;
    }
  };

  const shardAt = (firstUser: number): KeptShard => {
    const rows = shardRows(table, layout, firstUser, Math.min(size, table.users.length - firstUser));
    const columns = new Map<string, Float64Array>();
    return { rows, columns, shard: shardOf(rows, columns) };
  };

  const shardOf = (rows: ShardRows, columns: Map<string, Float64Array>): PanelShard => {
    const column = (name: string): Float64Array => {
      const known = columns.get(name);
      if (known !== undefined) return known;
      const made = evaluate(name);
      columns.set(name, made);
      return made;
    };
    const evaluate = (name: string): Float64Array => {
      const recipe = recipes.get(name);
      if (recipe !== undefined) return shardColumn(name, recipe, { table, layout, rows, column });
      if (Object.hasOwn(definition.treatments, name)) return treatmentValues(shard, treatmentOf(name));
      const known = [...recipes.keys(), ...Object.keys(definition.treatments)];
      throw new PanelError(
        "panel.column-unknown",
        `the panel has no column "${name}"; it has ${known.join(", ")}${didYouMean(name, known)}`,
        { name },
      );
    };
    const { firstUser, firstRow, users, offsets, user, day, lookBack } = rows;
    const shard: PanelShard = {
      firstUser,
      users,
      firstRow,
      rows: rows.rows,
      offsets,
      entry: layout.entry.subarray(firstUser, firstUser + users),
      user,
      day,
      lookBack,
      column,
    };
    return shard;
  };

  const panel: Panel = {
    definition,
    columns: panelColumns(definition, calendar.step.unit),
    users: table.users,
    calendar,
    rows: layout.panelOffsets[table.users.length]!,
    activeDaysLeftOut: layout.leftOut,
    hash: panelHash(definition, inputHash),
    *shards() {
      for (const { shard } of keptShards()) yield shard;
    },
    *passingShards() {
      for (const { rows, columns } of keptShards()) yield shardOf(rows, new Map(columns));
    },
  };
  return panel;
}
