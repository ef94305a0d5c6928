import { describeWindow } from "../definition/day-window.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { PanelError } from "../errors.js";
import type { AdjustmentTerm } from "../estimand/estimand.js";
import { naturalSpline } from "./natural-spline.js";
import type { TermDoc } from "./term-doc.js";

/** The covariate columns of one adjustment term, fixed by all analysis rows before any matrix is filled. */
export interface AdjustmentBasis {
  readonly column: string;
  /** One record a covariate column. */
  readonly docs: readonly TermDoc[];
  /** Writes the covariates of value x to `out[at]`, `out[at + stride]`, … */
  write(x: number, out: Float64Array, at: number, stride: number): void;
}

/** Levels a factor may have; more means that a measured column was taken for a factor. */
const mostLevels = 400;

/**
 * Prepares a term from its values on all analysis rows: levels of a factor (ascending, the first is the reference and
 * has no column, `day_of_week=3`), knots of a spline (`log_day spline 2`), or the value itself.
 * @param values  the column on every analysis row, no NaN
 * @throws PanelError `design.factor-levels` for a factor with more than 400 levels, `design.categorical-term` for codes
 *   of levels as a linear or spline term.
 */
export function adjustmentBasis(
  term: AdjustmentTerm,
  described: PanelColumn,
  values: Float64Array,
): AdjustmentBasis {
  const { column } = term;
  const doc = (name: string, sentence: string): TermDoc => ({
    term: name,
    column,
    as: term.kind,
    kind: described.kind,
    unit: described.unit,
    window: describeWindow(described.window),
    sentence,
  });
  if (described.levels !== undefined && term.kind !== "factor")
    throw new PanelError(
      "design.categorical-term",
      `adjustment column "${column}" holds codes of levels, which have no order; use factor("${column}")`,
      { column },
    );
  if (term.kind === "linear")
    return {
      column,
      docs: [doc(column, described.sentence)],
      write(x, out, at) {
        out[at] = x;
      },
    };
  if (term.kind === "spline") {
    const spline = naturalSpline(values, term.degreesOfFreedom);
    return {
      column,
      docs: Array.from({ length: spline.columns }, (_, j) =>
        doc(
          `${column} spline ${j + 1}`,
          `natural cubic spline of ${column}, column ${j + 1} of ${spline.columns}`,
        ),
      ),
      write: spline.evaluate,
    };
  }
  const levels = factorLevels(column, values);
  const called = (level: number): string => described.levels?.[level] ?? `${level}`;
  return {
    column,
    docs: levels
      .slice(1)
      .map((level) =>
        doc(
          `${column}=${level}`,
          `1 where ${column} is ${called(level)}, else 0; compared with ${called(levels[0]!)}`,
        ),
      ),
    write(x, out, at, stride) {
      const level = levels.indexOf(x);
      if (level > 0) out[at + (level - 1) * stride] = 1;
    },
  };
}

function factorLevels(column: string, values: Float64Array): readonly number[] {
  const levels = [...new Set(values)].sort((a, b) => a - b);
  if (levels.length > mostLevels)
    throw new PanelError(
      "design.factor-levels",
      `adjustment column "${column}" has ${levels.length} levels as a factor, at most ${mostLevels} are allowed; use it as linear or spline`,
      { column, levels: levels.length },
    );
  return levels;
}
