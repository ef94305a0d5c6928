import type { PanelColumn } from "../../definition/panel-column.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What a value of a column is called: the day of the week, the month, the level behind a code, yes or no; else the number. */
export function levelName(
  column: Pick<PanelColumn, "name" | "unit" | "levels">,
  value: number,
  { calendar }: Pick<PanelDefinition, "calendar">,
): string {
  const rule = Object.hasOwn(calendar, column.name) ? calendar[column.name] : undefined;
  if (rule?.kind === "dayOfWeek") return weekdays[value - 1] ?? `${value}`;
  if (rule?.kind === "month") return months[value - 1] ?? `${value}`;
  if (rule?.kind === "weekend") return value === 1 ? "weekend" : "Monday to Friday";
  if (column.levels !== undefined) return column.levels[value] ?? `${value}`;
  if (column.unit === "0 or 1" && (value === 0 || value === 1)) return value === 1 ? "yes" : "no";
  return `${value}`;
}
