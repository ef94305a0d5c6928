import { ConvergenceError, NotEstimableError, PanelError } from "../errors.js";
import { type CholeskyFactor, combinationOf, factorise, solve } from "../numeric/cholesky.js";
import { accumulateGram, blockRows } from "../numeric/gram.js";
import { addTransposedProduct } from "../numeric/products.js";
import { type ColumnMoments, columnMoments } from "./column-moments.js";
import type { GlmFit } from "./glm-fit.js";
import type { GlmRows } from "./glm-rows.js";
import { type LogisticState, logisticPass } from "./logistic-pass.js";
import { separationAlong } from "./separation.js";
import { forEachBlock } from "./standardised-blocks.js";
import { onTermScale } from "./standardised-solution.js";

export interface LogisticOptions {
  /** Newton steps before giving up; default 50. */
  readonly maxIterations?: number;
}

/** The fit is settled once a step moved no linear predictor by more than this; the step after it squares the error. */
const settled = 1e-4;

/**
 * Logistic regression by iteratively reweighted least squares (Newton) on standardised columns, with step halving,
 * from the marginal log odds. Responses are 0 or 1. Exactly collinear later terms are dropped and named. One pass over
 * the rows a step, O(n p²) each, usually five.
 * @throws NotEstimableError `model.one-class` when all responses are equal, `model.separated` naming the terms when a
 * combination of terms predicts some rows perfectly, `model.no-rows`
 * @throws ConvergenceError `model.not-converged` with iterations and the score
 * @throws PanelError `design.not-finite`, `model.response`
 * Source: McCullagh & Nelder (1989) section 4.4; Albert & Anderson (1984). Checked against R's `glm` (NHEFS, infert).
 */
export function fitLogistic(data: GlmRows, options: LogisticOptions = {}): GlmFit {
  const moments = columnMoments(data);
  const start = marginalStart(data, moments);
  return iterate(data, moments, start, options.maxIterations ?? 50);
}

interface Start {
  readonly coefficients: Float64Array;
  readonly step: Float64Array;
  readonly deviance: number;
  readonly aliased: readonly number[];
  readonly combinations: readonly Float64Array[];
}

/** Aliasing, and the first Newton step from the constant model, both from one Gram matrix. */
function marginalStart(data: GlmRows, moments: ColumnMoments): Start {
  const p = data.terms.length;
  const gram = new Float64Array(p * p);
  const scratch = new Float64Array(blockRows * p);
  const withResponse = new Float64Array(p);
  const alone = new Float64Array(p);
  const ones = new Float64Array(blockRows);
  forEachBlock(data, moments, ({ rows, values, response, weight }) => {
    accumulateGram(values, rows, p, weight, scratch, gram);
    for (let r = 0; r < rows; r++)
      if (response[r] !== 0 && response[r] !== 1)
        throw new PanelError(
          "model.response",
          `${data.model}: found the response ${response[r]}; expected 0 or 1`,
        );
    for (let r = 0; r < rows; r++) ones[r] = weight[r]! * response[r]!;
    addTransposedProduct(values, blockRows, rows, p, weight, alone);
    addTransposedProduct(values, blockRows, rows, p, ones, withResponse);
  });
  const mean = moments.responseMean;
  if (mean === 0 || mean === 1)
    throw new NotEstimableError(
      "model.one-class",
      `${data.model}: the response is ${mean} in all ${moments.rows} rows; expected both 0 and 1`,
      { model: data.model, rows: moments.rows },
    );
  const factor = factorise(gram, p);
  const fitted = moments.intercept ? mean : 0.5;
  const coefficients = new Float64Array(p);
  if (moments.intercept) coefficients[0] = Math.log(mean / (1 - mean));
  const gradient = withResponse.map((value, j) => value - fitted * alone[j]!);
  const step = solve(factor, gradient).map((value) => value / (fitted * (1 - fitted)));
  const deviance = -2 * moments.weight * (mean * Math.log(fitted) + (1 - mean) * Math.log(1 - fitted));
  const combinations = factor.aliased.map((column) => combinationOf(factor, gram, column));
  return { coefficients, step, deviance, aliased: factor.aliased, combinations };
}

function iterate(data: GlmRows, moments: ColumnMoments, start: Start, maxIterations: number): GlmFit {
  let { coefficients, step, deviance } = start;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const advanced = advance(data, moments, coefficients, step, deviance);
    const { state } = advanced;
    coefficients = advanced.coefficients;
    deviance = state.deviance;
    const factor = factoriseKept(state.information, start.aliased, data.terms.length);
    if (factor.aliased.length > start.aliased.length)
      throw separationAlong(data, moments, step, 1e-3) ?? notConverged(data, iteration, state);
    step = solve(factor, state.gradient);
    if (advanced.whole && state.largestMove < settled) {
      return onTermScale({
        family: "binomial",
        terms: data.terms,
        moments,
        coefficients: coefficients.map((value, j) => value + step[j]!),
        factor,
        combinations: start.combinations,
        iterations: iteration + 1,
        deviance,
      });
    }
    if (iteration >= 6 && iteration % 2 === 0 && state.largestMove > 0.1) {
      const separated = separationAlong(data, moments, step, 1e-5);
      if (separated !== undefined) throw separated;
    }
    if (iteration === maxIterations)
      throw separationAlong(data, moments, step, 1e-3) ?? notConverged(data, iteration, state);
  }
  throw new ConvergenceError("model.not-converged", `${data.model}: maxIterations must be at least 1`);
}

/** Takes the step, or half of it, and half again, until the deviance does not rise. */
function advance(
  data: GlmRows,
  moments: ColumnMoments,
  from: Float64Array,
  step: Float64Array,
  deviance: number,
): { readonly coefficients: Float64Array; readonly state: LogisticState; readonly whole: boolean } {
  let length = 1;
  for (;;) {
    const taken = step.map((value) => value * length);
    const coefficients = from.map((value, j) => value + taken[j]!);
    const state = logisticPass(data, moments, coefficients, taken);
    if (state.deviance <= deviance * (1 + 1e-10) + 1e-12 || length < 1e-6)
      return { coefficients, state, whole: length === 1 };
    length /= 2;
  }
}

/** Factor of the information with the columns that are aliased in the data left out. */
function factoriseKept(
  information: Float64Array,
  aliased: readonly number[],
  columns: number,
): CholeskyFactor {
  for (const j of aliased)
    for (let k = 0; k < columns; k++) {
      information[k * columns + j] = 0;
      information[j * columns + k] = 0;
    }
  return factorise(information, columns, 1e-14);
}

function notConverged(data: GlmRows, iterations: number, state: LogisticState): ConvergenceError {
  const gradient = state.gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return new ConvergenceError(
    "model.not-converged",
    `${data.model}: no optimum after ${iterations} steps (largest score ${gradient.toPrecision(3)} on standardised terms); look for outlying values in ${data.terms.length} terms`,
    { model: data.model, iterations, gradient },
  );
}
