import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatDateRange } from "../format/date.js";
import { html } from "../html.js";
import { partColumns } from "../part-columns.js";
import { defineTable } from "../table.js";

type Row = NonNullable<StudyResult["effectByPeriod"]>["periods"][number];

/** Effects by the calendar week of treatment. */
export const effectByPeriodTable = defineTable<Row>({
  name: "effect-by-period",
  caption: "Estimates by calendar week of treatment",
  rows: (result) => result.effectByPeriod?.periods ?? [],
  columns: (result) => [
    {
      name: "from",
      label: "Days of treatment",
      unit: "",
      kind: "text",
      sentence: "First calendar day of the period.",
      value: (row) => row.from,
      cell: (row) => html`<span class="nowrap">${formatDateRange(row.from, row.to)}</span>`,
    },
    {
      name: "to",
      label: "Last day",
      unit: "",
      kind: "text",
      sentence: "Last calendar day of the period.",
      value: (row) => row.to,
    },
    ...partColumns(result, result.effectByPeriod?.level ?? 0.95),
  ],
});
