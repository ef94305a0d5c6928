import { trueMinus } from "./format/true-minus.js";
import { html } from "./html.js";
import type { Column } from "./table.js";

/** What kind of column of the panel a row is about, and the days it speaks of. */
export const roleColumns: readonly Column<{ readonly kind: string; readonly window: string }>[] = [
  {
    name: "kind",
    label: "Role",
    unit: "",
    kind: "text",
    sentence: "What kind of column it is.",
    value: (row) => row.kind,
    cell: (row) => row.kind,
  },
  {
    name: "window",
    label: "Days it speaks of",
    unit: "",
    kind: "text",
    sentence: "Days relative to the day of treatment.",
    value: (row) => row.window,
    cell: (row) => html`<span class="nowrap">${trueMinus(row.window)}</span>`,
  },
];
