import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { type Html, html } from "./html.js";
import { bootstrapTable } from "./tables/bootstrap.js";

/** The bootstrap a question asked for: its errors beside the analytic ones, and what sets them apart; null without one. */
export function bootstrapPart(result: StudyResult): Html | null {
  const { bootstrap } = result;
  if (bootstrap === undefined) return null;
  return html`<h3>A second opinion on the errors</h3>
<p>${bootstrap.sentence}</p>
${bootstrapTable.render(result)}<p class="fine">Intervals: ${bootstrap.interval}, ${formatCount(bootstrap.replicates)} replicates of ${formatCount(bootstrap.users)} users, seed ${String(bootstrap.seed)}.</p>
<ul class="fine">${bootstrap.estimators.map(
    (row) =>
      html`<li><b>${row.label}.</b> ${row.sentence}${
        row.evaluated && row.lower === null ? html` There is ${row.method}.` : null
      }${row.failures.map(({ reason, replicates }) => html` ${formatCount(replicates)} ${replicates === 1 ? "replicate" : "replicates"} had no estimate: ${reason}`)}</li>\n`,
  )}</ul>`;
}
