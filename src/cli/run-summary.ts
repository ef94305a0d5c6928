import Table from "cli-table3";
import { formatEstimate, formatInterval, formatStandardError } from "../report/format/estimate.js";
import { formatNumber } from "../report/format/number.js";
import type { StudyResult } from "../study/result-schema.js";
import { plainTable } from "./plain-table.js";
import type { Terminal } from "./terminal.js";

/** The parts of a result that answer the question; `counterday run --json` prints this. */
export interface RunSummary {
  readonly slug: string;
  readonly question: string;
  readonly log: StudyResult["log"];
  readonly headline: StudyResult["headline"];
  readonly estimates: StudyResult["estimates"];
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
  const { slug, question, log, headline, estimates, truth, gates } = result;
  const file = (name: string) => `${folder}/${name}`;
  return {
    slug,
    question,
    log,
    headline,
    estimates,
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
  const made = log.origin === "simulated" ? "simulated" : "recorded";
  return [
    dim(summary.question),
    bold(headline.sentence),
    ...headline.caveats.map((caveat) => dim(`  ${caveat}`)),
    "",
    dim(
      `${log.source} ${log.table} (${made}): ${log.users} users, ${log.firstDay} to ${log.lastDay}, ${log.events} events, ${log.panelRows} user-days`,
    ),
    "",
    estimatesTable(summary, terminal),
    "",
    gatesTable(summary, terminal),
    "",
    `Report: ${bold(summary.report)}`,
  ].join("\n");
}

function estimatesTable({ estimates, truth }: RunSummary, terminal: Terminal): string {
  const { bold, dim, cyan } = terminal.outColors;
  const first = estimates[0];
  const level = first ? `${formatNumber(100 * first.interval.level)}% interval` : "interval";
  const table = new Table({
    ...plainTable,
    head: ["estimator", "estimate", "error", level, "if treated", "if not", ""].map((title) => bold(title)),
    colAligns: ["left", "right", "right", "right", "right", "right", "left"],
  });
  for (const { label, estimate, standardError, interval, arms, role } of estimates) {
    table.push([
      label,
      formatEstimate(estimate, standardError),
      formatStandardError(standardError),
      formatInterval(interval, standardError),
      formatEstimate(arms.treated, standardError),
      formatEstimate(arms.control, standardError),
      dim(role),
    ]);
  }
  if (truth) {
    const { estimate, monteCarloError } = truth;
    const known = [formatEstimate(estimate, monteCarloError), formatStandardError(monteCarloError)];
    table.push([cyan("simulated truth"), ...known.map((text) => cyan(text)), "", "", "", ""]);
  }
  return `${table.toString()}${first ? `\n${dim(`in ${first.unit}`)}` : ""}`;
}

function gatesTable({ gates }: RunSummary, terminal: Terminal): string {
  const { bold, green, yellow, red, dim } = terminal.outColors;
  const paint = { pass: green, warn: yellow, fail: red, "not evaluated": dim };
  const table = new Table({ ...plainTable, head: ["gate", "verdict", "found"].map((title) => bold(title)) });
  for (const gate of gates) {
    const overridden = gate.override === null ? "" : ` Overridden: ${gate.override}`;
    const remedy = gate.verdict === "fail" && gate.remedy ? ` ${gate.remedy}` : "";
    table.push([gate.label, paint[gate.verdict](gate.verdict), `${gate.sentence}${remedy}${overridden}`]);
  }
  return table.toString();
}
