import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { formatNumber } from "./format/number.js";
import { countOf } from "./format/plural.js";
import { type Html, html } from "./html.js";
import { balanceDistributionsTable, beyondInSpread } from "./tables/balance-distributions.js";
import { balanceProductsTable } from "./tables/balance-products.js";

/** Balance of what means do not show: squares, products, spreads and distributions, in sentences with their tables. */
export function balanceBeyondMeans(result: StudyResult): Html | null {
  const { balanceDetail } = result;
  if (balanceDetail === null) return null;
  const { products, distributions } = balanceDetail;
  const weighted = products.beyondWeighted !== null;
  const when = weighted ? " after weighting" : "";
  const uneven = distributions.filter(beyondInSpread).length;
  return html`<p class="prose">Equal means can hide unequal spreads and joint patterns. ${productWords(products)} ${
    uneven === 0
      ? `Variances differ by less than a factor of 2 and distributions by less than 0.1 for all ${countOf(distributions.length, "covariate")}${when}.`
      : `The variances of ${formatCount(uneven)} of ${countOf(distributions.length, "covariate")} differ by more than a factor of 2, or their distributions by more than 0.1${when}.`
  }</p>
${products.worst.length === 0 ? null : html`<details><summary>Squares and products furthest from balance</summary>${balanceProductsTable.render(result)}</details>`}
<details><summary>Spread and distribution by covariate</summary>${balanceDistributionsTable.render(result)}</details>`;
}

/** What the squares and products show, in a sentence or two. */
export function productWords(products: NonNullable<StudyResult["balanceDetail"]>["products"]): string {
  const { worst, examined, beyondUnweighted, beyondWeighted, skipped } = products;
  const [first] = worst;
  if (first === undefined) return "No square or product of the covariates varies.";
  const beyond = beyondWeighted ?? beyondUnweighted;
  const size = formatNumber(Math.abs(first.weighted ?? first.unweighted), { decimals: 3 });
  const left =
    skipped === 0
      ? ""
      : ` ${formatCount(skipped)} more products, of covariates that differ less themselves, were not looked at: the study is too large.`;
  return `Of ${formatCount(examined)} squares and products of two covariates, ${formatCount(beyond)} ${beyond === 1 ? "differs" : "differ"} by more than 0.1 SD${
    beyondWeighted === null ? "" : ` after weighting (${formatCount(beyondUnweighted)} before)`
  }; the furthest is ${first.product}, ${size} SD.${left}`;
}
