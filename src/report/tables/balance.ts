import { type BalancePair, balanceLimits, balancePairs } from "../balance-pairs.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

const difference = (value: number | undefined): string =>
  value === undefined ? "not formed" : formatNumber(value, { decimals: 3, sign: true });

const beyond = (pair: BalancePair): boolean =>
  pair.weighted !== null && Math.abs(pair.weighted.standardizedMeanDifference) > balanceLimits.good;

const mean = (value: number | undefined): string =>
  value === undefined ? "not formed" : formatNumber(value);

/** Balance of every covariate before and after weighting. */
export const balanceTable = defineTable<BalancePair>({
  name: "balance",
  caption: "Balance of the covariates before and after weighting",
  rows: balancePairs,
  rowClass: (row) => (beyond(row) ? "beyond" : ""),
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
    {
      name: "treated_mean_unweighted",
      label: "Treated mean, before",
      unit: "own unit",
      kind: "number",
      sentence: "Mean among treated user-days before weighting, in the covariate's own unit.",
      value: (row) => row.unweighted?.treatedMean ?? null,
      cell: (row) => mean(row.unweighted?.treatedMean),
    },
    {
      name: "control_mean_unweighted",
      label: "Untreated mean, before",
      unit: "own unit",
      kind: "number",
      sentence: "Mean among untreated user-days before weighting, in the covariate's own unit.",
      value: (row) => row.unweighted?.controlMean ?? null,
      cell: (row) => mean(row.unweighted?.controlMean),
    },
    {
      name: "smd_unweighted",
      label: "Difference before",
      unit: "SD",
      kind: "number",
      sentence: "Standardised mean difference before weighting, in standard deviations.",
      value: (row) => row.unweighted?.standardizedMeanDifference ?? null,
      cell: (row) => difference(row.unweighted?.standardizedMeanDifference),
    },
    {
      name: "treated_mean_weighted",
      label: "Treated mean, after",
      unit: "own unit",
      kind: "number",
      sentence: "Mean among treated user-days after weighting.",
      value: (row) => row.weighted?.treatedMean ?? null,
    },
    {
      name: "control_mean_weighted",
      label: "Untreated mean, after",
      unit: "own unit",
      kind: "number",
      sentence: "Mean among untreated user-days after weighting.",
      value: (row) => row.weighted?.controlMean ?? null,
    },
    {
      name: "smd_weighted",
      label: "Difference after",
      unit: "SD",
      kind: "number",
      sentence: "Standardised mean difference after weighting, in standard deviations.",
      value: (row) => row.weighted?.standardizedMeanDifference ?? null,
      cell: (row) => difference(row.weighted?.standardizedMeanDifference),
    },
    {
      name: "lower_weighted",
      label: "Lower",
      unit: "SD",
      kind: "number",
      sentence: "Lower end of the simultaneous interval after weighting.",
      value: (row) => row.weighted?.lower ?? null,
    },
    {
      name: "upper_weighted",
      label: "Simultaneous interval",
      unit: "SD",
      kind: "number",
      sentence:
        "Interval of the difference after weighting, simultaneous over covariates; the file's column is its upper end.",
      value: (row) => row.weighted?.upper ?? null,
      cell: (row) =>
        row.weighted === null || row.weighted.lower === null || row.weighted.upper === null
          ? html`<span class="note">not formed</span>`
          : html`<span class="nowrap">${difference(row.weighted.lower)} to ${difference(row.weighted.upper)}</span>`,
    },
  ],
});
