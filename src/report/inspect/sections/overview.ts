import type { Inspection } from "../../../panel/inspection/inspection.js";
import { leaving } from "../../../panel/placed-rows.js";
import { formatCount } from "../../format/count.js";
import { formatDateRange } from "../../format/date.js";
import { countOf } from "../../format/plural.js";
import { formatShare } from "../../format/share.js";
import { type Html, html } from "../../html.js";
import { verdictIcon } from "../../verdict-chip.js";
import { verdictClass } from "../../verdict-words.js";
import type { InspectSection } from "../inspect-section.js";
import { readinessVerdict, readinessWords } from "../readiness-chip.js";

const calendar = ({ overview: { step, firstDay, lastDay } }: Inspection): string =>
  step === "period" ? `periods ${firstDay} to ${lastDay}` : formatDateRange(firstDay, lastDay);

function sentence(inspection: Inspection): string {
  const { overview } = inspection;
  const { userDays, availableUserDays, step } = overview;
  const share = userDays === 0 ? 0 : availableUserDays / userDays;
  return `${countOf(overview.users, "user")} over ${countOf(overview.days, step)} make ${countOf(userDays, `user-${step}`)}; on ${formatShare(share)} of them the user was active.`;
}

function facts(inspection: Inspection): Html {
  const { overview, source, origin, table, summary } = inspection;
  const pairs: readonly (readonly [string, string])[] = [
    ["Log", `${source}, ${origin}`],
    ["Table", table],
    ["When", calendar(inspection)],
    ["Events", formatCount(overview.events)],
    ["Columns", formatCount(overview.columns)],
    ["Candidate treatments", formatCount(summary.thresholds.length)],
  ];
  return html`<dl class="facts">${pairs.map(([term, words]) => html`<div><dt>${term}</dt><dd>${words}</dd></div>`)}</dl>`;
}

/** Checks of an audit that say something about the whole log; the command that makes the page prints them too. */
const remarks: ReadonlySet<string> = new Set([
  "cut_user_dropped",
  "cut_user_kept",
  "rows_not_by_user",
  "numbers_as_text",
]);

/** How many rows are in no user-day, where there are any; the reasons stand in the audit. */
function leftOut(rows: Inspection["audit"]["rows"]): readonly string[] {
  const all = rows.find(({ check }) => check === "rows_in_no_user_day");
  const reasons = rows.filter((row) => row.rows > 0 && leaving.has(row.check));
  if (reasons.length === 0) return [];
  return all === undefined
    ? reasons.map((row) => `${countOf(row.rows, "row")} (${formatShare(row.share)}): ${row.sentence}`)
    : [
        `${countOf(all.rows, "row")} of the log (${formatShare(all.share)}) ${all.rows === 1 ? "is" : "are"} in no user-day; the audit says why.`,
      ];
}

function caveats({ audit, overview, origin }: Inspection): readonly string[] {
  const { gaps, gapDays, step } = overview;
  const first = gaps
    .slice(0, 3)
    .map(({ from, to }) => (from === to ? from : `${from} to ${to}`))
    .join(", ");
  return [
    ...(origin === "simulated" ? ["The log is simulated: its numbers say nothing about real people."] : []),
    ...(audit.fixedQuota.bound ? [audit.fixedQuota.sentence] : []),
    ...leftOut(audit.rows),
    ...audit.rows.filter(({ check }) => remarks.has(check)).map((row) => row.sentence),
    ...(gapDays === 0
      ? []
      : [`On ${countOf(gapDays, step)} nobody was logged (${first}${gaps.length > 3 ? ", …" : ""}).`]),
    ...(overview.activeDaysLeftOut === 0
      ? []
      : [
          `${countOf(overview.activeDaysLeftOut, `active user-${step}`)} ${overview.activeDaysLeftOut === 1 ? "is no row" : "are no rows"} of the panel: before the user's entry or after the exit.`,
        ]),
  ];
}

const scorecard = ({ summary }: Inspection): Html => {
  const checks = summary.readiness_checks;
  const passed = checks.filter(({ passes }) => passes).length;
  return html`<section class="scorecard" aria-labelledby="scorecard-title">
<h2 id="scorecard-title">${passed === checks.length ? "All" : `${formatCount(passed)} of`} ${countOf(checks.length, "readiness check")} pass</h2>
<ul>${checks.map(({ check, passes, warns }) => {
    const verdict = readinessVerdict(passes, warns);
    return html`<li class="${verdictClass(verdict)}"><a href="#readiness">${verdictIcon(verdict)}<span><span class="spoken">${readinessWords(passes, warns)}: </span>${check}</span></a></li>`;
  })}</ul></section>`;
};

/** First screen: what this log is, how large its panel is, and what to keep in mind. */
export const overviewSection: InspectSection = {
  id: "overview",
  title: "Overview",
  body: ({ inspection }) => {
    const notes = caveats(inspection);
    return html`<header class="answer given">
<div class="answer-main">
<p class="eyebrow">Log and panel${inspection.origin === "simulated" ? html` <span class="tag">simulated log</span>` : null}</p>
<h1>What is in ${inspection.source} “${inspection.table}”?</h1>
${facts(inspection)}
<p class="sentence">${sentence(inspection)}</p>
${notes.length === 0 ? null : html`<div class="caveats"><h2>Read it with this in mind</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></div>`}
</div>
${scorecard(inspection)}
</header>`;
  },
};
