import { naturalSpline } from "../../design/natural-spline.js";
import { CausalError, PanelError } from "../../errors.js";
import { type DataTable, isText, numberColumn, tableColumn } from "./data-table.js";
import type { Expression } from "./expression.js";
import { harrellKnots } from "./restricted-cubic-spline.js";
import type { SimpleTerm, Term } from "./term.js";

/** A part of a term with what it learnt from the rows it was fitted on; plain data, so that other rows can be encoded. */
export type FittedPart =
  | { readonly kind: "linear"; readonly column: string }
  | {
      readonly kind: "factor";
      readonly column: string;
      readonly levels: readonly (string | number)[];
      /** One column a level but the first; else one a level. */
      readonly contrasts: boolean;
    }
  | {
      readonly kind: "spline";
      readonly column: string;
      readonly boundary: readonly [number, number];
      readonly knots: readonly number[];
    }
  | { readonly kind: "restrictedCubicSpline"; readonly column: string; readonly knots: readonly number[] }
  | { readonly kind: "polynomial"; readonly column: string; readonly degree: number }
  | { readonly kind: "expression"; readonly expression: Expression; readonly label: string };

/** One part, or the parts of an interaction. */
export type FittedTerm = readonly FittedPart[];

/** Levels a factor may have; more means that a measured column was taken for a factor. */
const mostLevels = 400;

/**
 * Learns levels (ascending; the first is the reference) and knots. A factor is coded by contrasts when the term
 * without it is in the model, and by one column a level otherwise, so that `a:b` alone spans what `a * b` does.
 * Source of that rule: Chambers & Hastie (1992), Statistical Models in S, section 2.4.1.
 * @throws CausalError `terms.twice` for a term given twice, `terms.factor-levels`, `spline.knots`, `terms.degree`
 */
export function fitTerms(
  terms: readonly (Term | string)[],
  intercept: boolean,
  table: DataTable,
): readonly FittedTerm[] {
  const parts = terms.map((term) => partsOf(term).map((part) => asWritten(part, table)));
  const keys = parts.map(keyOf);
  keys.forEach((key, k) => {
    if (keys.indexOf(key) !== k)
      throw new CausalError("terms.twice", `term "${key}" is given twice; leave one out`, { term: key });
  });
  return parts.map((own, k) =>
    own.map((part) => {
      const margin = keyOf(own.filter((other) => other !== part));
      const contrasts =
        margin === "" ? intercept || parts.slice(0, k).some(hasFactorAlone) : keys.includes(margin);
      return fitPart(part, contrasts, table);
    }),
  );
}

const partsOf = (term: Term | string): readonly SimpleTerm[] => {
  if (typeof term === "string") return [{ kind: "linear", column: term }];
  return term.kind === "interaction" ? term.of : [term];
};

const asWritten = (part: SimpleTerm, table: DataTable): SimpleTerm =>
  part.kind === "linear" && isText(tableColumn(table, part.column))
    ? { kind: "factor", column: part.column }
    : part;

const hasFactorAlone = (parts: readonly SimpleTerm[]) => parts.length === 1 && parts[0]!.kind === "factor";

const keyOf = (parts: readonly SimpleTerm[]) =>
  parts
    .map((part) =>
      part.kind === "expression"
        ? part.label
        : part.kind === "linear"
          ? part.column
          : `${part.kind}(${part.column})`,
    )
    .sort()
    .join(":");

function fitPart(part: SimpleTerm, contrasts: boolean, table: DataTable): FittedPart {
  switch (part.kind) {
    case "factor":
      return { kind: "factor", column: part.column, levels: levelsOf(part.column, table), contrasts };
    case "spline": {
      if (!(Number.isInteger(part.degreesOfFreedom) && part.degreesOfFreedom >= 1))
        throw new CausalError(
          "terms.degree",
          `spline of "${part.column}" with ${part.degreesOfFreedom} degrees of freedom; expected a whole number, at least 1`,
        );
      const { boundary, knots } = naturalSpline(known(part.column, table), part.degreesOfFreedom);
      return { kind: "spline", column: part.column, boundary, knots };
    }
    case "restrictedCubicSpline":
      return { ...part, knots: harrellKnots(known(part.column, table), part.knots) };
    case "polynomial":
      if (!(Number.isInteger(part.degree) && part.degree >= 1 && part.degree <= 20))
        throw new CausalError(
          "terms.degree",
          `polynomial of "${part.column}" of degree ${part.degree}; expected a whole number from 1 to 20`,
        );
      return part;
    case "linear":
    case "expression":
      return part;
  }
}

function known(column: string, table: DataTable): Float64Array {
  const values = Float64Array.from(numberColumn(table, column));
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row >= 0)
    throw new PanelError(
      "design.not-finite",
      `column "${column}" is ${values[row]} in row ${row}; drop rows with unknown values first (completeCases)`,
      { column, row },
    );
  return values;
}

function levelsOf(column: string, table: DataTable): readonly (string | number)[] {
  const values = tableColumn(table, column);
  const levels = isText(values)
    ? [...new Set(Array.from(values))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    : [...new Set(known(column, table))].sort((a, b) => a - b);
  if (levels.length > mostLevels)
    throw new CausalError(
      "terms.factor-levels",
      `column "${column}" has ${levels.length} levels as a factor, at most ${mostLevels} are allowed; use it as linear or spline`,
      { column, levels: levels.length },
    );
  return levels;
}
