import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Residuals = NonNullable<NonNullable<StudyResult["modelChecks"]>["outcome"]>["residuals"];

const number = (value: number): string => formatNumber(value, { significant: 3 });

/** What the outcome regressions leave over. */
export const residualsTable = defineTable<Residuals>({
  name: "residuals",
  caption: "Observed minus predicted outcome of single user-days",
  rows: ({ modelChecks }) => (modelChecks.outcome ? [modelChecks.outcome.residuals] : []),
  columns: ({ outcome: { unit } }) => [
    numberColumn(
      ["root_mean_square", "Root mean square", unit, "Root of the mean square of the residuals."],
      (row) => row.rootMeanSquare,
      number,
    ),
    numberColumn(
      ["explained", "Explained", "of the variance", "Share of the outcome's variance that is explained."],
      (row) => row.explained,
      (value) => formatShare(Math.max(0, value)),
    ),
    numberColumn(["min", "Lowest", unit, "Smallest residual."], (row) => row.min, number),
    numberColumn(["q01", "0.01 quantile", unit, "The 0.01 quantile."], (row) => row.q01, number),
    numberColumn(["q25", "0.25 quantile", unit, "The 0.25 quantile."], (row) => row.q25, number),
    numberColumn(["median", "Median", unit, "The median."], (row) => row.median, number),
    numberColumn(["q75", "0.75 quantile", unit, "The 0.75 quantile."], (row) => row.q75, number),
    numberColumn(["q99", "0.99 quantile", unit, "The 0.99 quantile."], (row) => row.q99, number),
    numberColumn(["max", "Highest", unit, "Largest residual."], (row) => row.max, number),
    textColumn(
      ["furthest", "Furthest", "", "User and day of the largest absolute residual."],
      (row) => `user ${row.largestUser}, ${row.largestDate}`,
    ),
  ],
});
