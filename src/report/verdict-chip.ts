import type { Verdict } from "../results/verdict.js";
import { type Html, html, trustedHtml } from "./html.js";
import { verdictClass, verdictWords } from "./verdict-words.js";

/** One shape a verdict, so that colour is never the only sign: disc, triangle, octagon, dashed ring. */
const shapes: Readonly<Record<Verdict, string>> = {
  pass: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.7 8.3l2.3 2.3 4.3-4.8" fill="none" stroke="var(--chip)" stroke-width="1.8"/>',
  warn: '<path d="M8 1.2l7.2 13.3H.8z" fill="currentColor"/><path d="M8 6v4.2M8 11.4v1.6" stroke="var(--chip)" stroke-width="1.7"/>',
  fail: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/><path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" stroke="var(--chip)" stroke-width="1.8"/>',
  "not evaluated":
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.2"/><path d="M5.2 8h5.6" stroke="currentColor" stroke-width="1.6"/>',
};

export const verdictIcon = (verdict: Verdict): Html =>
  trustedHtml(
    `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shapes[verdict]}</svg>`,
  );

/** A verdict as icon and word; `words` replaces the word where a sentence says more. */
export const verdictChip = (verdict: Verdict, words: string = verdictWords[verdict]): Html =>
  html`<span class="chip ${verdictClass(verdict)}">${verdictIcon(verdict)}<span>${words}</span></span>`;
