import { describeWindow } from "../definition/day-window.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { mayExist } from "../definition/readable-panel.js";
import type { Issue } from "../errors.js";
import { field } from "./field.js";

/** The group of users must be known before anything happens to them: a baseline column of the panel. */
export function interferenceFaults(
  interference: unknown,
  columns: ReadonlyMap<string, PanelColumn>,
  unread: readonly string[],
): readonly Issue[] {
  const group = field(interference, "group");
  if (typeof group !== "string" || group === "" || mayExist(group, unread)) return [];
  const column = columns.get(group);
  if (column?.kind === "baseline") return [];
  const baseline = [...columns.values()].filter(({ kind }) => kind === "baseline").map(({ name }) => name);
  const what =
    column === undefined
      ? `is no column of the panel${didYouMean(group, baseline)}`
      : `is a ${column.kind} column (${describeWindow(column.window)}); a user's group must not change with what happens, so use a baseline column`;
  return [{ path: "interference.group", message: `"${group}" ${what}` }];
}
