import { checkCall, kinds } from "../../call-check.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import { ridgeRegression } from "../penalised-regression.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import { crossFit } from "./cross-fit.js";
import { foldOfRows } from "./fold-of-rows.js";
import type { FittedLearner, Learner, LearnerRows } from "./learner.js";
import { linearScores } from "./linear-scores.js";
import { predictionRisk } from "./prediction-risk.js";
import { probabilityOf } from "./probability-of.js";
import { rowsWithWeight } from "./select-rows.js";

/** How a penalty is chosen: the one of the grid with the least cross-validated risk. */
export interface PenaltySearch {
  /** Penalties to try; default 10, 3.2, 1 … 0.0001, half a power of ten apart. */
  readonly grid?: readonly number[];
  /** Folds, by user where the rows say their users; default 5. */
  readonly folds?: number;
  readonly seed: number;
}

export interface RidgeOptions {
  readonly kind: "probability" | "mean";
  /** λ of `ridgeRegression` (per unit of weight, on standardised columns), or how to choose it. */
  readonly penalty: number | PenaltySearch;
}

export interface FittedRidge extends FittedLearner {
  readonly penalty: number;
  /** Cross-validated risk of each penalty tried (see `predictionRisk`); empty when the penalty was given. */
  readonly risks: readonly { readonly penalty: number; readonly risk: number }[];
}

export interface RidgeLearner extends Learner {
  fit(rows: LearnerRows): FittedRidge;
}

const halfDecades: readonly number[] = Array.from({ length: 11 }, (_, k) => 10 ** (1 - k / 2));

/**
 * Linear or logistic regression with an intercept and a penalty on the squares of standardised slopes. Has a fit where
 * the unpenalised one has none: more terms than rows, collinear terms, separated classes. A covariate that is constant
 * in the training rows has coefficient 0. Among equal risks the larger penalty is taken.
 * @throws CausalError `learner.options`, `folds.invalid`; as `checkLearnerRows`, `ridgeRegression` and `crossFit`
 * Checked against `ridgeRegression`, whose fits are checked against scikit-learn.
 */
export function ridgeLearner(options: RidgeOptions): RidgeLearner {
  refuseUnknownOptions("learner", options, ["kind", "penalty"]);
  checkCall("ridgeLearner", options, { penalty: kinds.given });
  const { kind, penalty } = options;
  const name = kind === "mean" ? "ridge regression" : "ridge logistic regression";
  checkOptions(kind, penalty, name);
  return {
    name,
    kind,
    fit(rows) {
      checkLearnerRows(rows, { name, kind });
      const kept = rowsWithWeight(rows);
      const risks = typeof penalty === "number" ? [] : risksOf(kept, kind, penalty);
      const best = risks.reduce((least, tried) => (tried.risk < least.risk ? tried : least), {
        penalty: typeof penalty === "number" ? penalty : Number.NaN,
        risk: Number.POSITIVE_INFINITY,
      });
      return { penalty: best.penalty, risks, ...fitRidge(kept, kind, best.penalty, name) };
    },
  };
}

function checkOptions(kind: string, penalty: RidgeOptions["penalty"], name: string): void {
  const fault = (message: string) => new CausalError("learner.options", `${name}: ${message}`);
  if (kind !== "mean" && kind !== "probability")
    throw fault(`kind is "${kind}"; expected "probability" or "mean"`);
  const tried = typeof penalty === "number" ? [penalty] : (penalty.grid ?? halfDecades);
  const bad = tried.find((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (bad !== undefined || tried.length === 0)
    throw fault(`penalties are ${tried.join(", ") || "none"}; expected finite numbers, at least 0`);
}

/** From the largest penalty to the smallest. */
function risksOf(
  rows: LearnerRows,
  kind: Learner["kind"],
  { grid, folds, seed }: PenaltySearch,
): FittedRidge["risks"] {
  const foldOfRow = foldOfRows(rows, folds ?? 5, seed);
  return [...(grid ?? halfDecades)]
    .sort((a, b) => b - a)
    .map((penalty) => {
      const predictions = crossFit({ ...rows, foldOfRow, learner: ridgeLearner({ kind, penalty }) });
      return { penalty, risk: predictionRisk(kind, rows.outcome, rows.weights, predictions) };
    });
}

function fitRidge(rows: LearnerRows, kind: Learner["kind"], penalty: number, name: string): FittedLearner {
  const { covariates, terms, outcome, weights } = rows;
  const columns = terms.map((_, j) =>
    covariates.values.subarray(j * covariates.rows, (j + 1) * covariates.rows),
  );
  const fit = ridgeRegression({
    outcome,
    weights,
    matrix: Object.fromEntries(terms.map((term, j) => [term, columns[j]!])),
    family: kind === "mean" ? "gaussian" : "binomial",
    penalty,
  });
  const estimates = new Map(fit.coefficients.map(({ term, estimate }) => [term, estimate]));
  const coefficients = Float64Array.from(["intercept", ...terms], (term) => estimates.get(term)!);
  return {
    predict(others) {
      checkLearnerCovariates(others, terms, name);
      const scores = linearScores(others, coefficients);
      return kind === "mean" ? scores : scores.map(probabilityOf);
    },
  };
}
