import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Tail = NonNullable<StudyResult["weightDetail"]>["tails"][number];

/** How much of the weight stands on the heaviest user-days. */
export const weightTailsTable = defineTable<Tail>({
  name: "weight-tails",
  caption: "Weight on the heaviest user-days",
  rows: ({ weightDetail }) => weightDetail?.tails ?? [],
  columns: () => [
    textColumn(["arm", "Arm", "", "Treated or untreated."], (row) =>
      row.arm === "treated" ? "Treated" : "Untreated",
    ),
    numberColumn(
      [
        "heaviest",
        "Heaviest",
        "of user-days",
        "Share of the arm's user-days, those with the largest weights.",
      ],
      (row) => row.heaviest,
      formatShare,
    ),
    numberColumn(
      ["rows", "User-days", "", "How many user-days that is, rounded up."],
      (row) => row.rows,
      formatCount,
    ),
    numberColumn(
      [
        "share_of_weight",
        "carry",
        "of the weight",
        "Share of the arm's weight on them; the same as their share of user-days when all weights are alike.",
      ],
      (row) => row.shareOfWeight,
      formatShare,
    ),
    numberColumn(
      [
        "times_mean",
        "begin at",
        "times the mean",
        "The weight at which they begin, over the arm's mean weight.",
      ],
      (row) => row.timesMean,
      (value) => formatNumber(value, { decimals: 2 }),
    ),
  ],
});
