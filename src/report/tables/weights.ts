import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { type Column, defineTable } from "../table.js";

type WeightSummary = StudyResult["weights"][number];

const arms: Readonly<Record<WeightSummary["arm"], string>> = {
  treated: "Treated",
  control: "Untreated",
  all: "All",
};

const weightColumn = (
  name: string,
  label: string,
  sentence: string,
  pick: (row: WeightSummary) => number,
): Column<WeightSummary> => ({
  name,
  label,
  unit: "",
  kind: "number",
  sentence,
  value: pick,
  cell: (row) => formatNumber(pick(row), { decimals: 3 }),
});

/** How the weights are spread, by arm. */
export const weightsTable = defineTable<WeightSummary>({
  name: "weights",
  caption: "Summary of the stabilised weights",
  rows: (result) => result.weights,
  columns: () => [
    {
      name: "arm",
      label: "Arm",
      unit: "",
      kind: "text",
      sentence: "Treated, untreated, or both.",
      value: (row) => row.arm,
      cell: (row) => arms[row.arm],
    },
    {
      name: "rows",
      label: "User-days",
      unit: "",
      kind: "number",
      sentence: "Analysis rows of the arm.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
    weightColumn("mean", "Mean", "Mean weight; near 1 when the propensity model fits.", (row) => row.mean),
    weightColumn(
      "standard_deviation",
      "SD",
      "Standard deviation of the weights.",
      (row) => row.standardDeviation,
    ),
    weightColumn("min", "Lowest", "Smallest weight.", (row) => row.min),
    weightColumn("q01", "0.01 quantile", "The 0.01 quantile of the weights.", (row) => row.q01),
    weightColumn("median", "Median", "Median weight.", (row) => row.median),
    weightColumn("q99", "0.99 quantile", "The 0.99 quantile of the weights.", (row) => row.q99),
    weightColumn("max", "Highest", "Largest weight.", (row) => row.max),
    {
      name: "effective_sample_size",
      label: "Effective user-days",
      unit: "",
      kind: "number",
      sentence:
        "Squared sum of weights over sum of squared weights of the arm's user-days; for both arms, their sum.",
      value: (row) => row.effectiveSampleSize,
      cell: (row) => formatCount(row.effectiveSampleSize),
    },
    {
      name: "effective_share",
      label: "Effective share",
      unit: "",
      kind: "number",
      sentence: "Effective user-days as a share of the user-days.",
      value: (row) => row.effectiveShare,
      cell: (row) => formatShare(row.effectiveShare),
    },
    {
      name: "largest_user_share",
      label: "Largest user",
      unit: "share of weight",
      kind: "number",
      sentence: "Share of all weight that the heaviest user carries.",
      value: (row) => row.largestUserShare,
      cell: (row) =>
        html`<span class="nowrap">${formatShare(row.largestUserShare)} <span class="note">user ${row.largestUser}</span></span>`,
    },
    {
      name: "largest_user",
      label: "User",
      unit: "",
      kind: "text",
      sentence: "The heaviest user.",
      value: (row) => row.largestUser,
    },
  ],
});
