import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Count = NonNullable<StudyResult["weightDetail"]>["truncated"][number];

const arms: Readonly<Record<Count["arm"], string>> = { treated: "Treated", control: "Untreated", all: "All" };
const three = (value: number): string => formatNumber(value, { decimals: 3 });

/** What the truncating estimator of the question did to the weights. */
export const truncatedWeightsTable = defineTable<Count>({
  name: "truncated-weights",
  caption: "Weights that the truncating estimator moved",
  rows: ({ weightDetail }) => weightDetail?.truncated ?? [],
  columns: () => [
    textColumn(["arm", "Arm", "", "Treated, untreated, or both."], (row) => arms[row.arm]),
    numberColumn(["rows", "User-days", "", "Analysis rows of the arm."], (row) => row.rows, formatCount),
    numberColumn(
      ["lowered", "Lowered", "user-days", "User-days whose weight was cut down."],
      (row) => row.lowered,
      formatCount,
    ),
    numberColumn(
      ["raised", "Raised", "user-days", "User-days whose weight was lifted."],
      (row) => row.raised,
      formatCount,
    ),
    numberColumn(["mean_before", "Mean before", "", "Mean weight before."], (row) => row.meanBefore, three),
    numberColumn(["mean_after", "after", "", "Mean weight after."], (row) => row.meanAfter, three),
    numberColumn(
      ["effective_before", "Effective before", "user-days", "Effective user-days before."],
      (row) => row.effectiveBefore,
      formatCount,
    ),
    numberColumn(
      ["effective_after", "after", "user-days", "Effective user-days after."],
      (row) => row.effectiveAfter,
      formatCount,
    ),
  ],
});
