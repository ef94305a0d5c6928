import { arrayOf, checkCall, kinds, optional } from "../../call-check.js";
import { NotEstimableError, PanelError } from "../../errors.js";
import { columnOf, type Matrix } from "../../numeric/matrix.js";
import type { Learner, LearnerRows } from "./learner.js";

/**
 * What every learner asks of the rows it is fitted to; looks at rows of weight 0 too.
 * @throws PanelError `model.lengths`, `model.terms` (a name twice), `design.not-finite` naming term and row, `model.response`; NotEstimableError
 * `model.no-rows`, `model.weights`, `model.one-class` (a probability), `model.constant-outcome` (a mean)
 */
export function checkLearnerRows(rows: LearnerRows, { name, kind }: Pick<Learner, "name" | "kind">): void {
  checkCall(name, rows, {
    covariates: kinds.matrix,
    terms: arrayOf(kinds.text),
    outcome: kinds.rows,
    weights: kinds.rows,
    users: optional(kinds.rows),
  });
  const { covariates, terms, outcome, weights } = rows;
  const n = outcome.length;
  for (const [what, length, expected] of [
    ["covariates have", covariates.rows, n],
    ["weights have", weights.length, n],
    ["users have", rows.users?.length ?? n, n],
    ["the covariate array has", covariates.values.length, covariates.rows * covariates.columns],
  ] as const)
    if (length !== expected)
      throw new PanelError(
        "model.lengths",
        `${name}: ${what} ${length} values or rows; expected ${expected} for ${n} outcomes`,
        { name },
      );
  if (terms.length !== covariates.columns)
    throw new PanelError(
      "model.lengths",
      `${name}: ${terms.length} terms name ${covariates.columns} columns; expected one name a column`,
      { name },
    );
  const twice = terms.find((term, j) => terms.indexOf(term) !== j || term === "intercept");
  if (twice !== undefined)
    throw new PanelError(
      "model.terms",
      `${name}: found the term "${twice}" ${twice === "intercept" ? "among the covariates, which have none" : "twice"}; rename or drop it`,
      { name, term: twice },
    );
  checkFinite(covariates, terms, name);
  const total = checkWeights(weights, name);
  if (!(total > 0))
    throw new NotEstimableError(
      n === 0 ? "model.no-rows" : "model.weights",
      n === 0 ? `${name}: no rows` : `${name}: all ${n} weights are 0; no row takes part`,
    );
  checkOutcome(outcome, weights, name, kind);
}

/**
 * Covariates of rows to predict: as many columns as the fit had, all finite.
 * @throws PanelError `model.lengths`, `design.not-finite`
 */
export function checkLearnerCovariates(covariates: Matrix, terms: readonly string[], name: string): void {
  checkCall(name, { covariates }, { covariates: kinds.matrix });
  if (covariates.columns !== terms.length || covariates.values.length !== covariates.rows * terms.length)
    throw new PanelError(
      "model.lengths",
      `${name}: found ${covariates.columns} columns (${covariates.values.length} values in ${covariates.rows} rows) to predict from; expected the ${terms.length} of the fit: ${terms.slice(0, 8).join(", ")}`,
      { name, terms },
    );
  checkFinite(covariates, terms, name);
}

function checkFinite(covariates: Matrix, terms: readonly string[], name: string): void {
  for (let j = 0; j < covariates.columns; j++) {
    const column = columnOf(covariates, j);
    for (let r = 0; r < column.length; r++)
      if (!Number.isFinite(column[r]!))
        throw new PanelError(
          "design.not-finite",
          `${name}: term "${terms[j]}" is ${column[r]} in row ${r}; expected a finite number (drop or fill what is not known)`,
          { name, term: terms[j], row: r },
        );
  }
}

function checkWeights(weights: Float64Array, name: string): number {
  let total = 0;
  for (let r = 0; r < weights.length; r++) {
    const weight = weights[r]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new NotEstimableError(
        "model.weights",
        `${name}: the weight of row ${r} is ${weight}; expected a finite number, at least 0`,
        { name, row: r },
      );
    total += weight;
  }
  return total;
}

function checkOutcome(
  outcome: Float64Array,
  weights: Float64Array,
  name: string,
  kind: Learner["kind"],
): void {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let kept = 0;
  for (let r = 0; r < outcome.length; r++) {
    const value = outcome[r]!;
    if (kind === "probability" ? value !== 0 && value !== 1 : !(Math.abs(value) < 1e150))
      throw new PanelError(
        "model.response",
        `${name}: the outcome is ${value} in row ${r}; expected ${kind === "probability" ? "0 or 1" : "a finite number (below 1e150)"}`,
        { name, row: r },
      );
    if (weights[r] === 0) continue;
    kept += 1;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  if (lowest < highest) return;
  throw kind === "probability"
    ? new NotEstimableError(
        "model.one-class",
        `${name}: the outcome is ${lowest} in all ${kept} rows with weight; expected both 0 and 1`,
        { name, rows: kept },
      )
    : new NotEstimableError(
        "model.constant-outcome",
        `${name}: the outcome is ${lowest} in all ${kept} rows with weight; expected it to vary`,
        { name, rows: kept },
      );
}
