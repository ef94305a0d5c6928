import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { type Html, html } from "./html.js";
import { jackknifeTable } from "./tables/jackknife.js";

/** The jackknife a question asked for: errors that are careful with few users; null without one. */
export function jackknifePart(result: StudyResult): Html | null {
  const { jackknife } = result;
  if (jackknife === undefined) return null;
  const methods = new Set(jackknife.estimators.filter((row) => row.evaluated).map((row) => row.method));
  return html`<h3>Errors for few users</h3>
<p>${jackknife.sentence}</p>
${jackknifeTable.render(result)}<p class="fine">${formatCount(jackknife.users)} users were left out, one at a time. Intervals: ${[...methods].join("; ")}.</p>
<ul class="fine">${jackknife.estimators.map((row) => html`<li><b>${row.label}.</b> ${row.sentence}</li>\n`)}</ul>`;
}
