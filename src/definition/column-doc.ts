import type { PanelColumn } from "./panel-column.js";

/** What a rule says of one column it makes; its name and kind follow from where the rule stands. */
export type ColumnDoc = Omit<PanelColumn, "name" | "kind">;
