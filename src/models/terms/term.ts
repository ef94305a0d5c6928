import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import type { Expression } from "./expression.js";

/** One column of a table, or arithmetic on several, as a term by itself. */
export type SimpleTerm =
  | { readonly kind: "linear"; readonly column: string }
  | { readonly kind: "factor"; readonly column: string }
  | { readonly kind: "spline"; readonly column: string; readonly degreesOfFreedom: number }
  | {
      readonly kind: "restrictedCubicSpline";
      readonly column: string;
      readonly knots: number | readonly number[];
    }
  | { readonly kind: "polynomial"; readonly column: string; readonly degree: number }
  | { readonly kind: "expression"; readonly expression: Expression; readonly label: string };

/**
 * What a model's design is made of, as plain data. `linear`, `factor` and `spline` are the terms of an estimand's
 * adjustment set and mean the same here; a bare column name is linear (a factor, for a column of text).
 */
export type Term = SimpleTerm | { readonly kind: "interaction"; readonly of: readonly SimpleTerm[] };

/** Products of the columns of two or more terms; a bare name is linear. Main effects are terms of their own. */
export function interaction(...of: readonly (SimpleTerm | string)[]): Term {
  checkCall("interaction", { of }, { of: kinds.terms });
  if (of.length < 2)
    throw new CausalError("terms.interaction", `an interaction is of two or more terms; found ${of.length}`);
  return {
    kind: "interaction",
    of: of.map((part) => (typeof part === "string" ? { kind: "linear", column: part } : part)),
  };
}

/** The raw powers 1 … degree of a column. */
export function polynomial(column: string, degree: number): SimpleTerm {
  checkCall("polynomial", { column, degree }, { column: kinds.text, degree: kinds.number });
  return { kind: "polynomial", column, degree };
}

/**
 * A cubic spline that is linear beyond its outer knots, in Harrell's truncated powers: `knots` numbers, or how many to
 * place at his quantiles (3 to 7). One column less than knots, the first the variable itself.
 */
export function restrictedCubicSpline(
  column: string,
  options: { readonly knots: number | readonly number[] },
): SimpleTerm {
  checkCall("restrictedCubicSpline", { column, options }, { column: kinds.text, options: kinds.object });
  const knots = typeof options.knots === "number" ? kinds.number : kinds.array;
  checkCall("restrictedCubicSpline", options, { knots });
  return { kind: "restrictedCubicSpline", column, knots: options.knots };
}
