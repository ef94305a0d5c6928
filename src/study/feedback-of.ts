import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import { treatmentFeedback, treatmentFeedbackRecord } from "../diagnostics/treatment-feedback.js";
import type { Panel } from "../panel/panel.js";
import type { AnalysisRows } from "./analysis-rows.js";
import { isNoAnswer } from "./no-answer.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { shortNumber } from "./short-number.js";
import { termColumns } from "./term-columns.js";

type Feedback = NonNullable<StudyResult["feedback"]>;

export interface FeedbackQuestion {
  readonly panel: Panel;
  readonly design: Design;
  readonly rows: AnalysisRows;
  readonly termDocs: readonly TermDoc[];
  /** Weights that make an analysis row's arms alike, `averaging` not included, [rows]; undefined without any. */
  readonly weight: Float64Array | undefined;
  readonly level: number;
}

/**
 * Whether yesterday's treatment goes with today's history, over analysis rows whose day before is one too. Each carries
 * the weight of the day before, which makes treated and untreated ones alike in what was adjusted for then, so that what
 * is left is treatment, or what was not measured. Terms made of earlier days alone cannot be moved: they stand beside
 * the others and should differ by nothing.
 */
export function feedbackOf(question: FeedbackQuestion): Feedback {
  const { design, rows, termDocs, weight } = question;
  const later = Int32Array.from(followingRows(rows));
  const history = new Set(termDocs.filter(({ kind }) => kind === "history").map(({ term }) => term));
  const nothing = (reason: string): Feedback => ({
    evaluated: false,
    sentence: `Not evaluated: ${reason}.`,
    weighted: weight !== undefined,
    rows: later.length,
    confounders: [],
  });
  if (history.size === 0) return nothing("the question adjusts for no history");
  if (later.length === 0) return nothing("no analysis row lies on the day after another one of its user");
  const confounders: Record<string, Float64Array> = {};
  for (const { name, values } of termColumns(design))
    if (history.has(name)) confounders[name] = Float64Array.from(later, (row) => values[row]!);
  try {
    const found = treatmentFeedback({
      pastTreatment: Float64Array.from(later, (row) => rows.treatment[row - 1]!),
      confounders,
      user: Int32Array.from(later, (row) => rows.user[row]!),
      weights: Float64Array.from(later, (row) => rows.averaging[row - 1]! * (weight?.[row - 1] ?? 1)),
      level: question.level,
    });
    const described = found.map(({ standardError: _, pValue: __, ...row }) => ({
      ...row,
      ...documented(question, row.confounder),
    }));
    return {
      evaluated: true,
      sentence: sentenceOf(described, weight !== undefined),
      weighted: weight !== undefined,
      rows: later.length,
      confounders: described,
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return nothing(error.message.replace(/\.$/, ""));
  }
}

/** Analysis rows that lie on the day after the row before them, of the same user. */
function* followingRows({ user, day }: AnalysisRows): Generator<number> {
  for (let row = 1; row < user.length; row++)
    if (user[row] === user[row - 1] && day[row] === day[row - 1]! + 1) yield row;
}

function documented({ panel, termDocs }: FeedbackQuestion, term: string) {
  const doc = termDocs.find((one) => one.term === term)!;
  const { to } = panel.columns.find(({ name }) => name === doc.column)!.window;
  return {
    window: doc.window,
    unit: doc.as === "linear" ? doc.unit : "",
    movable: typeof to === "number" && to >= -1,
  };
}

function sentenceOf(found: Feedback["confounders"], weighted: boolean): string {
  const limit = treatmentFeedbackRecord.warn!;
  const size = (row: Feedback["confounders"][number]) => Math.abs(row.standardizedMeanDifference);
  const movable = found.filter((row) => row.movable);
  const alike = weighted ? ", the days before weighted alike" : "";
  if (movable.length === 0)
    return "No term that is adjusted for is made of the day before, so none could be moved by treatment of that day.";
  const moved = movable.filter((row) => size(row) > limit && (row.lower > 0 || row.upper < 0));
  const most = movable.reduce((a, b) => (size(b) > size(a) ? b : a));
  if (moved.length === 0)
    return `No term that holds the day before differs beyond chance by more than ${limit} SD between days after a treated and after an untreated day${alike}; the largest difference is ${shortNumber(size(most))} SD (${most.confounder}).`;
  return `Past treatment goes with today's confounders: ${moved.length} of ${movable.length} that hold the day before differ by more than ${limit} SD between days after a treated and after an untreated day${alike}, ${most.confounder} by ${shortNumber(size(most))} SD. A regression on the treatment of several days that holds them equal would be wrong; this question is about single days, whose confounders come before their treatment.`;
}
