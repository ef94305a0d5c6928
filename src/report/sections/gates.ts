import { formatBeside } from "../format/beside.js";
import { formatCount } from "../format/count.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { countOf } from "../format/plural.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { verdictChip } from "../verdict-chip.js";
import { verdictClass } from "../verdict-words.js";

type Gate = SectionContext["result"]["gates"][number];

const card = (gate: Gate): Html => html`<li id="gate-${gate.name}" class="gate ${verdictClass(gate.verdict)}">
<div class="gate-head"><h3>${gate.label}</h3><p>${verdictChip(gate.verdict)}</p></div>
${gate.value === null || gate.unit === "" ? null : html`<p class="gate-value">${formatBeside(gate.value, gate.threshold)} <span>${gate.unit}</span></p>`}
<p>${groupedCounts(trueMinus(gate.sentence))}</p>
${gate.remedy === "" ? null : html`<p class="remedy"><b>${gate.verdict === "not evaluated" ? "What to do:" : "What would mend it:"}</b> ${gate.remedy}</p>`}
${gate.override === null ? null : html`<p class="override"><b>Overridden in the question's file:</b> ${gate.override}</p>`}
<p class="gate-threshold">${gate.threshold}</p>
</li>`;

/** "5 gates pass, 1 warning, 1 not evaluated."; lines break between the parts only. */
export function gateTally(gates: readonly Gate[]): string {
  const count = (verdict: Gate["verdict"]): number => gates.filter((gate) => gate.verdict === verdict).length;
  const pass = count("pass");
  const parts = [
    pass > 0 ? `${countOf(pass, "gate")} ${pass === 1 ? "passes" : "pass"}` : null,
    count("warn") > 0 ? `${countOf(count("warn"), "warning")}` : null,
    count("fail") > 0 ? `${countOf(count("fail"), "failure")}` : null,
    count("not evaluated") > 0
      ? `${pass > 0 ? formatCount(count("not evaluated")) : countOf(count("not evaluated"), "gate")} not evaluated`
      : null,
  ].filter((part) => part !== null);
  return `${parts.map((part) => part.replaceAll(" ", "\u00a0")).join(", ")}.`;
}

/** First screen: every condition for the causal sentence as a verdict. */
export const gatesSection: Section = {
  id: "gates",
  title: "Gates",
  body: ({ result }) => html`<section class="first" aria-labelledby="gates-title" id="gates">
<h2 id="gates-title">May it be read as a cause?</h2>
<p class="under">${gateTally(result.gates)} One failure withholds the causal sentence.</p>
<ul class="gates">${result.gates.map(card)}</ul>
</section>`,
};
