import { primaryEstimate, roleWords } from "../estimate-roles.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval, formatStandardError } from "../format/estimate.js";
import { isRefusal } from "../headline-words.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { shownResult } from "../shown-result.js";

function brief(context: SectionContext): Html {
  const result = shownResult(context.result);
  const unit = result.outcome.unit;
  const { truth } = result;
  const error = primaryEstimate(result)?.standardError ?? 0;
  const level = `${Math.round((result.estimates[0]?.interval.level ?? 0.95) * 100)}% interval`;
  return html`<table class="brief"><caption>In numbers${inUnit(unit)}</caption>
<thead><tr><th scope="col">Estimator</th><th scope="col" class="number">Estimate</th><th scope="col" class="number">${level}</th></tr></thead>
<tbody>${result.estimates.map(
    (
      row,
    ) => html`<tr class="role-${row.role}"><th scope="row">${row.label}<span class="note">${roleWords[row.role]}</span></th>
<td class="number">${formatEstimate(row.estimate, row.standardError)}</td>
<td class="number nowrap">${formatInterval(row.interval, row.standardError)}</td></tr>`,
  )}${
    truth === null
      ? null
      : html`<tr class="truth"><th scope="row">Simulated truth<span class="note">known because the log is made up</span></th>
<td class="number">${formatEstimate(truth.estimate, error)}</td><td class="number">± ${formatStandardError(truth.monteCarloError)}</td></tr>`
  }</tbody></table>`;
}

function truthNote(context: SectionContext): Html | null {
  const result = shownResult(context.result);
  return result.truth === null
    ? null
    : html`<p class="fine">This log is simulated, so the true effect is known: ${withUnit(
        formatEstimate(result.truth.estimate, primaryEstimate(result)?.standardError ?? 0),
        result.outcome.unit,
      )} with a Monte Carlo error of ${formatStandardError(result.truth.monteCarloError)}, from ${formatCount(result.truth.users)} other users and ${formatCount(result.truth.userDays)} user-days. A recorded log has no such line.</p>`;
}

/** First screen: the adjusted estimates beside the plain comparison, and the simulated truth where there is one. */
export const estimatesSection: Section = {
  id: "estimates",
  title: "Estimates",
  body: (context) => html`<section class="first" aria-labelledby="estimates-title" id="estimates">
<h2 id="estimates-title">${isRefusal(context.result) ? "Estimates side by side: associations, not effects" : "Estimates side by side"}</h2>
<div class="beside">${context.figure("estimates")}<div>${brief(context)}${truthNote(context)}</div></div>
</section>`,
};
