import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type WeightDay = StudyResult["weightsByDay"][number];

/** Mean weight of each day with its interval. */
export const weightsByDayTable = defineTable<WeightDay>({
  name: "weights-by-day",
  caption: "Mean stabilised weight by day",
  rows: (result) => result.weightsByDay,
  shown: { most: 60, size: (row) => Math.abs(row.mean - 1), words: "days with a mean furthest from 1" },
  columns: () => [
    {
      name: "date",
      label: "Day",
      unit: "",
      kind: "text",
      sentence: "Calendar day.",
      value: (row) => row.date,
      cell: (row) => html`<span class="nowrap">${formatDate(row.date)}</span>`,
    },
    {
      name: "rows",
      label: "User-days",
      unit: "",
      kind: "number",
      sentence: "Analysis rows of the day.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
    {
      name: "mean",
      label: "Mean weight",
      unit: "",
      kind: "number",
      sentence: "Mean stabilised weight of the day.",
      value: (row) => row.mean,
      cell: (row) => formatNumber(row.mean, { decimals: 3 }),
    },
    {
      name: "lower",
      label: "Lower",
      unit: "",
      kind: "number",
      sentence: "Lower end of its interval.",
      value: (row) => row.lower,
      cell: (row) => formatNumber(row.lower, { decimals: 3 }),
    },
    {
      name: "upper",
      label: "Upper",
      unit: "",
      kind: "number",
      sentence: "Upper end of its interval.",
      value: (row) => row.upper,
      cell: (row) => formatNumber(row.upper, { decimals: 3 }),
    },
  ],
});
