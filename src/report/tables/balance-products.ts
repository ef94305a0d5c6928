import type { StudyResult } from "../../study/schemas/result-schema.js";
import { balanceLimits } from "../balance-pairs.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type Product = NonNullable<StudyResult["balanceDetail"]>["products"]["worst"][number];

const written = (value: number | null) =>
  value === null
    ? html`<span class="note">not formed</span>`
    : formatNumber(value, { decimals: 3, sign: true });

/** Squares and products of covariates furthest from balance. */
export const balanceProductsTable = defineTable<Product>({
  name: "balance-products",
  caption: "Squares and products of two covariates furthest from balance",
  rows: (result) => result.balanceDetail?.products.worst ?? [],
  rowClass: (row) => (Math.abs(row.weighted ?? row.unweighted) > balanceLimits.good ? "beyond" : ""),
  columns: () => [
    {
      name: "product",
      label: "Square or product",
      unit: "",
      kind: "text",
      sentence: "Square of a covariate, or product of two.",
      value: (row) => row.product,
      cell: (row) => html`<code>${row.product}</code>`,
    },
    {
      name: "smd_unweighted",
      label: "Difference before",
      unit: "SD",
      kind: "number",
      sentence: "Standardised mean difference before weighting, in standard deviations.",
      value: (row) => row.unweighted,
      cell: (row) => written(row.unweighted),
    },
    {
      name: "smd_weighted",
      label: "Difference after",
      unit: "SD",
      kind: "number",
      sentence: "Standardised mean difference after weighting, over the same standard deviation.",
      value: (row) => row.weighted,
      cell: (row) => written(row.weighted),
    },
  ],
});
