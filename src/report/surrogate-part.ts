import type { StudyResult } from "../study/schemas/result-schema.js";
import { groupedCounts } from "./format/grouped-counts.js";
import { trueMinus } from "./format/true-minus.js";
import { isRefusal } from "./headline-words.js";
import { type Html, html } from "./html.js";
import { surrogateTable } from "./tables/surrogate.js";
import { surrogateTestsTable } from "./tables/surrogate-tests.js";

const label = "Long outcome through surrogates";

const words = (sentence: string): string => groupedCounts(trueMinus(sentence));

const fine =
  "The index is fitted to the user-days that have the long outcome and read off all; the error counts both samples, by user. It carries over to the long outcome only where treatment acts on it through the surrogates alone and they say the same of it later: the data can refute that, never show it.";

/** The effect on a long outcome through surrogates, with what the data say of its assumptions; null when not asked. */
export function surrogatePart(result: StudyResult): Html | null {
  const { surrogate } = result;
  if (surrogate === undefined) return null;
  if (surrogate.reason !== null)
    return html`<dl class="rules"><div><dt>${label}</dt><dd>${words(surrogate.sentence)}</dd></div></dl>`;
  const tag = isRefusal(result) ? "an association, as the headline" : "shown, judged by nobody";
  return html`<article class="check" id="result-surrogate">
<p class="eyebrow">${label} <span class="tag">${tag}</span></p>
<h3>${words(surrogate.sentence)}</h3>
${surrogateTable.render(result)}<p class="prose">${words(surrogate.agreement)}</p>
<dl class="rules">${surrogate.checks.map(
    (check) =>
      html`<div><dt>${check.label.split(":")[0]!} <span class="tag">${check.verdict}</span></dt><dd>${words(check.sentence)}</dd></div>`,
  )}</dl>
<p class="fine">${fine} The question's reason: ${surrogate.argument}</p>
${surrogateTestsTable.size(result) === 0 ? null : html`<details><summary>Tests of the assumptions in numbers</summary>${surrogateTestsTable.render(result)}</details>`}
</article>`;
}

/** The same as lines of Markdown text; empty when not asked. */
export const surrogateLines = ({ surrogate }: StudyResult): readonly string[] =>
  surrogate === undefined
    ? []
    : [
        `${label}: ${words([surrogate.sentence, surrogate.agreement].filter((text) => text !== "").join(" "))}`,
        ...surrogate.checks.map(
          (check) => `${check.label.split(":")[0]!} (${check.verdict}): ${words(check.sentence)}`,
        ),
      ];
