import { CausalError } from "../errors.js";
import { type ResolvedModel, resolveModel } from "../models/resolve-model.js";
import type { DataTable } from "../models/terms/data-table.js";
import { parseFormula } from "../models/terms/parse-formula.js";
import type { Term } from "../models/terms/term.js";

/**
 * Covariates of a treatment model: a formula (`~ age + factor(school)`, or with the treatment before the tilde), terms on
 * columns of the table, or columns of numbers as they stand.
 */
export type CovariateTerms =
  | string
  | readonly (Term | string)[]
  | { readonly matrix: Readonly<Record<string, ArrayLike<number>>> };

/** The part of a model specification that says the design. */
export type DesignPart =
  | { readonly data: DataTable; readonly terms: readonly (Term | string)[]; readonly intercept: boolean }
  | { readonly matrix: Readonly<Record<string, ArrayLike<number>>>; readonly intercept: boolean };

/**
 * Turns covariates into what models take; an intercept always comes first.
 * @throws CausalError `weights.spec`: terms without data, a formula without intercept, with an offset, or for another
 * treatment; `formula.invalid`
 */
export function designPart(
  covariates: CovariateTerms,
  data: DataTable | undefined,
  treatment: unknown,
): DesignPart {
  if (typeof covariates === "object" && "matrix" in covariates)
    return { matrix: covariates.matrix, intercept: true };
  if (data === undefined)
    throw new CausalError(
      "weights.spec",
      "terms and formulas name columns of a table; give data, or a matrix",
    );
  if (typeof covariates !== "string") return { data, terms: covariates, intercept: true };
  if (!covariates.includes("~"))
    throw new CausalError(
      "weights.spec",
      `the formula "${covariates}" has no tilde; write "~ ${covariates}", or ["${covariates}"] for the name of one column`,
    );
  const onesided = /^\s*~/.test(covariates);
  const parsed = parseFormula(onesided ? `treatment ${covariates}` : covariates);
  if (!onesided && typeof treatment === "string" && parsed.outcomeLabel !== treatment)
    throw new CausalError(
      "weights.spec",
      `the formula models "${parsed.outcomeLabel}", but the treatment is "${treatment}"; write "~ terms" or name the treatment`,
    );
  if (!parsed.intercept || parsed.offset !== undefined)
    throw new CausalError(
      "weights.spec",
      `the formula "${covariates}" ${parsed.intercept ? "has an offset" : "leaves the intercept out"}; treatment models have an intercept and no offset`,
    );
  return { data, terms: parsed.terms, intercept: true };
}

/** The design columns of covariates, checked; the outcome of the resolved model is the treatment's code. */
export function resolveCovariates(
  part: DesignPart,
  model: string,
  code: ArrayLike<number>,
  weights: Float64Array,
): ResolvedModel {
  return resolveModel({ ...part, outcome: code, weights }, model, []);
}
