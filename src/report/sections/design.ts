import { field, record } from "../../estimand/field.js";
import { displayUnit } from "../../results/display-unit.js";
import { capitalised } from "../format/capitalised.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { countOf } from "../format/plural.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import { otherColumns } from "../leakage/refused-columns.js";
import { refusedTable } from "../leakage/refused-table.js";
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

/** Reasons that the question gives for same-day columns. */
function sameDayReasons(estimand: unknown): Html | null {
  const declared = Object.entries(record(field(field(estimand, "adjustFor"), "measuredBefore")));
  if (declared.length === 0) return null;
  return html`<ul>${declared.map(([column, declaration]) => html`<li><code>${column}</code> is measured before the treatment: ${String(field(declaration, "reason") ?? "")}</li>`)}</ul>`;
}

/** The leakage lint: every adjustment column with the reason why it is allowed, and what would be refused. */
function leakage({ result, reproduction }: SectionContext): Html {
  const terms = result.adjustment.terms.length;
  const others = otherColumns(reproduction.estimand);
  const refused = others?.refused.reduce((sum, { columns }) => sum + columns.length, 0) ?? 0;
  const allowed = others?.allowed ?? [];
  return html`<h3>Nothing from after the treatment is adjusted for</h3>
<p class="prose">A column may be adjusted for only when it is settled before the treatment opens. Questions are held to this before anything is estimated. ${
    terms === 0
      ? "This question adjusts for nothing."
      : `All ${countOf(terms, "column")} of this question pass.`
  }${
    others === null
      ? null
      : ` Of the panel's other columns ${refused === 1 ? "1 would be refused" : `${formatCount(refused)} would be refused`} and ${formatCount(allowed.length)} would be allowed.`
  }</p>
${sameDayReasons(reproduction.estimand)}
<details><summary>The ${countOf(terms, "adjustment column")}, and why each is allowed</summary>${adjustmentTable.render(result)}</details>
${
  others === null || refused === 0
    ? null
    : html`<details><summary>${countOf(refused, "column")} that would be refused, and why</summary>${refusedTable.render(others.refused)}</details>`
}${
  allowed.length === 0
    ? null
    : html`<details><summary>${countOf(allowed.length, "column")} that would be allowed but ${allowed.length === 1 ? "is" : "are"} not in the set</summary><p class="prose">${allowed.map((name, i) => html`${i > 0 ? ", " : null}<code>${name}</code>`)}</p></details>`
}`;
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
${leakage(context)}
<h3>What has to be believed</h3>
<ol class="assumptions">${result.headline.assumptions.map((words) => html`<li>${words}</li>`)}</ol>`;
  },
};
