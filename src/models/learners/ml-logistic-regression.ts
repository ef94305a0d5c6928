import LogisticRegression from "ml-logistic-regression";
import { Matrix as Dense } from "ml-matrix";
import { CausalError, ConvergenceError, NotEstimableError, refuseUnknownOptions } from "../../errors.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import { fullRankFactors } from "./full-rank-factors.js";
import type { Learner } from "./learner.js";
import { probabilityOf } from "./probability-of.js";
import { refuseWeights } from "./refuse-weights.js";
import { covariateScale, standardisedRows } from "./standardise-covariates.js";

export interface MlLogisticOptions {
  /** Steps of gradient ascent, 1 to 10,000; default 200. */
  readonly steps?: number;
}

/** Largest mean score, on whitened columns, that counts as the optimum. */
const settled = 1e-8;

/**
 * Logistic regression by the package ml-logistic-regression, for small unweighted data. The package takes fixed steps of
 * gradient ascent without intercept or convergence test; here it is given the orthogonal factor of the standardised
 * covariates and an intercept (X = QR, Q times √n) with steps of 4 / n, which converge in about 100, and what it
 * returns is checked to be the maximum of the likelihood.
 * @throws CausalError `learner.options`; as `checkLearnerRows`; NotEstimableError `learner.unweighted`,
 * `model.too-few-rows`, `model.collinear`; ConvergenceError `model.not-converged` (too few steps, or classes that the
 * covariates separate)
 * Checked against `logisticLearner`. Cost O(n p) a step, several numbers of memory a covariate and row.
 */
export function mlLogisticRegression(options: MlLogisticOptions = {}): Learner {
  refuseUnknownOptions("learner", options, ["steps"]);
  const { steps = 200 } = options;
  const name = "ml-logistic-regression";
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 10_000))
    throw new CausalError(
      "learner.options",
      `${name}: steps is ${steps}; expected a whole number from 1 to 10,000`,
    );
  return {
    name,
    kind: "probability",
    fit(rows) {
      checkLearnerRows(rows, { name, kind: "probability" });
      const { covariates, outcome, terms } = refuseWeights(rows, name);
      const n = outcome.length;
      if (n <= terms.length)
        throw new NotEstimableError(
          "model.too-few-rows",
          `${name}: ${n} rows with weight cannot tell ${terms.length} covariates and an intercept apart`,
        );
      const scale = covariateScale(covariates);
      const qr = fullRankFactors(standardisedRows(covariates, scale, true), terms, name);
      const whitened = qr.orthogonalMatrix.mul(Math.sqrt(n));
      const classes = Dense.columnVector(outcome);
      const model = new LogisticRegression({ numSteps: steps, learningRate: 4 / n });
      model.train(whitened, classes);
      const slopes = model.classifiers[0]!.weights.transpose();
      checkOptimum(whitened, slopes, outcome, steps, name);
      const coefficients = backSubstitute(qr.upperTriangularMatrix, slopes.mul(Math.sqrt(n)));
      return {
        predict(others) {
          checkLearnerCovariates(others, terms, name);
          const design = standardisedRows(others, scale, true);
          return Float64Array.from(design, (row) =>
            probabilityOf(row.reduce((sum, x, j) => sum + x * coefficients[j]!, 0)),
          );
        },
      };
    },
  };
}

function checkOptimum(
  whitened: Dense,
  slopes: Dense,
  outcome: Float64Array,
  steps: number,
  name: string,
): void {
  const n = outcome.length;
  const scores = whitened.mmul(slopes);
  const residuals = Dense.columnVector(
    Array.from(outcome, (y, r) => (y - 1 / (1 + Math.exp(-scores.get(r, 0)))) / n),
  );
  const gradient = whitened.transpose().mmul(residuals).to1DArray();
  const largest = Math.max(...gradient.map(Math.abs));
  if (!(largest <= settled))
    throw new ConvergenceError(
      "model.not-converged",
      `${name}: after ${steps} steps the largest mean score is ${largest}, expected at most ${settled}; give more steps, or see whether the covariates separate the classes (logisticLearner names them)`,
      { iterations: steps, gradient },
    );
}

/** The solution b of R b = v for an upper triangular R. */
function backSubstitute(upper: Dense, v: Dense): Float64Array {
  const p = upper.columns;
  const solved = new Float64Array(p);
  for (let j = p - 1; j >= 0; j--) {
    let rest = v.get(j, 0);
    for (let k = j + 1; k < p; k++) rest -= upper.get(j, k) * solved[k]!;
    solved[j] = rest / upper.get(j, j);
  }
  return solved;
}
