import Table from "cli-table3";
import { formatEstimate, formatInterval, formatStandardError } from "../report/format/estimate.js";
import { decimalsFor, formatNumber } from "../report/format/number.js";
import { shownEstimate } from "../report/shown-result.js";
import { wrapText } from "../report/wrap-text.js";
import { displayUnit } from "../results/display-unit.js";
import type { Verdict } from "../results/verdict.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { plainTable } from "./plain-table.js";
import type { Terminal } from "./terminal.js";

/** The parts of a result that answer the question; `counterday run --json` prints this. */
export interface RunSummary {
  readonly slug: string;
  readonly question: string;
  readonly log: StudyResult["log"];
  readonly headline: StudyResult["headline"];
  readonly estimates: StudyResult["estimates"];
  /** Estimators that the data gave no answer to, with the reason. */
  readonly notEstimated: NonNullable<StudyResult["notEstimated"]>;
  /** The known answer of a simulated log; null for a recorded one. */
  readonly truth: StudyResult["truth"];
  readonly gates: StudyResult["gates"];
  /** Files of the report, relative to the working folder. */
  readonly report: string;
  readonly result: string;
  readonly manifest: string;
}

/** Picks the summary out of a result. */
export function runSummary(result: StudyResult, folder: string): RunSummary {
  const { slug, question, log, headline, estimates, notEstimated = [], truth, gates } = result;
  const file = (name: string) => `${folder}/${name}`;
  return {
    slug,
    question,
    log,
    headline,
    estimates,
    notEstimated,
    truth,
    gates,
    report: file("index.html"),
    result: file("result.json"),
    manifest: file("manifest.json"),
  };
}

/** The summary for a person: the answer in one sentence, estimates beside the truth, gates, where the report is. */
export function runSummaryText(summary: RunSummary, terminal: Terminal): string {
  const { bold, dim } = terminal.outColors;
  const { log, headline } = summary;
  const read = `${log.source} ${log.table} (${log.origin}): ${formatNumber(log.users, whole)} users, ${log.firstDay} to ${log.lastDay}, ${formatNumber(log.events, whole)} events, ${formatNumber(log.panelRows, whole)} user-days.`;
  return [
    dim(wrapped(summary.question)),
    bold(wrapped(headline.sentence)),
    ...headline.caveats.map((caveat) => dim(wrapped(caveat, "  "))),
    "",
    dim(wrapped(read)),
    "",
    estimatesTable(summary, terminal),
    ...summary.notEstimated.map(({ label, reason }) => wrapped(`${label}: no estimate. ${reason}`)),
    "",
    ...gateLines(summary, terminal),
    "",
    `Report: ${bold(summary.report)}`,
  ].join("\n");
}

const whole = { decimals: 0 };
const lineLength = 100;

/** Text in lines of at most 100 characters, each behind the margin. */
const wrapped = (text: string, margin = ""): string =>
  wrapText(text, lineLength - margin.length)
    .map((line) => margin + line)
    .join("\n");

function estimatesTable({ estimates, truth }: RunSummary, terminal: Terminal): string {
  const { bold, dim, cyan } = terminal.outColors;
  const first = estimates[0];
  const level = first ? `${formatNumber(100 * first.interval.level)}% interval` : "interval";
  const table = new Table({
    ...plainTable,
    head: ["estimator", "estimate", "error", level, "if treated", "if not"].map((title) => bold(title)),
    colAligns: ["left", "right", "right", "right", "right", "right"],
  });
  for (const { label, estimate, standardError, interval, arms, role } of estimates.map(shownEstimate)) {
    const marked = role === "primary" || role === "sensitivity" ? `${label} [${role}]` : label;
    const name = wrapText(marked, 42).join("\n  ");
    table.push([
      role === "primary" ? bold(name) : name,
      formatEstimate(estimate, standardError),
      formatStandardError(standardError),
      formatInterval(interval, standardError),
      ...[arms.treated, arms.control].map((mean) =>
        formatNumber(mean, { decimals: decimalsFor(standardError, 2) }),
      ),
    ]);
  }
  if (truth) {
    const { factor } = displayUnit(first?.unit ?? "");
    const [estimate, error] = [factor * truth.estimate, factor * truth.monteCarloError];
    const known = [formatEstimate(estimate, error), formatStandardError(error)];
    table.push(["simulated truth", ...known, "", "", ""].map((text) => cyan(text)));
  }
  const unit = first ? `\n${dim(`in ${inWords(first.unit)}`)}` : "";
  return table.toString().replaceAll(/ +$/gm, "") + unit;
}

/** The unit under the table; arm means of shares are per cent, their differences percentage points. */
function inWords(unit: string): string {
  const { difference, mean } = displayUnit(unit);
  return difference === mean ? difference : `${difference}; the last two columns in ${mean}`;
}

/** Gates by verdict, the worst first: what failed or warns in words, the rest by name. */
function gateLines({ gates }: RunSummary, terminal: Terminal): readonly string[] {
  const { green, yellow, red, dim } = terminal.outColors;
  const inWords = (verdict: "fail" | "warn", paint: (text: string) => string) =>
    gates
      .filter((gate) => gate.verdict === verdict)
      .map((gate) => {
        const words = [gate.sentence, gate.remedy, gate.override && `Overridden: ${gate.override}`];
        const title = `Gate ${verdict === "fail" ? "failed" : "warns"}: ${gate.label}`;
        return `${paint(title)}\n${wrapped(words.filter(Boolean).join(" "), "  ")}`;
      });
  const byName = (verdict: Verdict, title: string, paint: (text: string) => string) => {
    const labels = gates.filter((gate) => gate.verdict === verdict).map((gate) => gate.label);
    return labels.length === 0 ? [] : [`${paint(title)}\n${wrapped(labels.join(", "), "  ")}`];
  };
  return [
    ...inWords("fail", red),
    ...inWords("warn", yellow),
    ...byName("pass", "Gates passed", green),
    ...byName("not evaluated", "Gates not evaluated", dim),
  ];
}
