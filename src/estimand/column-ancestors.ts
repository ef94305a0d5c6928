import type { PanelColumn } from "../definition/panel-column.js";

/** Every column that a column was made from, however far back; not itself. */
export function columnAncestors(
  columns: ReadonlyMap<string, PanelColumn>,
  name: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: string): void => {
    for (const parent of columns.get(from)?.derivedFrom ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(name);
  return found;
}
