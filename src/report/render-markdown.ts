import { checkCall, kinds } from "../call-check.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { productWords } from "./balance-beyond-means.js";
import { worstPair } from "./balance-pairs.js";
import { curveLines } from "./curve-parts.js";
import { roleWords } from "./estimate-roles.js";
import { inUnit } from "./format/amount.js";
import { formatCount } from "./format/count.js";
import { formatDateRange } from "./format/date.js";
import { formatEstimate, formatInterval } from "./format/estimate.js";
import { groupedCounts } from "./format/grouped-counts.js";
import { formatNumber } from "./format/number.js";
import { formatShare } from "./format/share.js";
import { trueMinus } from "./format/true-minus.js";
import { isRefusal } from "./headline-words.js";
import { segmentLines, segmentRows } from "./segment-parts.js";
import { shownResult } from "./shown-result.js";
import { surrogateLines } from "./surrogate-part.js";
import { verdictWords } from "./verdict-words.js";

/** Text that Markdown would read as marks, kept as text; line ends become blanks. */
const plain = (words: string): string => words.replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");

/** A sentence of results, its numbers as readers are shown them. */
const spoken = (words: string): string => plain(groupedCounts(trueMinus(words)));

const table = (
  heads: readonly string[],
  right: readonly boolean[],
  rows: readonly (readonly string[])[],
): string =>
  [
    `| ${heads.join(" | ")} |`,
    `| ${right.map((number) => (number ? "---:" : "---")).join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");

function estimates(found: StudyResult): string {
  const result = shownResult(found);
  const unit = result.outcome.unit;
  const rows = result.estimates.map((row) => [
    plain(row.label),
    roleWords[row.role],
    formatEstimate(row.estimate, row.standardError),
    formatInterval(row.interval, row.standardError),
  ]);
  const level = formatNumber(100 * (result.estimates[0]?.interval.level ?? 0.95));
  return table(
    ["Estimator", "Part", `Estimate${plain(inUnit(unit))}`, `${level}% interval`],
    [false, false, true, true],
    rows,
  );
}

function bootstrap({ bootstrap: found }: StudyResult): string {
  if (found === undefined) return "";
  const rows = found.estimators.map(({ label, sentence, failed }) =>
    plain(
      `${label}: ${sentence}${failed === 0 ? "" : ` ${formatCount(failed)} replicates had no estimate.`}`,
    ),
  );
  return `## Bootstrap\n\n${plain(found.sentence)} ${formatCount(found.replicates)} replicates.\n\n${rows.map((row) => `- ${row}`).join("\n")}`;
}

function jackknife({ jackknife: found }: StudyResult): string {
  if (found === undefined) return "";
  const rows = found.estimators.map(({ label, sentence }) => `- ${plain(`${label}: ${sentence}`)}`);
  return `## Jackknife\n\n${plain(found.sentence)}\n\n${rows.join("\n")}`;
}

function balance(result: StudyResult): readonly string[] {
  const worst = worstPair(result);
  const all = result.weights.find(({ arm }) => arm === "all");
  return [
    ...(worst === undefined
      ? []
      : [
          `- Worst balanced covariate ${worst.pair.weighted === null ? "(no weights were formed)" : "after weighting"}: \`${worst.pair.covariate}\`, ${formatNumber(worst.size, { decimals: 3 })} standard deviations.`,
        ]),
    ...(result.balanceDetail === null ? [] : [`- ${plain(productWords(result.balanceDetail.products))}`]),
    ...(all === undefined
      ? []
      : [
          `- Effective user-days: ${formatCount(all.effectiveSampleSize)} of ${formatCount(all.rows)} (${formatShare(all.effectiveShare)}).`,
        ]),
  ];
}

/**
 * A report as Markdown, for an issue, a chat or a review: question, verdict, answer, caveats, estimates, gates, checks,
 * balance and the command that repeats the run. Pure: the same result gives the same text.
 * @param command  the command that repeats the run; "" leaves that part out
 * Checked by test/report/render-markdown.test.ts.
 */
export function renderMarkdown(result: StudyResult, command: string): string {
  checkCall("renderMarkdown", { result, command }, { result: kinds.result, command: kinds.text });
  const { headline, log, gates } = result;
  const checks = result.falsification.filter(({ evaluated }) => evaluated);
  const near = balance(result);
  const curves = curveLines(result);
  const surrogate = surrogateLines(result);
  const segments = segmentLines(result);
  const inSegments = segmentRows(result);
  const parts = [
    `# ${plain(result.question)}`,
    `**${isRefusal(result) ? "Association only: no causal answer" : `Causal reading: ${verdictWords[headline.verdict].toLowerCase()}`}.** ${plain(headline.sentence)}`,
    `${plain(log.source)} (${log.origin} log), ${formatDateRange(log.firstDay, log.lastDay)}, ${formatCount(log.users)} users, ${formatCount(result.treatment.treatedRows + result.treatment.controlRows)} user-days analysed.`,
    headline.caveats.length === 0 ? "" : headline.caveats.map((words) => `- ${spoken(words)}`).join("\n"),
    result.estimates.length === 0 ? "" : `## Estimates\n\n${estimates(result)}`,
    bootstrap(result),
    jackknife(result),
    curves.length === 0
      ? ""
      : `## Over the horizon and by dose\n\n${curves.map((words) => `- ${plain(words)}`).join("\n")}`,
    segments.length === 0
      ? ""
      : `## By segment and by week\n\n${segments.map((words) => `- ${plain(words)}`).join("\n")}`,
    inSegments.length === 0
      ? ""
      : table(
          [
            "Segment",
            "User-days",
            `Estimate${plain(inUnit(shownResult(result).outcome.unit))}`,
            "Interval, all together",
          ],
          [false, true, true, true],
          inSegments.map((row) => row.map(plain)),
        ),
    surrogate.length === 0
      ? ""
      : `## Long outcome through surrogates\n\n${surrogate.map((words) => `- ${plain(words)}`).join("\n")}`,
    `## Gates\n\n${table(
      ["Gate", "Verdict", "What was found"],
      [false, false, false],
      gates.map((gate) => [plain(gate.label), verdictWords[gate.verdict], spoken(gate.sentence)]),
    )}`,
    checks.length === 0
      ? ""
      : `## Checks\n\n${checks.map((check) => `- ${plain(check.label)}: ${spoken(check.sentence)}`).join("\n")}`,
    near.length === 0 ? "" : `## Balance and weights\n\n${near.join("\n")}`,
    `## What has to be believed\n\n${headline.assumptions.map((words, i) => `${String(i + 1)}. ${plain(words)}`).join("\n")}`,
    command === "" ? "" : `## Run it again\n\n\`\`\`sh\n${command}\n\`\`\``,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
