import { MultivariateLinearRegression, PolynomialRegression, TheilSenRegression } from "ml-regression";
import { checkCall, kinds } from "../../call-check.js";
import { CausalError, ConvergenceError, NotEstimableError } from "../../errors.js";
import type { Matrix } from "../../numeric/matrix.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import { fullRankFactors } from "./full-rank-factors.js";
import type { Learner, LearnerRows } from "./learner.js";
import { refuseWeights } from "./refuse-weights.js";
import { covariateScale, standardisedRows } from "./standardise-covariates.js";

export type MlRegressionOptions =
  | { readonly method: "linear" | "theilSen" }
  /** degree: a whole number from 1 to 10. */
  | { readonly method: "polynomial"; readonly degree: number };

type Prediction = (rows: number[][]) => number[];

/**
 * Means by the package ml-regression, for small unweighted data: `linear` takes any number of covariates, the others
 * exactly one (`polynomial` by least squares; `theilSen` a line with the median of all pairwise slopes, time and memory
 * of the order of the squared number of rows). Covariates are standardised first, because the package solves normal
 * equations without a test of their condition, and least squares fits are checked to be optimal. A Theil-Sen line aims at
 * a median, not a mean: it is for trends, not for outcome models. The package's robust polynomial is left out: it
 * draws from an unseeded stream, so the same rows would give different fits.
 * @throws CausalError `learner.options`; as `checkLearnerRows`; NotEstimableError `learner.unweighted`,
 * `learner.one-covariate`, `model.too-few-rows`, `model.collinear`; ConvergenceError `model.not-converged`
 * Checked against `linearLearner` and hand-worked medians.
 */
export function mlRegression(options: MlRegressionOptions): Learner {
  checkCall("mlRegression", options, { method: kinds.text });
  const { method } = options;
  const degree = "degree" in options ? options.degree : 1;
  const name = `ml-regression (${method})`;
  checkOptions(options);
  return {
    name,
    kind: "mean",
    fit(rows) {
      checkLearnerRows(rows, { name, kind: "mean" });
      const kept = refuseWeights(rows, name);
      checkShape(kept, method, degree, name);
      const { covariates, outcome, terms } = kept;
      const scale = covariateScale(covariates);
      const design = standardisedRows(covariates, scale, false);
      if (method === "linear") fullRankFactors(standardisedRows(covariates, scale, true), terms, name);
      const predict = fitted(method, degree, design, outcome);
      if (method !== "theilSen") checkNormalEquations(design, outcome, predict, degree, name);
      return {
        predict(others: Matrix) {
          checkLearnerCovariates(others, terms, name);
          return Float64Array.from(predict(standardisedRows(others, scale, false)));
        },
      };
    },
  };
}

function checkOptions(options: MlRegressionOptions): void {
  const fault = (message: string) => new CausalError("learner.options", `ml-regression: ${message}`);
  const { method } = options;
  if (!["linear", "theilSen", "polynomial"].includes(method))
    throw fault(`method is "${method}"; expected linear, theilSen or polynomial`);
  if (method !== "polynomial" && "degree" in options) throw fault(`${method} has no degree; leave it out`);
  if (
    method === "polynomial" &&
    !(Number.isInteger(options.degree) && options.degree >= 1 && options.degree <= 10)
  )
    throw fault(`degree is ${options.degree}; expected a whole number from 1 to 10`);
}

function checkShape(
  { covariates, outcome, terms }: LearnerRows,
  method: MlRegressionOptions["method"],
  degree: number,
  name: string,
): void {
  if (method !== "linear" && terms.length !== 1)
    throw new NotEstimableError(
      "learner.one-covariate",
      `${name}: found ${terms.length} covariates (${terms.slice(0, 8).join(", ")}); expected exactly one. Use method "linear", linearLearner or boostedTrees`,
      { name },
    );
  const coefficients = method === "linear" ? terms.length + 1 : degree + 1;
  const distinct =
    method === "linear" ? outcome.length : new Set(covariates.values.subarray(0, outcome.length)).size;
  if (outcome.length <= coefficients || distinct < coefficients)
    throw new NotEstimableError(
      "model.too-few-rows",
      `${name}: ${outcome.length} rows with ${distinct} different covariate values cannot tell ${coefficients} coefficients apart`,
      { name },
    );
}

function fitted(
  method: MlRegressionOptions["method"],
  degree: number,
  design: number[][],
  outcome: Float64Array,
): Prediction {
  const y = Array.from(outcome);
  if (method === "linear") {
    const model = new MultivariateLinearRegression(
      design,
      y.map((value) => [value]),
      { statistics: false },
    );
    return (rows) => model.predict(rows).map((row) => row[0]!);
  }
  const x = design.map((row) => row[0]!);
  const curve = method === "theilSen" ? new TheilSenRegression(x, y) : new PolynomialRegression(x, y, degree);
  return (rows) => curve.predict(rows.map((row) => row[0]!));
}

/** Residuals of least squares have no correlation with any regressor; that of an unsolved system has. */
function checkNormalEquations(
  design: number[][],
  outcome: Float64Array,
  predict: Prediction,
  degree: number,
  name: string,
): void {
  const found = predict(design);
  const residuals = outcome.map((y, r) => y - found[r]!);
  const size = Math.sqrt(outcome.reduce((sum, y) => sum + y * y, 0));
  const columns = degree === 1 ? design[0]!.length : degree;
  for (let j = -1; j < columns; j++) {
    const x = design.map((row) => (j < 0 ? 1 : degree === 1 ? row[j]! : row[0]! ** (j + 1)));
    const length = Math.hypot(...x);
    const product = residuals.reduce((sum, e, r) => sum + e * x[r]!, 0);
    if (!(Math.abs(product) <= 1e-8 * length * size))
      throw new ConvergenceError(
        "model.not-converged",
        `${name}: the fit does not solve its normal equations (share ${product / (length * size)} where 0 is due); its terms are too nearly collinear for this package. Use linearLearner or ridgeLearner`,
        { name },
      );
  }
}
