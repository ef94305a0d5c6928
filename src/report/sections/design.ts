import { displayUnit } from "../../results/display-unit.js";
import { capitalised } from "../format/capitalised.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { adjustmentTable } from "../tables/adjustment.js";

const actors = {
  platform: "The platform decides it, from what it saw before.",
  user: "Users decide it: the effect is of what users did, not of what was served.",
  mixed: "Platform and users decide it together: the effect is of what users did, not of what was served.",
} as const;

const outcomeUnit = (unit: string): string =>
  displayUnit(unit).mean === unit ? `in ${unit}` : `a ${unit}, shown in per cent`;

function rules({ result }: SectionContext): Html {
  const { treatment, outcome } = result;
  return html`<dl class="rules">
<div><dt>Treatment</dt><dd>${capitalised(treatment.sentence)} <span class="note">Column <code>${treatment.column}</code>, cut at ${formatNumber(treatment.cut, { significant: 4 })}; ${formatCount(treatment.treatedRows)} user-days treated, ${formatCount(treatment.controlRows)} not.</span></dd></div>
<div><dt>Who decides</dt><dd>${actors[treatment.actor]}</dd></div>
<div><dt>Outcome</dt><dd>${capitalised(outcome.sentence)} <span class="note">Column <code>${outcome.name}</code>, ${trueMinus(outcome.window)}, ${outcomeUnit(outcome.unit)}.</span></dd></div>
<div><dt>What is estimated</dt><dd>${result.estimandSentence}</dd></div>
</dl>`;
}

/** The question as it was put: rule, windows, adjustment set with its reason, and what must be believed. */
export const designSection: Section = {
  id: "design",
  title: "Design",
  lead: () => "What was compared with what, what was known when, and what has to be believed.",
  body: (context) => {
    const { result, figure } = context;
    const { dropped } = result.adjustment;
    return html`${rules(context)}${figure("windows")}
<h3>Why this adjustment set</h3><p class="prose">${result.adjustment.reason}</p>
${dropped.length === 0 ? null : html`<p class="prose">Left out as exactly collinear with the others: ${dropped.map((term, i) => html`${i > 0 ? ", " : null}<code>${term}</code>`)}.</p>`}
<details><summary>All ${formatCount(result.adjustment.terms.length)} adjustment columns</summary>${adjustmentTable.render(result)}</details>
<h3>What has to be believed</h3>
<ol class="assumptions">${result.headline.assumptions.map((words) => html`<li>${words}</li>`)}</ol>`;
  },
};
