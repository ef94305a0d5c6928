import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Day = NonNullable<StudyResult["support"]>["byDay"][number];

const three = (value: number): string => formatNumber(value, { decimals: 3 });

/** Positivity day by day. */
export const overlapByDayTable = defineTable<Day>({
  name: "overlap-by-day",
  caption: "Overlap of propensities by day",
  rows: ({ support }) => support.byDay,
  columns: (result) => [
    textColumn(
      ["date", "Day", "", "Calendar day."],
      (row) => row.date,
      (row) => html`<span class="nowrap">${formatDate(row.date)}</span>`,
    ),
    numberColumn(["rows", "User-days", "", "Analysis rows of the day."], (row) => row.rows, formatCount),
    numberColumn(["treated", "Treated", "user-days", "Treated ones."], (row) => row.treated, formatCount),
    numberColumn(["lowest", "Lowest propensity", "", "Smallest propensity."], (row) => row.lowest, three),
    numberColumn(["highest", "Highest", "", "Largest propensity."], (row) => row.highest, three),
    numberColumn(
      [
        "share_outside",
        "Outside the bounds",
        "of user-days",
        `Share of the day's user-days with a propensity outside ${result.overlap?.bounds.join(" to ") ?? "the bounds"}.`,
      ],
      (row) => row.shareOutside,
      formatShare,
    ),
  ],
});
