import type { StudyResult } from "../study/schemas/result-schema.js";
import { worstPair } from "./balance-pairs.js";
import { formatCount } from "./format/count.js";
import { formatNumber } from "./format/number.js";
import { formatShare } from "./format/share.js";
import { type Html, html } from "./html.js";

/** What a reviewer asks first: the worst balanced covariate, and how many user-days the weights leave. */
export function balanceFacts(result: StudyResult): Html | null {
  const worst = worstPair(result);
  if (worst === undefined) return null;
  const { covariate, unweighted, weighted } = worst.pair;
  const sd = (size: number): string => `${formatNumber(size, { decimals: 3 })}\u00a0SD`;
  const all = result.weights.find(({ arm }) => arm === "all");
  return html`<dl class="readout">
<div><dt>Worst balanced ${weighted === null ? "(no weights were formed)" : "after weighting"}</dt><dd><code>${covariate}</code> ${sd(worst.size)}${
    weighted === null || unweighted === null
      ? null
      : html` <span class="note">before: ${sd(Math.abs(unweighted.standardizedMeanDifference))}</span>`
  }</dd></div>
${
  all === undefined
    ? null
    : html`<div><dt>Effective user-days after weighting</dt><dd>${formatCount(all.effectiveSampleSize)} <span class="note">of ${formatCount(all.rows)}, ${formatShare(all.effectiveShare)}</span></dd></div>`
}
</dl>`;
}
