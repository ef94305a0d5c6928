import { Command } from "commander";
import { describeWindow } from "../definition/day-window.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { panelColumns } from "../definition/panel-columns.js";
import { EstimandError } from "../errors.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import { estimandSentence } from "../estimand/estimand-sentence.js";
import { treatmentFor } from "../estimand/treatment-for.js";
import { errorObject } from "./error-object.js";
import { exitCode } from "./exit-code.js";
import { findQuestion, type LoadedQuestion, loadQuestion } from "./load-question.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import type { Terminal } from "./terminal.js";

interface CheckedColumn {
  readonly column: string;
  readonly window: string;
  readonly unit: string;
}

/** What `counterday check --json` prints for a question without faults. */
export interface CheckedQuestion {
  readonly ok: true;
  readonly slug: string;
  readonly file: string;
  readonly question: string;
  /** The estimand in one sentence, as asked of a recorded log. */
  readonly sentence: string;
  /** The same for a simulated log, whose treatment may have another cut. */
  readonly sentenceOnSimulatedLog: string;
  readonly outcome: CheckedColumn;
  readonly adjustment: readonly (CheckedColumn & { readonly as: string })[];
  readonly primary: string;
  readonly estimators: readonly string[];
}

/** `counterday check`: says all faults of a question at once, without reading any log. */
export function checkCommand(terminal: Terminal): Command {
  return withFormatFlags(new Command("check"))
    .summary("check a question without reading any log")
    .description(
      "Checks a question: spelling, column names, day windows and leakage. All faults are named at once (exit code 2); a sound question is printed in words, with the days each column speaks of.",
    )
    .argument("<file-or-slug>", "a question file, or the name of one in ./estimands/")
    .addHelpText(
      "after",
      "\nExamples:\n  $ counterday check high-intensity-future-interactions\n  $ counterday check estimands/my-question.ts --json",
    )
    .action(async (fileOrSlug: string, flags: FormatFlags) => {
      const json = outputFormat(flags, terminal) === "json";
      try {
        const checked = describe(await loadQuestion(fileOrSlug));
        terminal.out(json ? JSON.stringify(checked, null, 2) : asText(checked, terminal));
      } catch (error) {
        if (!(error instanceof EstimandError) || !json) throw error;
        const { slug, file } = await findQuestion(fileOrSlug);
        const faulty = {
          ok: false,
          slug,
          file,
          code: error.code,
          faults: error.issues,
          ...errorObject(error),
        };
        terminal.out(JSON.stringify(faulty, null, 2));
        process.exitCode = exitCode.badInput;
      }
    });
}

function describe({ slug, file, estimand }: LoadedQuestion): CheckedQuestion {
  const columns = new Map(panelColumns(estimand.panel).map((column) => [column.name, column]));
  return {
    ok: true,
    slug,
    file,
    question: estimand.question,
    sentence: estimandSentence(estimand, treatmentFor(estimand, "recorded")),
    sentenceOnSimulatedLog: estimandSentence(estimand, treatmentFor(estimand, "simulated")),
    outcome: describeColumn(columns.get(estimand.outcome)!),
    adjustment: adjustmentTerms(estimand).map((term) => ({
      ...describeColumn(columns.get(term.column)!),
      as: term.kind,
    })),
    primary: estimand.primary,
    estimators: estimand.estimators,
  };
}

const describeColumn = ({ name, window, unit }: PanelColumn): CheckedColumn => ({
  column: name,
  window: describeWindow(window),
  unit,
});

function asText(checked: CheckedQuestion, terminal: Terminal): string {
  const { bold, dim, green } = terminal.outColors;
  const row = ({ column, window, unit }: CheckedColumn, as = "") =>
    `  ${column.padEnd(36)} ${window.padEnd(14)} ${dim([unit, as].filter(Boolean).join(", "))}`;
  const simulated =
    checked.sentenceOnSimulatedLog === checked.sentence
      ? []
      : [dim(`On a simulated log: ${checked.sentenceOnSimulatedLog}`)];
  return [
    `${green("ok")} ${checked.file}`,
    "",
    bold(checked.question),
    checked.sentence,
    ...simulated,
    "",
    "outcome",
    row(checked.outcome),
    "adjusted for",
    ...checked.adjustment.map((term) => row(term, term.as)),
    "estimators",
    `  ${checked.estimators.map((name) => (name === checked.primary ? `${name} (primary)` : name)).join(", ")}`,
  ].join("\n");
}
