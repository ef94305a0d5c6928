import { checkCall, kinds } from "../call-check.js";
import { CausalError, ConvergenceError, NotEstimableError, PanelError } from "../errors.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { withBlockKernel } from "../numeric/block-kernel.js";
import { type CholeskyFactor, combinationOf, factorise, solve } from "../numeric/cholesky.js";
import { type ColumnMoments, columnMoments } from "./column-moments.js";
import type { GlmFamily } from "./families/family.js";
import type { GlmFit } from "./glm-fit.js";
import { type GlmState, glmPass } from "./glm-pass.js";
import type { GlmRows } from "./glm-rows.js";
import { separationAlong } from "./separation.js";
import { onTermScale, toStandardScale } from "./standardised-solution.js";

export interface FitOptions {
  /** Scoring steps before giving up; default 50. */
  readonly maxIterations?: number;
  /**
   * Where the information is taken: at a point within 1e-8 of the optimum on every linear predictor ("optimum", the
   * default below 20,000 rows), or within 1e-5 ("near", the default above, one pass less). Coefficients are those of the
   * optimum to about 1e-10 either way.
   */
  readonly information?: "optimum" | "near";
  /**
   * Coefficients to start from, [terms], such as those of a fit to nearly the same rows: fewer passes to the same optimum.
   * Not used where terms are collinear.
   */
  readonly start?: Float64Array | undefined;
}

const manyRows = 20_000;

/** A Newton fit is settled once the step ahead moves no linear predictor by more than this: taking it squares the error. */
const settledNewton = { optimum: 1e-8, near: 1e-5 } as const;
/** A scoring fit gains digits step by step, so its steps themselves must be negligible. */
const settledScoring = 1e-10;

/**
 * A generalised linear model by iteratively reweighted least squares (Fisher scoring; Newton for a canonical link) on
 * standardised columns, with step halving, from the marginal mean. Exactly collinear later terms are dropped and named.
 * One pass over the rows a step, O(n p²) each, five or six for a logit.
 * @throws NotEstimableError `model.one-class` when all responses are at the same bound, `model.separated` naming the
 * terms when a combination of terms predicts some rows perfectly, `model.no-rows`
 * @throws ConvergenceError `model.not-converged` with iterations and the score
 * @throws PanelError `design.not-finite`, `model.response`; CausalError `model.start`
 * Source: McCullagh & Nelder (1989) section 2.5; Albert & Anderson (1984). Checked against R's `glm` (tidy, lalonde).
 */
export function fitGlm(data: GlmRows, family: GlmFamily, options: FitOptions = {}): GlmFit {
  checkCall("regression over shards", data, { terms: kinds.array, shards: kinds.iterable });
  checkStart(data, options.start);
  const moments = columnMoments(data);
  checkResponse(data, moments, family);
  return withBlockKernel(data.terms.length, (kernel) =>
    iterate(data, moments, family, kernel, {
      maxIterations: options.maxIterations ?? 50,
      information: options.information ?? (moments.rows < manyRows ? "optimum" : "near"),
      start: options.start,
    }),
  );
}

function checkStart({ model, terms }: GlmRows, start: Float64Array | undefined): void {
  if (start === undefined || (start.length === terms.length && start.every(Number.isFinite))) return;
  throw new CausalError(
    "model.start",
    `${model}: start has ${start.length} numbers${start.every(Number.isFinite) ? "" : ", some not finite"}; expected ${terms.length} finite ones, one a term`,
    { start: start.length, terms: terms.length },
  );
}

function checkResponse(data: GlmRows, moments: ColumnMoments, family: GlmFamily): void {
  let row = 0;
  for (const { rows, response, weight } of data.shards) {
    for (let r = 0; r < rows; r++) {
      const fault = weight[r] === 0 ? undefined : family.responseFault(response[r]!);
      if (fault !== undefined)
        throw new PanelError(
          "model.response",
          `${data.model}: found the response ${response[r]} in row ${row + r}; expected ${fault}`,
          { model: data.model, row: row + r },
        );
    }
    row += rows;
  }
  const mean = moments.responseMean;
  if (!Number.isFinite(family.linkOf(mean)))
    throw new NotEstimableError(
      "model.one-class",
      `${data.model}: the response is ${mean} in all ${moments.rows} rows; expected ${family.family === "poisson" ? "some above 0" : "both 0 and 1"}`,
      { model: data.model, rows: moments.rows },
    );
}

function iterate(
  data: GlmRows,
  moments: ColumnMoments,
  family: GlmFamily,
  kernel: BlockKernel,
  options: Required<FitOptions>,
): GlmFit {
  const { maxIterations, information, start } = options;
  const p = data.terms.length;
  let coefficients: Float64Array =
    start === undefined ? startingPoint(data, moments, family, kernel) : toStandardScale(moments, start);
  let state = glmPass(data, moments, family, kernel, coefficients, new Float64Array(p));
  const { aliased, combinations, factor: first } = aliasedAtStart(state.information, p);
  if (start !== undefined && aliased.length > 0)
    return iterate(data, moments, family, kernel, { ...options, start: undefined });
  let step = solve(first, state.gradient);
  let decrement = dot(step, state.gradient);

  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const advanced = advance(data, moments, family, kernel, coefficients, step, state.deviance);
    state = advanced.state;
    coefficients = advanced.coefficients;
    const factor = factoriseKept(state.information, aliased, p);
    const separated = (slack: number) => separationAlong(data, moments, family, kernel, step, slack);
    if (factor.aliased.length > aliased.length)
      throw separated(1e-3) ?? notConverged(data, iteration, state.gradient);
    const before = decrement;
    step = solve(factor, state.gradient);
    decrement = dot(step, state.gradient);
    const ahead = 3 * state.largestMove * (before > 0 ? Math.sqrt(Math.max(decrement, 0) / before) : 0);
    if (
      advanced.whole &&
      (family.canonical ? ahead < settledNewton[information] : state.largestMove < settledScoring)
    )
      return onTermScale({
        family: family.family,
        link: family.link,
        terms: data.terms,
        moments,
        coefficients: coefficients.map((value, j) => value + step[j]!),
        factor,
        combinations,
        iterations: iteration + 1,
        deviance: state.deviance,
      });
    if (iteration >= 6 && iteration % 2 === 0 && state.largestMove > 0.1) {
      const found = separated(1e-5);
      if (found !== undefined) throw found;
    }
    if (iteration === maxIterations) throw separated(1e-3) ?? notConverged(data, iteration, state.gradient);
  }
  throw new ConvergenceError("model.not-converged", `${data.model}: maxIterations must be at least 1`);
}

/**
 * The marginal mean; for many rows, three scoring steps from it on every fourth block of 256, then three on all rows
 * with the information of that quarter, which differs by sampling noise only: each costs O(n p) and takes off most of
 * the error that is left. Stops where the deviance no longer falls, so the worst it can do is to start near the mean.
 */
function startingPoint(
  data: GlmRows,
  moments: ColumnMoments,
  family: GlmFamily,
  kernel: BlockKernel,
): Float64Array {
  const p = data.terms.length;
  const marginal = new Float64Array(p);
  if (moments.intercept) marginal[0] = family.linkOf(moments.responseMean) - moments.offsetMean;
  if (moments.rows < manyRows || moments.rows < 200 * p) return marginal;
  let coefficients: Float64Array = marginal;
  let step: Float64Array = new Float64Array(p);
  let factor = factorise(new Float64Array(p * p), p);
  let partWeight = 0;
  let deviance = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 6; k++) {
    const part = k < 3;
    const state = glmPass(data, moments, family, kernel, coefficients, step, {
      every: part ? 4 : 1,
      information: part,
    });
    const mean = state.deviance / state.weight;
    const slack = k === 3 ? 1.05 : 1;
    if (!(mean <= deviance * slack))
      return k < 4 ? marginal : coefficients.map((value, j) => value - step[j]!);
    deviance = mean;
    if (part) factor = factorise(state.information, p);
    if (part) partWeight = state.weight;
    const scale = part ? 1 : partWeight / moments.weight;
    step = solve(factor, state.gradient).map((value) => value * scale);
    coefficients = coefficients.map((value, j) => value + step[j]!);
  }
  return coefficients;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}

/** Aliasing is decided once, where all rows still weigh alike. */
function aliasedAtStart(information: Float64Array, p: number) {
  const factor = factorise(information, p);
  const combinations = factor.aliased.map((column) => combinationOf(factor, information, column));
  return { aliased: factor.aliased, combinations, factor };
}

/** Takes the step, or half of it, and half again, until the deviance does not rise. */
function advance(
  data: GlmRows,
  moments: ColumnMoments,
  family: GlmFamily,
  kernel: BlockKernel,
  from: Float64Array,
  step: Float64Array,
  deviance: number,
): { readonly coefficients: Float64Array; readonly state: GlmState; readonly whole: boolean } {
  let length = 1;
  for (;;) {
    const taken = step.map((value) => value * length);
    const coefficients = from.map((value, j) => value + taken[j]!);
    const state = glmPass(data, moments, family, kernel, coefficients, taken);
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

function notConverged(data: GlmRows, iterations: number, score: Float64Array): ConvergenceError {
  const gradient = score.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return new ConvergenceError(
    "model.not-converged",
    `${data.model}: no optimum after ${iterations} steps (largest score ${gradient.toPrecision(3)} on standardised terms); look for outlying values in ${data.terms.length} terms`,
    { model: data.model, iterations, gradient },
  );
}
