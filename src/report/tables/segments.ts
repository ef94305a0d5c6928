import type { StudyResult } from "../../study/schemas/result-schema.js";
import { html } from "../html.js";
import { partColumns } from "../part-columns.js";
import { defineTable } from "../table.js";

type SegmentColumn = NonNullable<StudyResult["segments"]>["columns"][number];
type Row = SegmentColumn["segments"][number] & Pick<SegmentColumn, "column" | "label">;

/** Effects in the segments of the question. */
export const segmentsTable = defineTable<Row>({
  name: "segments",
  caption: "Estimates by segment",
  rows: ({ segments }) =>
    (segments?.columns ?? []).flatMap(({ column, label, segments: rows }) =>
      rows.map((row) => ({ ...row, column, label })),
    ),
  columns: (result) => [
    {
      name: "segment",
      label: "Segment",
      unit: "",
      kind: "text",
      sentence: "Which values of the column.",
      value: (row) => row.segment,
      cell: (row) => html`${row.segment} <span class="note">${row.label}</span>`,
    },
    {
      name: "column",
      label: "Column",
      unit: "",
      kind: "text",
      sentence: "Panel column that tells the segments apart.",
      value: (row) => row.column,
    },
    ...partColumns(result, result.segments?.level ?? 0.95),
  ],
});
