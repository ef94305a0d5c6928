import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { formatDateRange } from "./format/date.js";
import { countOf } from "./format/plural.js";
import { headlineChip, isRefusal } from "./headline-words.js";
import { type Html, html } from "./html.js";
import { indexScript } from "./index-script.js";
import { pageText } from "./page.js";
import { verdictIcon } from "./verdict-chip.js";
import { verdictClass, verdictWords } from "./verdict-words.js";

/** What the list of reports says of one: the part of its result.json that the list reads. */
export type IndexEntry = Pick<StudyResult, "slug" | "question" | "headline" | "log"> &
  Partial<Pick<StudyResult, "gates">>;

const verdictOf = (entry: IndexEntry): IndexEntry["headline"]["verdict"] =>
  isRefusal(entry) ? "fail" : entry.headline.verdict;

/** "9 pass, 1 warning": how the gates of a report fell, each with the sign of its verdict. */
function tally(gates: IndexEntry["gates"]): Html | null {
  if (gates === undefined || gates.length === 0) return null;
  const counts = (["pass", "warn", "fail", "not evaluated"] as const).flatMap((verdict) => {
    const count = gates.filter((gate) => gate.verdict === verdict).length;
    return count === 0 ? [] : [{ verdict, count }];
  });
  return html`<ul class="tally" aria-label="Gates">${counts.map(
    ({ verdict, count }) =>
      html`<li class="${verdictClass(verdict)}">${verdictIcon(verdict)} ${formatCount(count)} ${verdictWords[verdict].toLowerCase()}</li>`,
  )}</ul>`;
}

const find = (verdicts: readonly IndexEntry["headline"]["verdict"][]): Html =>
  html`<form class="find" role="search" hidden><p><label for="find-words">Search</label><input id="find-words" type="search" autocomplete="off" spellcheck="false"></p>
<p><label for="find-verdict">Verdict</label><select id="find-verdict" autocomplete="off"><option value="">any</option>${verdicts.map(
    (verdict) =>
      html`<option value="${verdict}">${verdict === "fail" ? "association only" : verdictWords[verdict].toLowerCase()}</option>`,
  )}</select></p>
<output aria-live="polite"></output></form>`;

/**
 * `reports/index.html`: every report with its question, verdict and headline sentence, in the order of their slugs, with
 * a search by words and verdict where there is more than one.
 * Links go to `<slug>/index.html`. Pure.
 */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
  const searched = sorted.length > 1;
  const items = sorted.map(
    (entry) => html`<li class="entry ${headlineChip(entry).className}" data-verdict="${verdictOf(entry)}">
<p class="verdict-line">${headlineChip(entry).chip}${entry.log.origin === "simulated" ? html` <span class="tag">simulated log</span>` : null}</p>
<h2><a href="${encodeURIComponent(entry.slug)}/index.html">${entry.question}</a></h2>
<p class="sentence">${entry.headline.sentence}</p>
${tally(entry.gates)}<p class="fine">${entry.log.source}, ${formatDateRange(entry.log.firstDay, entry.log.lastDay)} · <code>${entry.slug}</code></p>
</li>`,
  );
  const body = html`<header class="bar"><p class="brand">Counterday</p></header>
<main id="main" tabindex="-1" class="index"><header><h1>Reports</h1><p class="under">${
    sorted.length === 0
      ? "No report yet. Run a question and it appears here."
      : `${countOf(sorted.length, "question")}, each with its answer or the reason why there is none.`
  }</p></header>
${searched ? find([...new Set(sorted.map(verdictOf))].sort()) : null}<ul class="entries">${items}</ul></main>`;
  return pageText({
    title: "Reports · Counterday",
    description: "Reports made by Counterday",
    body,
    script: searched ? indexScript : "",
  });
}
