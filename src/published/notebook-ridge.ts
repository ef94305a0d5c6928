import { checkLearnerCovariates, checkLearnerRows } from "../models/learners/check-learner-rows.js";
import type { Learner, LearnerRows } from "../models/learners/learner.js";
import { ridgeRegression } from "../models/penalised-regression.js";
import { columnOf, createMatrix, type Matrix } from "../numeric/matrix.js";
import { weekdays } from "./study-columns.js";

/**
 * What scikit-learn's LogisticRegression(C = 1) and Ridge(alpha = 1) do behind a StandardScaler and a one-hot encoder: the
 * minimum of minus the log-likelihood (half of it squared error: ½ Σ e²) plus ½ Σ β², numbers scaled to mean 0 and standard
 * deviation 1 (n in the denominator) in the rows of the fit, indicators of the day as they are, the intercept free. Unlike
 * `ridgeLearner` the penalty is one of the sum, not of the mean, and the indicators are not scaled.
 * @throws as `ridgeRegression` and `checkLearnerRows`
 * Checked in test/published/published-study.test.ts against plain arrays.
 */
export function notebookRidge(kind: Learner["kind"]): Learner {
  const name = kind === "mean" ? "ridge of the published study" : "ridge logistic of the published study";
  return {
    name,
    kind,
    fit(rows) {
      checkLearnerRows(rows, { name, kind });
      const scaled = scalerOf(rows);
      const matrix = scaled(rows.covariates);
      const columns = rows.terms.map((term, j) => [term, columnOf(matrix, j)] as const);
      const { coefficients } = ridgeRegression({
        outcome: rows.outcome,
        weights: rows.weights,
        matrix: Object.fromEntries(columns),
        family: kind === "mean" ? "gaussian" : "binomial",
        penalty: 1 / rows.weights.reduce((sum, weight) => sum + weight, 0),
        standardise: false,
      });
      const estimate = new Map(coefficients.map((row) => [row.term, row.estimate]));
      return {
        predict(covariates) {
          checkLearnerCovariates(covariates, rows.terms, name);
          const others = scaled(covariates);
          const out = new Float64Array(covariates.rows).fill(estimate.get("intercept")!);
          rows.terms.forEach((term, j) => {
            const slope = estimate.get(term)!;
            columnOf(others, j).forEach((value, row) => {
              out[row] = out[row]! + slope * value;
            });
          });
          return kind === "mean" ? out : out.map((score) => 1 / (1 + Math.exp(-score)));
        },
      };
    },
  };
}

/** Scales columns by the moments they have in the rows of a fit; a column that is constant there becomes 0. */
function scalerOf({ covariates, terms, weights }: LearnerRows): (matrix: Matrix) => Matrix {
  const indicators: readonly string[] = weekdays;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const moments = terms.map((term, j) => {
    if (indicators.includes(term)) return { mean: 0, scale: 1 };
    const values = columnOf(covariates, j);
    const mean = values.reduce((sum, value, row) => sum + weights[row]! * value, 0) / total;
    const square = values.reduce((sum, value, row) => sum + weights[row]! * (value - mean) ** 2, 0) / total;
    return { mean, scale: square > 1e-24 * mean * mean ? Math.sqrt(square) : 1 };
  });
  return (matrix) => {
    const out = createMatrix(matrix.rows, matrix.columns);
    moments.forEach(({ mean, scale }, j) => {
      columnOf(out, j).set(columnOf(matrix, j).map((value) => (value - mean) / scale));
    });
    return out;
  };
}
