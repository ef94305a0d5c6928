import { join } from "node:path";
import Table from "cli-table3";
import type { PanelManifest } from "../panel/export/panel-manifest-schema.js";
import type { Summary } from "../panel/summary/summary-schema.js";
import { formatCount } from "../report/format/count.js";
import { formatNumber } from "../report/format/number.js";
import { formatShare } from "../report/format/share.js";
import { wrapText } from "../report/wrap-text.js";
import type { AuditRow } from "../results/audit.js";
import { type LeftOutRows, leftOutLines, leftOutRows, oddRows, reasonLine } from "./left-out-rows.js";
import { plainTable } from "./plain-table.js";
import { type RowRemarks, rowRemarks } from "./row-remarks.js";
import type { Terminal } from "./terminal.js";

/** What `counterday panel --json` prints: how large the panel is, its candidate treatments, readiness, its files. */
export interface PanelSummary extends RowRemarks {
  readonly source: string;
  readonly origin: "recorded" | "simulated";
  readonly out: string;
  /** Whether the folder stood there already, made from the same things, and nothing was read. */
  readonly fromCache: boolean;
  readonly log: PanelManifest["log"];
  readonly rows: PanelManifest["rows"];
  /** Rows that are in no user-day, the reasons and their shares of the rows read; without reasons where there are none. */
  readonly rowsLeftOut: LeftOutRows;
  /** Rows that were kept although something about them is odd, e.g. a negative length of time. */
  readonly oddRows: LeftOutRows["reasons"];
  /** Whether how the log was collected fixes the rows of a user. */
  readonly fixedQuota: { readonly bound: boolean; readonly sentence: string };
  readonly treatments: readonly {
    readonly name: string;
    readonly rule: string;
    readonly threshold: number | null;
    readonly shareOfUserDays: number | null;
    readonly treatedUserDays: number | null;
  }[];
  readonly readiness: readonly Summary["readiness_checks"][number][];
  readonly panelHash: string;
  /** Files relative to the working folder, by name. */
  readonly files: Readonly<Record<string, string>>;
}

interface Written {
  readonly manifest: PanelManifest;
  readonly summary: Summary;
  readonly audit: {
    readonly rows: readonly AuditRow[];
    readonly fixedQuota: { readonly bound: boolean; readonly sentence: string };
  };
  readonly out: string;
  readonly fromCache: boolean;
}

/** Picks the summary out of what was written or found. */
export function panelSummaryOf({ manifest, summary, audit, out, fromCache }: Written): PanelSummary {
  const shares = new Map(summary.treatment_summary.map((row) => [row.treatment, row]));
  const { bound, sentence } = audit.fixedQuota;
  return {
    source: manifest.source,
    origin: manifest.origin,
    out,
    fromCache,
    log: manifest.log,
    rows: manifest.rows,
    rowsLeftOut: leftOutRows(audit.rows),
    oddRows: oddRows(audit.rows),
    ...rowRemarks(audit.rows),
    fixedQuota: { bound, sentence },
    treatments: summary.thresholds.map(({ candidate_treatment: name, rule, threshold }) => ({
      name,
      rule,
      threshold,
      shareOfUserDays: shares.get(name)?.share_of_user_days ?? null,
      treatedUserDays: shares.get(name)?.treated_user_days ?? null,
    })),
    readiness: summary.readiness_checks,
    panelHash: manifest.panelHash,
    files: Object.fromEntries(
      [...Object.keys(manifest.files), "manifest.json"].sort().map((name) => [name, join(out, name)]),
    ),
  };
}

const steps = { day: "user-days", week: "user-weeks", period: "user-periods" } as const;

/** The summary for a person. */
export function panelSummaryText(summary: PanelSummary, terminal: Terminal): string {
  const { bold, dim, green, yellow } = terminal.outColors;
  const { log, rows, readiness } = summary;
  const failed = readiness.filter(({ passes }) => passes !== true);
  const told = readiness.filter(({ passes, warns }) => passes !== true || warns === true);
  const gap = log.gapDays === 0 ? "" : `, ${formatCount(log.gapDays)} of them with nobody logged`;
  const read = `${summary.source} (${summary.origin}): ${formatCount(rows.events)} events of ${formatCount(rows.users)} users, ${log.firstDay} to ${log.lastDay}: ${formatCount(log.days)} ${log.step}s${gap}.`;
  const made = `Panel: ${formatCount(rows.userDays)} ${steps[log.step]}, ${formatCount(rows.availableUserDays)} of them available, ${formatCount(rows.columns)} columns.`;
  const quota = summary.fixedQuota.bound ? [yellow(wrapped(summary.fixedQuota.sentence))] : [];
  return [
    wrapped(read),
    bold(wrapped(made)),
    ...leftOutLines(summary.rowsLeftOut).map((line, index) =>
      yellow(index === 0 ? wrapped(line) : indented(line)),
    ),
    ...summary.oddRows.map((row) => dim(wrapped(reasonLine(row)))),
    ...(2 * log.gapDays > log.days && log.step === "day" ? [yellow(wrapped(strayDays))] : []),
    ...[...summary.columnsAsText, ...summary.cutUsers].map((sentence) => yellow(wrapped(sentence))),
    ...quota,
    "",
    ...(summary.treatments.length === 0 ? [] : [treatmentTable(summary, terminal), ""]),
    failed.length === 0
      ? `${green("Ready")}: all ${formatCount(readiness.length)} checks pass.`
      : yellow(
          `Readiness: ${formatCount(readiness.length - failed.length)} of ${formatCount(readiness.length)} checks pass.`,
        ),
    ...told.map(({ check, value, threshold, passes }) =>
      indented(
        passes === null
          ? `${check}: not evaluated, nothing is known; asked for ${threshold}`
          : `${check}: ${passes ? "passes with a warning, " : ""}found ${value === null ? "nothing known" : formatNumber(value)}, asked for ${threshold}`,
      ),
    ),
    "",
    summary.fromCache
      ? `${dim("Found again, nothing was read (--no-cache makes it anew):")} ${bold(summary.out)}`
      : `Written: ${bold(summary.out)}`,
    dim(indented(Object.keys(summary.files).join(", "))),
  ].join("\n");
}

const strayDays =
  "On most days of this calendar nobody was logged. Should its first or last days be stray values, leave them out with --from and --to.";

const wrapped = (text: string): string => wrapText(text, 100).join("\n");
const indented = (text: string): string =>
  wrapText(text, 98)
    .map((line) => `  ${line}`)
    .join("\n");

function treatmentTable({ treatments }: PanelSummary, terminal: Terminal): string {
  const { bold } = terminal.outColors;
  const table = new Table({
    ...plainTable,
    head: ["candidate treatment", "threshold", "treated", "rule"].map((title) => bold(title)),
    colAligns: ["left", "right", "right", "left"],
  });
  for (const { name, rule, threshold, shareOfUserDays } of treatments)
    table.push([
      name,
      threshold === null ? "–" : formatNumber(threshold, { significant: 6 }),
      shareOfUserDays === null ? "–" : formatShare(shareOfUserDays),
      wrapText(rule, 50).join("\n"),
    ]);
  return table.toString().replaceAll(/ +$/gm, "");
}
