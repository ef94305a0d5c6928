import { describeWindow } from "../definition/day-window.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { panelColumns } from "../definition/panel-columns.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import { estimandSentence } from "../estimand/estimand-sentence.js";
import { treatmentFor } from "../estimand/treatment-for.js";
import { type LoadedQuestion, loadQuestion } from "./load-question.js";
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

/**
 * Finds, reads and checks a question (`loadQuestion`, whose errors it has), and says what it asks.
 */
export const checkQuestion = async (fileOrSlug: string): Promise<CheckedQuestion> =>
  describe(await loadQuestion(fileOrSlug));

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

/** A checked question for a person. */
export function checkedQuestionText(checked: CheckedQuestion, terminal: Terminal): string {
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
