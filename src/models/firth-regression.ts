import { ConvergenceError, NotEstimableError } from "../errors.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { withBlockKernel } from "../numeric/block-kernel.js";
import { type CholeskyFactor, factorise, solve } from "../numeric/cholesky.js";
import { blockRows } from "../numeric/gram.js";
import type { Matrix } from "../numeric/matrix.js";
import { multiply } from "../numeric/products.js";
import { type CoefficientRow, coefficientTable } from "./coefficient-table.js";
import { type ColumnMoments, columnMoments } from "./column-moments.js";
import { covarianceOnTermScale } from "./covariance-on-term-scale.js";
import { binomialLogit } from "./families/binomial-logit.js";
import type { GlmRows } from "./glm-rows.js";
import type { ModelBasis } from "./model-basis.js";
import type { ModelSpec } from "./model-spec.js";
import { resolveModel } from "./resolve-model.js";
import { rowsOfModel } from "./rows-of-model.js";
import { forEachBlock } from "./standardised-blocks.js";
import { toTermScale } from "./standardised-solution.js";

export interface FirthSpec extends ModelSpec {
  /** Steps before giving up; default 200. */
  readonly maxIterations?: number;
}

/** A bias-reduced logistic regression as frozen plain data; the shape `predictGlm` reads. */
export interface FirthRecord {
  readonly family: "binomial";
  readonly link: "logit";
  readonly coefficients: readonly CoefficientRow[];
  readonly covariance: Matrix;
  readonly rows: number;
  readonly iterations: number;
  /** Log-likelihood + ½ log determinant of the information (on standardised columns up to a constant). */
  readonly penalisedLogLikelihood: number;
  readonly fitted: Float64Array;
  readonly basis: ModelBasis | null;
}

/**
 * Logistic regression with Firth's penalty ½ log |I(β)|, which removes the first-order bias and is finite under
 * separation: the score is Σ a (y - p + h (½ - p) / a) x with h the leverage. Prior weights count as copies of rows.
 * @throws NotEstimableError `model.aliased` (drop the terms it names), and what `resolveModel` throws;
 * ConvergenceError `model.not-converged`
 * Source: Firth (1993); Heinze & Schemper (2002). Checked against closed forms of saturated tables (½ added a cell) and
 * a direct search of the penalised likelihood.
 */
export function firthRegression(spec: FirthSpec): FirthRecord {
  const name = "bias-reduced model";
  const model = resolveModel(spec, name, ["maxIterations"]);
  const outcome = Float64Array.from(model.outcome as ArrayLike<number>);
  const bad = outcome.findIndex((y) => binomialLogit.responseFault(y) !== undefined);
  if (bad >= 0)
    throw new NotEstimableError(
      "model.response",
      `${name}: found the response ${outcome[bad]} in row ${bad}; expected 0 or 1`,
    );
  const p = model.columns.length;
  const data = rowsOfModel(model, outcome);
  const { terms } = data;
  const design = data.shards[0].covariates;
  const fit = withBlockKernel(p, (kernel) => maximise(data, kernel, spec.maxIterations ?? 200));
  const predictor = new Float64Array(model.rows);
  multiply(design, fit.coefficients, predictor);
  return Object.freeze({
    family: "binomial",
    link: "logit",
    coefficients: coefficientTable(terms, fit.coefficients, fit.covariance.values, null),
    covariance: fit.covariance,
    rows: fit.rows,
    iterations: fit.iterations,
    penalisedLogLikelihood: fit.objective,
    fitted: predictor.map((eta, r) => binomialLogit.meanOf(eta + (model.offset?.[r] ?? 0))),
    basis: model.basis ?? null,
  });
}

interface FirthState {
  readonly objective: number;
  readonly factor: CholeskyFactor;
  readonly gradient: Float64Array;
}

function maximise(data: GlmRows, kernel: BlockKernel, maxIterations: number) {
  const moments = columnMoments(data);
  const p = data.terms.length;
  let coefficients: Float64Array = new Float64Array(p);
  let state = statePass(data, moments, kernel, coefficients);
  if (state.factor.aliased.length > 0)
    throw new NotEstimableError(
      "model.aliased",
      `${data.model}: ${state.factor.aliased.map((j) => `"${data.terms[j]}"`).join(", ")} is an exact combination of earlier terms, under which the penalty has no value; leave it out`,
      { terms: state.factor.aliased.map((j) => data.terms[j]) },
    );
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const step = solve(state.factor, state.gradient);
    const decrement = step.reduce((sum, value, j) => sum + value * state.gradient[j]!, 0);
    if (Math.abs(decrement) < 1e-22 * Math.max(1, Math.abs(state.objective)) || decrement < 1e-24)
      return {
        coefficients: toTermScale(moments, coefficients),
        covariance: covarianceOnTermScale(state.factor, (standard) => toTermScale(moments, standard)),
        rows: moments.rows,
        iterations: iteration,
        objective: state.objective,
      };
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let length = Math.min(1, 5 / largest); ; length /= 2) {
      const tried = coefficients.map((value, j) => value + length * step[j]!);
      const next = statePass(data, moments, kernel, tried);
      if (next.objective >= state.objective - 1e-10 * Math.abs(state.objective) || length < 1e-8) {
        coefficients = tried;
        state = next;
        break;
      }
    }
  }
  throw new ConvergenceError(
    "model.not-converged",
    `${data.model}: no optimum after ${maxIterations} steps`,
    {
      iterations: maxIterations,
    },
  );
}

/** Two passes: the information, then the score with each row's leverage. */
function statePass(
  data: GlmRows,
  moments: ColumnMoments,
  kernel: BlockKernel,
  coefficients: Float64Array,
): FirthState {
  const p = data.terms.length;
  const predictor = new Float64Array(blockRows);
  const score = new Float64Array(blockRows);
  const working = new Float64Array(blockRows);
  const column = new Float64Array(blockRows);
  let deviance = 0;
  kernel.clearGram();
  forEachBlock(data, moments, kernel, ({ rows, response, weight, offset }) => {
    kernel.product(rows, coefficients, predictor);
    for (let r = 0; r < rows; r++) predictor[r] = predictor[r]! + offset[r]!;
    deviance += binomialLogit.evaluate(rows, predictor, response, weight, score, working);
    kernel.addGram(rows, working);
  });
  const factor = factorise(kernel.readGram(), p);
  let logDeterminant = 0;
  for (let j = 0; j < p; j++) {
    const root = factor.lower[j * p + j]!;
    if (root > 0) logDeterminant += 2 * Math.log(root);
  }
  const inverse = Array.from({ length: p }, (_, j) =>
    solve(
      factor,
      Float64Array.from({ length: p }, (__, i) => (i === j ? 1 : 0)),
    ),
  );
  const gradient = new Float64Array(p);
  forEachBlock(data, moments, kernel, ({ rows, response, weight, offset }) => {
    kernel.product(rows, coefficients, predictor);
    for (let r = 0; r < rows; r++) predictor[r] = predictor[r]! + offset[r]!;
    binomialLogit.evaluate(rows, predictor, response, weight, score, working);
    const leverage = new Float64Array(rows);
    for (let j = 0; j < p; j++) {
      kernel.product(rows, inverse[j]!, column);
      for (let r = 0; r < rows; r++)
        leverage[r] = leverage[r]! + column[r]! * kernel.values[j * blockRows + r]!;
    }
    for (let r = 0; r < rows; r++)
      score[r] = score[r]! + leverage[r]! * working[r]! * (0.5 - binomialLogit.meanOf(predictor[r]!));
    kernel.addTransposed(rows, score, gradient);
  });
  return { objective: -deviance / 2 + logDeterminant / 2, factor, gradient };
}
