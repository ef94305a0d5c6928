import type { PanelDefinition } from "../definition/panel-definition.js";

/**
 * Under these names a user-day table's `baseline` holds the dates that entry and exit rules read, as days from
 * 1970-01-01, NaN where there is none. A rule of a definition cannot have such a name, since it holds a blank.
 */
export const entryDateKey = "entry date";
export const lastDateKey = "last date";

/** Date columns of the users table that a definition's entry and exit read, by the name they have in `baseline`. */
export function userDateColumns(
  definition: Pick<PanelDefinition, "entry" | "exit">,
): Readonly<Record<string, string>> {
  const { entry, exit } = definition;
  return {
    ...(typeof entry === "object" ? { [entryDateKey]: entry.column } : {}),
    ...(exit?.kind === "lost" ? { [lastDateKey]: exit.column } : {}),
  };
}
