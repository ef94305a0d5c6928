import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Check } from "../checks/check.js";
import { checkEntries } from "../checks/check-entries.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { boundTable } from "../tables/bound.js";
import { robustnessTable } from "../tables/robustness.js";

const shown = (result: StudyResult): readonly Check[] =>
  result.falsification.filter(({ standing }) => standing === "sensitivity");

function eValue({ result }: SectionContext): Html {
  const found = result.sensitivity.eValue;
  const { evaluated, point, interval, approximate, sentence } = found;
  return html`<article class="check" id="e-value"><p class="eyebrow">E-value${approximate ? html` <span class="tag">approximation</span>` : null}</p>
<h3>${evaluated && point !== null ? `A hidden confounder needs risk ratios of ${formatNumber(point)} with treatment and outcome to explain the estimate${interval === null ? "" : `, ${formatNumber(interval)} to reach its interval`}` : "No E-value"}</h3>
<p class="prose">${groupedCounts(trueMinus(sentence))}</p></article>`;
}

function robustness({ result, figure }: SectionContext): Html {
  const found = result.sensitivity.robustness;
  const { evaluated, value, significanceValue, sentence } = found;
  return html`<article class="check" id="robustness"><p class="eyebrow">Robustness value <span class="tag">of a linear companion, not of the headline</span></p>
${
  !evaluated || value === null
    ? html`<h3>No robustness value</h3>`
    : html`<dl class="readout"><div><dt>Robustness value</dt><dd>${formatShare(value)}</dd></div>${significanceValue === null ? null : html`<div><dt>Until its interval holds 0</dt><dd>${formatShare(significanceValue)}</dd></div>`}</dl>`
}
${figure("robustness")}<p class="prose">${groupedCounts(trueMinus(sentence))}</p>
${robustnessTable.size(result) === 0 ? null : html`<details><summary>Confounders as strong as each observed column</summary>${robustnessTable.render(result)}</details>`}</article>`;
}

function bound({ result, figure }: SectionContext): Html {
  const found = result.sensitivity.bound;
  const { evaluated, value, significanceValue, sentence } = found;
  return html`<article class="check" id="bound"><p class="eyebrow">Bound of the bias <span class="tag">of the headline's own estimate</span></p>
${
  !evaluated || value === null
    ? html`<h3>No bound</h3>`
    : html`<dl class="readout"><div><dt>Robustness value</dt><dd>${formatShare(value)}</dd></div>${significanceValue === null ? null : html`<div><dt>Until its interval holds 0</dt><dd>${formatShare(significanceValue)}</dd></div>`}</dl>`
}
${figure("bound")}<p class="prose">${groupedCounts(trueMinus(sentence))}</p>
<p class="fine"><span class="note">Chernozhukov, Cinelli, Newey, Sharma & Syrgkanis (2022).</span></p>
${boundTable.size(result) === 0 ? null : html`<details><summary>Where the effect can lie with confounders as strong as each observed column</summary>${boundTable.render(result)}</details>`}</article>`;
}

/** How far the estimate moves when the analysis is made otherwise, and how strong a hidden confounder would have to be. */
export const sensitivitySection: Section = {
  id: "sensitivity",
  title: "Sensitivity",
  lead: () =>
    "The same question with one thing changed at a time, and how strong a confounder that nobody logged would have to be. An answer that hangs on one column, one part of the users or a few weights is a weak one.",
  body: (context) =>
    html`${eValue(context)}${robustness(context)}${bound(context)}${checkEntries(shown(context.result), context)}`,
};
