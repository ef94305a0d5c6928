import type { StudyResult } from "../study/result-schema.js";
import { formatDateRange } from "./format/date.js";
import { countOf } from "./format/plural.js";
import { headlineChip } from "./headline-words.js";
import { html } from "./html.js";
import { pageText } from "./page.js";

/** What the list of reports says of one: the part of its result.json that the list reads. */
export type IndexEntry = Pick<StudyResult, "slug" | "question" | "headline" | "log">;

/**
 * `reports/index.html`: every report with its question, verdict and headline sentence, in the order of their slugs.
 * Links go to `<slug>/index.html`. Pure.
 */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
  const items = sorted.map(
    (entry) => html`<li class="entry ${headlineChip(entry).className}">
<p class="verdict-line">${headlineChip(entry).chip}${entry.log.origin === "simulated" ? html` <span class="tag">simulated log</span>` : null}</p>
<h2><a href="${encodeURIComponent(entry.slug)}/index.html">${entry.question}</a></h2>
<p class="sentence">${entry.headline.sentence}</p>
<p class="fine">${entry.log.source}, ${formatDateRange(entry.log.firstDay, entry.log.lastDay)} · <code>${entry.slug}</code></p>
</li>`,
  );
  const body = html`<header class="bar"><p class="brand">Counterday</p></header>
<main id="main" tabindex="-1" class="index"><header><h1>Reports</h1><p class="under">${
    sorted.length === 0
      ? "No report yet. Run a question and it appears here."
      : `${countOf(sorted.length, "question")}, each with its answer or the reason why there is none.`
  }</p></header>
<ul class="entries">${items}</ul></main>`;
  return pageText({
    title: "Reports · Counterday",
    description: "Reports made by Counterday",
    body,
    script: "",
  });
}
