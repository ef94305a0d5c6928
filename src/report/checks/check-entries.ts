import type { StudyResult } from "../../study/schemas/result-schema.js";
import { capitalised } from "../format/capitalised.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import type { SectionContext } from "../section.js";
import { verdictChip } from "../verdict-chip.js";
import type { Check } from "./check.js";
import { checkTable } from "./check-table.js";
import { firstSentence, otherSentences, standingWords } from "./check-words.js";

/** The gate's verdict with a way to it, or who looks at the check instead. */
function judged({ name, standing }: Check, result: StudyResult): Html {
  const gate = result.gates.find((gate) => gate.name === name);
  return standing !== "gate" || gate === undefined
    ? html`<span class="tag">${standingWords[standing]}</span>`
    : html`<a class="judged" href="#gate-${gate.name}">${verdictChip(gate.verdict)}</a>`;
}

const sentenceOf = (words: string): string => `${capitalised(trueMinus(words)).replace(/\.$/, "")}.`;

function entry(check: Check, { result, figure }: SectionContext): Html {
  const drawn = check.rows.length > 1 && check.name !== "truncationSweep";
  const numbers = checkTable(check).render(result);
  const rest = otherSentences(check);
  return html`<article class="check" id="check-${check.name}">
<p class="eyebrow">${check.label} ${judged(check, result)}</p>
${drawn ? figure(`check-${check.name}`) : html`<h3>${firstSentence(check)}</h3>`}
${rest === "" ? null : html`<p class="prose">${rest}</p>`}
<p class="fine"><b>Expected when nothing is wrong:</b> ${check.expected}. <span class="note">${check.source}.</span></p>
${check.name === "truncationSweep" ? html`<p class="fine">Drawn under <a href="#weights">Weights</a>.</p>` : null}
<details><summary>${check.label} in numbers</summary>${numbers}</details>
</article>`;
}

/** Checks with their charts and numbers, then those that could not be made, with the reason. */
export function checkEntries(checks: readonly Check[], context: SectionContext): Html {
  const missing = checks.filter(({ evaluated }) => !evaluated);
  return html`${checks.filter(({ evaluated }) => evaluated).map((check) => entry(check, context))}${
    missing.length === 0
      ? null
      : html`<div><h3>Not evaluated</h3><dl class="rules">${missing.map((check) => html`<div><dt>${check.label}</dt><dd>${sentenceOf(check.sentence)}</dd></div>`)}</dl></div>`
  }`;
}
