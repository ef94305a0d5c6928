import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatNumber } from "../format/number.js";
import { trueMinus } from "../format/true-minus.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Confounder = NonNullable<StudyResult["feedback"]>["confounders"][number];

const signed = (value: number): string => formatNumber(value, { decimals: 3, sign: true });

/** Today's history by yesterday's treatment. */
export const feedbackTable = defineTable<Confounder>({
  name: "feedback",
  caption: "Today's history after a treated and after an untreated day",
  rows: ({ feedback }) => feedback.confounders,
  columns: () => [
    textColumn(
      ["confounder", "Term", "", "Adjustment term."],
      (row) => row.confounder,
      (row) => html`<code>${row.confounder}</code>`,
    ),
    textColumn(
      ["window", "Days", "", "Days that it speaks of, relative to its own day."],
      (row) => row.window,
      (row) => trueMinus(row.window),
    ),
    textColumn(
      ["movable", "Holds the day before", "", "Whether treatment of the day before could move it."],
      (row) => (row.movable ? "yes" : "no"),
    ),
    numberColumn(
      [
        "difference",
        "Difference",
        "own unit",
        "Mean after a treated minus after an untreated day, in the column's unit.",
      ],
      (row) => row.difference,
      (value) => formatNumber(value, { significant: 3, sign: true }),
    ),
    textColumn(["unit", "Unit", "", "Unit of the column."], (row) => row.unit),
    numberColumn(
      ["smd", "Standardised", "SD", "The same over the pooled standard deviation before weighting."],
      (row) => row.standardizedMeanDifference,
      signed,
    ),
    numberColumn(
      ["lower", "Lower", "SD", "Lower end of its interval, simultaneous over terms."],
      (row) => row.lower,
      signed,
    ),
    numberColumn(["upper", "Upper", "SD", "Upper end of its interval."], (row) => row.upper, signed),
  ],
});
