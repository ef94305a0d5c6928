import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { countOf } from "../format/plural.js";
import { type Html, html } from "../html.js";
import { inlineJson } from "../inline-json.js";
import {
  beyondGood,
  judgedDays,
  lovePlotDays,
  lovePlotOrders,
  lovePlotRows,
  lovePlotStep,
} from "./love-plot-rows.js";

/** What the browser's script looks up: names and places of the rows, and who belongs to each choice of "Which". */
export interface LovePlotLookup {
  readonly step: number;
  readonly rows: readonly {
    readonly covariate: string;
    readonly places: readonly number[];
    readonly groups: readonly boolean[];
  }[];
}

const list = (id: string, label: string, words: readonly (string | null)[], signal: string | null): Html =>
  html`<p><label for="love-${id}">${label}</label><select id="love-${id}" autocomplete="off"${
    signal === null ? null : html` data-signal="${signal}"`
  }>${words.map((word, i) => (word === null ? null : html`<option value="${String(i)}">${word}</option>`))}</select></p>`;

/**
 * The fields that search, sort and choose the rows of the love plot and of the table below it. Hidden without scripts,
 * when plot and table show everything.
 */
export function lovePlotControl(result: StudyResult): Html | null {
  const rows = lovePlotRows(result);
  if (rows.length < 2) return null;
  const weighted = rows.some(({ after }) => after !== null);
  const groups = rows.map((row) => [
    true,
    beyondGood(row.before),
    ...(weighted ? [beyondGood(row.after)] : []),
  ]);
  const members = (i: number): string => String(groups.filter((row) => row[i]).length);
  const days = lovePlotDays(result);
  const judged = judgedDays(result).length;
  const lookup: LovePlotLookup = {
    step: lovePlotStep,
    rows: rows.map(({ covariate, places }, i) => ({ covariate, places, groups: groups[i]! })),
  };
  return html`<div class="control finder" role="group" aria-label="Covariates shown" data-finder="balance" hidden>
<div class="fields"><p><label for="love-find">Find a covariate</label><input id="love-find" type="search" autocomplete="off" spellcheck="false"></p>
${list(
  "which",
  "Which",
  [
    "all",
    `beyond 0.1 SD before (${members(1)})`,
    ...(weighted ? [`beyond 0.1 SD after (${members(2)})`] : []),
  ],
  null,
)}
${list(
  "order",
  "Order",
  lovePlotOrders.map((words, i) => (i === 1 && !weighted ? null : words)),
  "order",
)}
${weighted ? list("sample", "Show", ["before and after", "before only", "after only"], "sample") : null}
${days.length === 0 ? null : list("day", "Day", [days.length < judged ? `all ${formatCount(judged)} together` : "all together", ...days.map(formatDate)], "day")}</div>
${days.length < judged ? html`<p class="note">The list of days holds the ${countOf(days.length, "day")} on which some covariate is furthest from balance.</p>` : null}
<output for="love-find love-which" aria-live="polite">${countOf(rows.length, "covariate")}</output>
<script type="application/json" class="lookup">${inlineJson(lookup)}</script>
</div>`;
}
