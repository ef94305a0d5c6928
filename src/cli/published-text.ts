import Table from "cli-table3";
import type { ComparedFigure, ComparedTable } from "../published/compare-figures.js";
import type { PublishedStudy } from "../published/published-study.js";
import { formatCount } from "../report/format/count.js";
import { formatNumber } from "../report/format/number.js";
import { formatShare } from "../report/format/share.js";
import { wrapText } from "../report/wrap-text.js";
import { plainTable } from "./plain-table.js";
import type { Terminal } from "./terminal.js";

/** The comparison for a person: every published table with ours below each row, then our own answer. */
export function publishedText(study: PublishedStudy, terminal: Terminal): string {
  const { bold, dim, yellow } = terminal.outColors;
  const { log, counts, reasons, own, publishedSample, options } = study;
  const read = `${log.source} ${log.table} (${log.origin}): ${formatCount(log.users)} users, ${log.firstDay} to ${log.lastDay}, ${formatCount(log.events)} events, ${formatCount(log.panelRows)} user-days.`;
  const tally = ({ agree, of }: { agree: number; of: number }) =>
    `${formatCount(agree)} of ${formatCount(of)}`;
  const judged = publishedSample
    ? [
        `  should be equal: ${tally(counts.equal)} are`,
        `  should be close: ${tally(counts.within)} are`,
        `  should lie in the band of our ${options.draws} draws: ${tally(counts.folds)} do`,
        `  differ by design, so not judged: ${formatCount(counts.differs)}`,
      ]
    : [];
  return [
    bold("The published KuaiRec study, ours beside it"),
    dim(wrapped(read)),
    ...(publishedSample
      ? [
          "This is the published sample. After ours:",
          "  = equal, as it should be   ~ close, as it should be   ! not as it should be   * differs by design",
        ]
      : [
          yellow(
            wrapped(
              "This is not the published sample: its counts differ, so no figure is expected to agree and none is judged.",
            ),
          ),
        ]),
    ...study.tables.flatMap((table) => [
      "",
      bold(`${table.title} (notebook 0${table.notebook}: ${table.name})`),
      tableText(table, publishedSample),
    ]),
    "",
    bold("How they stand"),
    `  published figures: ${formatCount(counts.published)}, ours beside ${formatCount(counts.published - counts.withoutOurs)} of them`,
    ...judged,
    "",
    bold("Why"),
    ...(["within", "folds", "differs"] as const).flatMap((kind) =>
      reasons[kind].map((reason) => wrapped(`${kindWords[kind]}: ${reason}.`, "  ")),
    ),
    "",
    bold("Our own answer to the same question"),
    wrapped(own.answer.headline.sentence, "  "),
    "",
    ladderText(study),
    "",
    estimatesText(study),
    "",
    "Effects in segments; the intervals hold together over all of them",
    segmentsText(study),
    ...(own.answer.segments?.columns ?? []).map(({ sentence }) => wrapped(sentence, "  ")),
    "",
    `Gates that failed: ${failedGates(study)}`,
    "",
    bold("What the published tables do not show"),
    ...doubtSentences(study).map((sentence) => wrapped(sentence, "  ")),
    "",
    zerosText(study),
    "",
    "  The high-watch share, which the treatment cuts, by how many videos the day has:",
    "",
    dayLengthsText(study),
  ].join("\n");
}

const kindWords = { within: "close", folds: "band", differs: "by design" } as const;

const wrapped = (text: string, indent = ""): string =>
  wrapText(text, 100)
    .map((line) => `${indent}${line}`)
    .join("\n");

const drawn = (table: InstanceType<typeof Table>): string => table.toString().replaceAll(/ +$/gm, "");

function tableText({ figures }: ComparedTable, judged: boolean): string {
  const columns = [...new Set(figures.map(({ column }) => column))];
  const rows = [...new Set(figures.map(({ row }) => row))];
  const grid = new Table({
    ...plainTable,
    head: ["", "", ...columns],
    colAligns: ["left", "left", ...columns.map(() => "right" as const)],
  });
  for (const name of rows) {
    const own = figures.filter(({ row }) => row === name);
    grid.push([
      name,
      "published",
      ...own.map((figure) => `${number(figure.published, figure.decimals)}${judged ? "  " : ""}`),
    ]);
    grid.push([
      "",
      "ours",
      ...own.map((figure) => `${number(figure.ours, figure.decimals)}${judged ? ` ${mark(figure)}` : ""}`),
    ]);
    if (own.some(({ byUser }) => byUser !== null))
      grid.push([
        "",
        "by user",
        ...own.map((figure) => `${number(figure.byUser, figure.decimals)}${judged ? "  " : ""}`),
      ]);
  }
  return drawn(grid);
}

const number = (value: number | null, decimals: number): string =>
  value === null ? "–" : formatNumber(value, { decimals });

function mark({ agrees, expected, published }: ComparedFigure): string {
  if (expected === "differs") return "*";
  if (agrees === null || published === null) return " ";
  return agrees ? (expected === "equal" ? "=" : "~") : "!";
}

function ladderText({ own }: PublishedStudy): string {
  const grid = new Table({
    ...plainTable,
    head: ["adjustment", "effect", "error (weights fitted)", "error (weights known)", "95% interval"],
    colAligns: ["left", "right", "right", "right", "right"],
  });
  const shown = (value: number) => formatNumber(value, { decimals: 4 });
  for (const { adjustment, effect, stackedError, robustError, lower, upper } of own.ladder)
    grid.push([
      adjustment,
      shown(effect),
      shown(stackedError),
      shown(robustError),
      `${shown(lower)} to ${shown(upper)}`,
    ]);
  return drawn(grid);
}

function estimatesText({ own }: PublishedStudy): string {
  const grid = new Table({
    ...plainTable,
    head: ["estimator", "estimate", "error", "95% interval"],
    colAligns: ["left", "right", "right", "right"],
  });
  const shown = (value: number) => formatNumber(value, { decimals: 4 });
  for (const { label, estimate, standardError, interval } of own.answer.estimates)
    grid.push([
      wrapText(label, 50).join("\n"),
      shown(estimate),
      shown(standardError),
      `${shown(interval.lower)} to ${shown(interval.upper)}`,
    ]);
  return drawn(grid);
}

/** Sentences on what the log at hand says of points that the study leaves open. */
function doubtSentences({ own }: PublishedStudy): string[] {
  const { undated, minutesOfTheDay } = own.doubts;
  const { treated, untreated } = minutesOfTheDay;
  const minutes = (value: number) => formatNumber(value, { decimals: 1 });
  return [
    skillSentence(own.effectSkill),
    `On a treated day itself people watch ${minutes(treated)} minutes, on an untreated one ${minutes(untreated)}: the treatment is made of watch time, so an effect on coming watch time may be more of the same.`,
    ...(undated === null || undated.pValue === null
      ? []
      : [
          `Rows without a date are ${formatShare(undated.share)} of all, from ${formatShare(undated.lowest)} to ${formatShare(undated.highest)} by user; such a spread or more has probability ${formatNumber(undated.pValue, { decimals: 3 })} if they fall on all users alike. On which days they fall cannot be known.`,
        ]),
    "Rates of the days before count a day without use as 0:",
  ];
}

function zerosText({ own }: PublishedStudy): string {
  const grid = new Table({
    ...plainTable,
    head: ["covariate", "zeros", "of them no use", "other rows with a day without use"],
    colAligns: ["left", "right", "right", "right"],
  });
  for (const { column, zeros, withoutUse, partly } of own.doubts.zeros)
    grid.push([column, ...[zeros, withoutUse, partly].map(formatCount)]);
  return drawn(grid);
}

function dayLengthsText({ own }: PublishedStudy): string {
  const grid = new Table({
    ...plainTable,
    head: ["videos of the day", "user-days", "treated", "standard deviation"],
    colAligns: ["left", "right", "right", "right"],
  });
  for (const { from, to, rows, treatedShare, deviation } of own.doubts.dayLengths)
    grid.push([
      `${formatCount(from)} to ${formatCount(to)}`,
      formatCount(rows),
      formatShare(treatedShare),
      formatNumber(deviation, { decimals: 4 }),
    ]);
  return drawn(grid);
}

/** What the effect model of the sixth notebook is worth, in a sentence. */
function skillSentence(skill: PublishedStudy["own"]["effectSkill"]): string {
  if (skill === null) return "Too few users to say whether a model of the effect has any skill.";
  const shown = (value: number) => formatNumber(value, { decimals: 3 });
  const { explained, explainedLower, explainedUpper, skilled } = skill;
  return `A model of the effect as the sixth notebook's has ${skilled ? "some" : "no"} skill on users it has not seen: R² ${shown(explained)} (95% interval ${shown(explainedLower)} to ${shown(explainedUpper)}), the median of five folds${skilled ? "" : "; what it splits on says nothing of who is affected"}.`;
}

function segmentsText({ own }: PublishedStudy): string {
  const grid = new Table({
    ...plainTable,
    head: ["column", "segment", "rows", "users", "estimate", "error", "95% interval", "p"],
    colAligns: ["left", "left", "right", "right", "right", "right", "right", "right"],
  });
  const shown = (value: number | null) => (value === null ? "–" : formatNumber(value, { decimals: 4 }));
  for (const { column, segments } of own.answer.segments?.columns ?? [])
    for (const { segment, rows, users, estimate, standardError, lower, upper, pValue } of segments)
      grid.push([
        column,
        segment,
        formatCount(rows),
        formatCount(users),
        shown(estimate),
        shown(standardError),
        lower === null ? "–" : `${shown(lower)} to ${shown(upper)}`,
        shown(pValue),
      ]);
  return drawn(grid);
}

const failedGates = ({ own }: PublishedStudy): string =>
  own.answer.gates
    .filter(({ verdict, override }) => verdict === "fail" && override === null)
    .map(({ label }) => label)
    .join(", ") || "none";
