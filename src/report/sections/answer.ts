import { formatCount } from "../format/count.js";
import { formatDateRange } from "../format/date.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { countOf } from "../format/plural.js";
import { formatShare } from "../format/share.js";
import { trueMinus } from "../format/true-minus.js";
import { headlineChip, isRefusal } from "../headline-words.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { verdictIcon } from "../verdict-chip.js";
import { verdictClass, verdictWords } from "../verdict-words.js";
import { gateTally } from "./gates.js";

function facts({ result }: SectionContext): Html {
  const { log, treatment } = result;
  const rows = treatment.treatedRows + treatment.controlRows;
  const pairs: readonly (readonly [string, string])[] = [
    ["Log", `${log.source}, ${log.origin}`],
    ["Days", formatDateRange(log.firstDay, log.lastDay)],
    ["Users", formatCount(log.users)],
    ["Analysed", `${formatCount(rows)} user-days`],
    ["Treated", rows === 0 ? "none" : `${formatShare(treatment.treatedRows / rows)} of them`],
  ];
  return html`<dl class="facts">${pairs.map(([term, words]) => html`<div><dt>${term}</dt><dd>${words}</dd></div>`)}</dl>`;
}

const scorecard = ({
  result,
}: SectionContext): Html => html`<section class="scorecard" aria-labelledby="scorecard-title">
<h2 id="scorecard-title">${gateTally(result.gates)}</h2>
<ul>${result.gates.map(
  (gate) =>
    html`<li class="${verdictClass(gate.verdict)}"><a href="#gate-${gate.name}">${verdictIcon(gate.verdict)}<span><span class="spoken">${verdictWords[gate.verdict]}: </span>${gate.label}${
      gate.verdict === "pass" ? null : html` <b>${verdictWords[gate.verdict].toLowerCase()}</b>`
    }</span></a></li>`,
)}</ul></section>`;

/** Reasons of a refusal: the gates that failed and were not overridden. */
function reasons({ result }: SectionContext): Html {
  const failed = result.gates.filter((gate) => gate.verdict === "fail" && gate.override === null);
  if (failed.length === 0) return html``;
  return html`<div class="reasons"><h2>Why no effect is claimed: ${countOf(failed.length, "gate")} failed</h2>
<ul>${failed.map((gate) => html`<li><b>${gate.label}.</b> ${groupedCounts(trueMinus(gate.sentence))} ${gate.remedy}</li>`)}</ul></div>`;
}

function caveats({ result }: SectionContext): Html {
  const { caveats } = result.headline;
  if (caveats.length === 0) return html``;
  return html`<div class="caveats"><h2>Read it with this in mind</h2><ul>${caveats.map((caveat) => html`<li>${groupedCounts(trueMinus(caveat))}</li>`)}</ul></div>`;
}

/** First screen: the question, the answer in one sentence or the refusal, and what to keep in mind. */
export const answerSection: Section = {
  id: "answer",
  title: "Answer",
  body: (context) => {
    const { result } = context;
    const refusal = isRefusal(result);
    return html`<header class="answer ${refusal ? "refusal" : "given"} ${headlineChip(result).className}">
<div class="answer-main">
<p class="eyebrow">Question${result.log.origin === "simulated" ? html` <span class="tag">simulated log</span>` : null}</p>
<h1>${result.question}</h1>
${facts(context)}
<div class="verdict-line">${headlineChip(result).chip}</div>
<p class="sentence ${result.headline.sentence.length > 190 ? "long" : ""}">${trueMinus(result.headline.sentence)}</p>
${refusal ? reasons(context) : null}
${caveats(context)}
</div>
${scorecard(context)}
</header>`;
  },
};
