import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Day = NonNullable<NonNullable<StudyResult["modelChecks"]>["naturalCourse"]>["days"][number];

const mean = (value: number): string => formatNumber(value, { significant: 3 });
const signed = (value: number): string => formatNumber(value, { significant: 2, sign: true });

/** Predicted and observed mean outcome, day by day. */
export const naturalCourseTable = defineTable<Day>({
  name: "natural-course",
  caption: "Predicted and observed mean outcome by day",
  rows: ({ modelChecks }) => modelChecks.naturalCourse?.days ?? [],
  columns: ({ outcome: { unit } }) => [
    textColumn(
      ["date", "Day", "", "Calendar day."],
      (row) => row.date,
      (row) => html`<span class="nowrap">${formatDate(row.date)}</span>`,
    ),
    numberColumn(["rows", "User-days", "", "Analysis rows of the day."], (row) => row.rows, formatCount),
    numberColumn(
      ["predicted", "Predicted", unit, "Mean predicted outcome under the treatment received."],
      (row) => row.predicted,
      mean,
    ),
    numberColumn(["observed", "Observed", unit, "Mean observed outcome."], (row) => row.observed, mean),
    numberColumn(
      ["difference", "Observed minus predicted", unit, "Observed minus predicted."],
      (row) => row.observed - row.predicted,
      signed,
    ),
    {
      name: "lower",
      label: "Lower",
      unit,
      kind: "number",
      sentence: "Lower end of its interval, simultaneous over days.",
      value: (row) => row.lower,
    },
    {
      name: "upper",
      label: "Upper",
      unit,
      kind: "number",
      sentence: "Upper end of its interval.",
      value: (row) => row.upper,
    },
  ],
});
