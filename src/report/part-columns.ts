import { displayUnit } from "../results/display-unit.js";
import type { PartEffect } from "../study/parts/part-effects.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { formatEstimate, formatInterval, formatStandardError } from "./format/estimate.js";
import { formatNumber } from "./format/number.js";
import { formatShare } from "./format/share.js";
import { html } from "./html.js";
import type { Column } from "./table.js";

/** Columns of a table of effects in parts of the analysis rows; what names a part stands before them. */
export function partColumns(result: StudyResult, level: number): readonly Column<PartEffect>[] {
  const { factor, difference: unit } = displayUnit(result.outcome.unit);
  const none = "–";
  return [
    {
      name: "rows",
      label: "User-days",
      unit: "",
      kind: "number",
      sentence: "Analysis rows in it.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
    {
      name: "users",
      label: "Users",
      unit: "",
      kind: "number",
      sentence: "Users with at least one of them.",
      value: (row) => row.users,
      cell: (row) => formatCount(row.users),
    },
    {
      name: "treated_share",
      label: "Treated",
      unit: "",
      kind: "number",
      sentence: "Share of them that are treated.",
      value: (row) => row.treatedShare,
      cell: (row) => formatShare(row.treatedShare),
    },
    {
      name: "estimate",
      label: "Estimate",
      unit,
      kind: "number",
      sentence: "Treated minus untreated among them, adjusted as the primary estimate is.",
      value: (row) => row.estimate,
      cell: ({ estimate, standardError, reason }) =>
        estimate === null || standardError === null
          ? html`<span class="note">${reason ?? "not evaluated"}</span>`
          : formatEstimate(factor * estimate, factor * standardError),
    },
    {
      name: "standard_error",
      label: "Standard error",
      unit,
      kind: "number",
      sentence: "Standard error, clustered by user; it includes the uncertainty of the fitted models.",
      value: (row) => row.standardError,
      cell: ({ standardError }) =>
        standardError === null ? none : formatStandardError(factor * standardError),
    },
    {
      name: "lower",
      label: "Lower",
      unit,
      kind: "number",
      sentence: "Lower end of the interval that holds together with those of its whole family.",
      value: (row) => row.lower,
    },
    {
      name: "upper",
      label: `${formatNumber(100 * level)}% interval, all together`,
      unit,
      kind: "number",
      sentence:
        "Interval that holds together with those of its whole family; the file's column is its upper end.",
      value: (row) => row.upper,
      cell: ({ lower, upper, standardError }) =>
        lower === null || upper === null || standardError === null
          ? none
          : html`<span class="nowrap">${formatInterval({ lower: factor * lower, upper: factor * upper }, factor * standardError)}</span>`,
    },
    {
      name: "p_value",
      label: "p",
      unit: "",
      kind: "number",
      sentence: "Of a difference of 0, adjusted for the whole family (Romano and Wolf).",
      value: (row) => row.pValue,
      cell: ({ pValue }) =>
        pValue === null ? none : pValue < 0.001 ? "<\u00a00.001" : formatNumber(pValue, { decimals: 3 }),
    },
    {
      name: "without_user",
      label: "Without one user",
      unit,
      kind: "number",
      sentence:
        "About the estimate without the user whose leaving out moves it most, models as fitted; that user's share of the estimate's variance stands behind it.",
      value: (row) => row.withoutUser?.estimate ?? null,
      cell: ({ withoutUser, standardError }) =>
        withoutUser === null || standardError === null
          ? none
          : html`<span class="nowrap">${formatEstimate(factor * withoutUser.estimate, factor * standardError)} <span class="note">user ${withoutUser.user}, ${formatShare(withoutUser.varianceShare)}</span></span>`,
    },
    {
      name: "heaviest_user",
      label: "User",
      unit: "",
      kind: "text",
      sentence: "Id of that user.",
      value: (row) => row.withoutUser?.user ?? null,
    },
    {
      name: "heaviest_user_variance_share",
      label: "Share of variance",
      unit: "",
      kind: "number",
      sentence: "Share of the estimate's variance that is that user's.",
      value: (row) => row.withoutUser?.varianceShare ?? null,
    },
    {
      name: "reason",
      label: "Not evaluated",
      unit: "",
      kind: "text",
      sentence: "Why there is no estimate; empty where there is one.",
      value: (row) => row.reason,
    },
  ];
}
