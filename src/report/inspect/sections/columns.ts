import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { columnsTable } from "../tables/columns.js";
import { rawColumnsTable } from "../tables/raw-columns.js";

/** The column dictionary. */
export const columnsSection: InspectSection = {
  id: "columns",
  title: "Columns",
  lead: ({ overview }) =>
    `The ${overview.columns} columns of the panel. Days are counted from the day of the row: columns about days before it may be adjusted for, columns about days after it are outcomes.`,
  body: ({ inspection }) =>
    html`<details open><summary>Columns of the panel</summary>${columnsTable.render(inspection)}</details>${inspection.summary.column_dictionary === undefined ? null : html`<details><summary>Columns of the log</summary>${rawColumnsTable.render(inspection)}</details>`}`,
};
