import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Day = NonNullable<StudyResult["weightDetail"]>["byDay"][number];

const one = (value: number): string => formatNumber(value, { decimals: 1 });

/** Effective user-days of each arm, day by day. */
export const effectiveByDayTable = defineTable<Day>({
  name: "effective-by-day",
  caption: "Effective user-days by day",
  rows: ({ weightDetail }) => weightDetail?.byDay ?? [],
  columns: () => [
    textColumn(
      ["date", "Day", "", "Calendar day."],
      (row) => row.date,
      (row) => html`<span class="nowrap">${formatDate(row.date)}</span>`,
    ),
    numberColumn(
      ["treated_rows", "Treated", "user-days", "Treated user-days of the day."],
      (row) => row.treatedRows,
      formatCount,
    ),
    numberColumn(
      ["treated_effective", "effective", "user-days", "Their effective number after weighting."],
      (row) => row.treatedEffective,
      one,
    ),
    numberColumn(
      ["control_rows", "Untreated", "user-days", "Untreated user-days of the day."],
      (row) => row.controlRows,
      formatCount,
    ),
    numberColumn(
      ["control_effective", "effective", "user-days", "Their effective number after weighting."],
      (row) => row.controlEffective,
      one,
    ),
  ],
});
