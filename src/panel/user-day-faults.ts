import { isBaseMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { PanelError } from "../errors.js";
import type { UserDayTable } from "../results/user-day-table.js";
import { userDateColumns } from "./user-dates.js";

/**
 * Refuses a user-day table that breaks what the panel's passes rely on: lengths, ids named once, days inside the log,
 * rows strictly ascending by user and day, every base measure of the definition present and known.
 * @throws PanelError `panel.user-days-*`, with the row and what was found.
 */
export function checkUserDays(table: UserDayTable, definition: PanelDefinition): void {
  if (table.rows === 0 || table.users.length === 0)
    throw new PanelError("panel.user-days-empty", "the user-day table is empty: no user has a dated event");
  if (!Number.isInteger(table.days) || table.days < 1)
    throw new PanelError("panel.user-days-days", `a log has at least one day, found ${table.days}`);
  if (table.users.length * table.days >= 2 ** 31)
    throw new PanelError(
      "panel.too-large",
      `${table.users.length} users over ${table.days} days are more than 2^31 user-days; check the log's first and last day`,
    );
  checkUsers(table.users);
  checkOrder(table);
  for (const [name, measure] of Object.entries(definition.measures))
    if (isBaseMeasure(measure)) checkMeasure(table, name);
  for (const [name, rule] of Object.entries(definition.baseline))
    if (rule.kind !== "entryDay") checkLength("baseline", name, table.baseline[name], table.users.length);
  for (const name of Object.keys(userDateColumns(definition))) checkDates(table, name);
}

function checkUsers(users: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of users) {
    if (seen.has(id))
      throw new PanelError("panel.user-days-users", `user ${id} stands twice in the list of users`, { id });
    seen.add(id);
  }
}

function checkOrder({ user, day, rows, days, users }: UserDayTable): void {
  if (user.length !== rows || day.length !== rows)
    throw new PanelError(
      "panel.user-days-length",
      `the user-day table has ${rows} rows, but ${user.length} users and ${day.length} days are given`,
    );
  for (let row = 0; row < rows; row++) {
    if (user[row]! < 0 || user[row]! >= users.length || day[row]! < 0 || day[row]! >= days)
      throw new PanelError(
        "panel.user-days-range",
        `row ${row} is user ${user[row]}, day ${day[row]}; the log has ${users.length} users and ${days} days`,
        { row },
      );
    const unordered =
      row > 0 && (user[row]! < user[row - 1]! || (user[row] === user[row - 1] && day[row]! <= day[row - 1]!));
    if (unordered)
      throw new PanelError(
        "panel.user-days-order",
        `row ${row} (user ${user[row]}, day ${day[row]}) does not come after the row before it (user ` +
          `${user[row - 1]}, day ${day[row - 1]}); sort by user and day, one row each`,
        { row },
      );
  }
}

function checkMeasure(table: UserDayTable, name: string): void {
  const values = table.measures[name];
  checkLength("measure", name, values, table.rows);
  const row = values!.findIndex((value) => !Number.isFinite(value));
  if (row >= 0)
    throw new PanelError(
      "panel.user-days-measure",
      `measure "${name}" is ${values![row]} in row ${row} (user ${table.users[table.user[row]!]}, day ` +
        `${table.day[row]}); measures of an active day are finite numbers`,
      { name, row },
    );
}

function checkDates(table: UserDayTable, name: string): void {
  const dates = table.baseline[name];
  checkLength("baseline", name, dates, table.users.length);
  const user = dates!.findIndex((date) => !Number.isNaN(date) && !Number.isInteger(date));
  if (user >= 0)
    throw new PanelError(
      "panel.user-days-date",
      `${name} of user ${table.users[user]} is ${dates![user]}; dates are whole days from 1970-01-01, or not known`,
      { name, user: table.users[user] },
    );
}

function checkLength(kind: string, name: string, values: Float64Array | undefined, expected: number): void {
  if (values?.length === expected) return;
  throw new PanelError(
    "panel.user-days-column",
    values === undefined
      ? `the user-day table has no ${kind} "${name}", which the panel definition names`
      : `${kind} "${name}" has ${values.length} values, expected ${expected}`,
    { kind, name },
  );
}
