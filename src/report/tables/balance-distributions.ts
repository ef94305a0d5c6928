import { kolmogorovSmirnovRecord } from "../../diagnostics/balance/kolmogorov-smirnov.js";
import { varianceRatioRecord } from "../../diagnostics/balance/variance-ratio.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { type Column, defineTable } from "../table.js";

type Distribution = NonNullable<StudyResult["balanceDetail"]>["distributions"][number];

const none = html`<span class="note">–</span>`;

const columns = (
  sample: "unweighted" | "weighted",
  words: "before" | "after",
): readonly Column<Distribution>[] => [
  {
    name: `variance_ratio_${sample}`,
    label: `Variance ratio ${words}`,
    unit: "",
    kind: "number",
    sentence: `Variance of the treated over that of the untreated user-days ${words} weighting; a dash for covariates of 0 and 1, whose means say it all.`,
    value: (row) => row[sample]?.varianceRatio ?? null,
    cell: (row) => {
      const ratio = row[sample]?.varianceRatio ?? null;
      return ratio === null ? none : formatNumber(ratio, { decimals: 2 });
    },
  },
  {
    name: `distance_${sample}`,
    label: `Distance ${words}`,
    unit: "",
    kind: "number",
    sentence: `Largest distance between the arms' cumulative distributions ${words} weighting (Kolmogorov-Smirnov), a share of user-days.`,
    value: (row) => row[sample]?.kolmogorovSmirnov ?? null,
    cell: (row) => {
      const sampled = row[sample];
      return sampled === null ? none : formatNumber(sampled.kolmogorovSmirnov, { decimals: 3 });
    },
  },
];

/** Whether spread or distribution differ more than is customary, after weighting where there are weights. */
export function beyondInSpread({ unweighted, weighted }: Distribution): boolean {
  const { varianceRatio: ratio, kolmogorovSmirnov } = weighted ?? unweighted;
  return (
    (ratio !== null && Math.max(ratio, 1 / ratio) > varianceRatioRecord.warn!) ||
    kolmogorovSmirnov > kolmogorovSmirnovRecord.warn!
  );
}

/** Spread and distribution of every covariate before and after weighting. */
export const balanceDistributionsTable = defineTable<Distribution>({
  name: "balance-distributions",
  caption: "Spread and distribution of the covariates before and after weighting",
  rows: (result) => result.balanceDetail?.distributions ?? [],
  rowClass: (row) => (beyondInSpread(row) ? "beyond" : ""),
  columns: () => [
    {
      name: "covariate",
      label: "Covariate",
      unit: "",
      kind: "text",
      sentence: "Adjustment term.",
      value: (row) => row.covariate,
      cell: (row) => html`<code>${row.covariate}</code>`,
    },
    ...columns("unweighted", "before"),
    ...columns("weighted", "after"),
  ],
});
