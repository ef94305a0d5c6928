import { CausalError, ConvergenceError, NotEstimableError } from "../errors.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { withBlockKernel } from "../numeric/block-kernel.js";
import { factorise, solve } from "../numeric/cholesky.js";
import type { Matrix } from "../numeric/matrix.js";
import { multiply } from "../numeric/products.js";
import { type CoefficientRow, coefficientTable } from "./coefficient-table.js";
import { type ColumnMoments, columnMoments } from "./column-moments.js";
import { covarianceOnTermScale } from "./covariance-on-term-scale.js";
import type { GlmRows } from "./glm-rows.js";
import type { ModelBasis } from "./model-basis.js";
import type { ModelSpec } from "./model-spec.js";
import { multinomialPass } from "./multinomial-pass.js";
import { resolveModel } from "./resolve-model.js";
import { matrixOf } from "./rows-of-model.js";
import { forEachBlock } from "./standardised-blocks.js";
import { toTermScale } from "./standardised-solution.js";

export interface MultinomialSpec extends Omit<ModelSpec, "offset"> {
  /** The class that the others are compared with; default the first in order. */
  readonly reference?: string | number;
  /** Newton steps before giving up; default 100. */
  readonly maxIterations?: number;
}

/** A fitted multinomial logit as frozen plain data. */
export interface MultinomialRecord {
  /** Classes in order, the reference first. */
  readonly levels: readonly (string | number)[];
  /** Log odds of each other class against the reference. */
  readonly equations: readonly {
    readonly level: string | number;
    readonly coefficients: readonly CoefficientRow[];
  }[];
  readonly aliased: readonly string[];
  /** Of all coefficients, equation after equation, column-major. */
  readonly covariance: Matrix;
  readonly rows: number;
  readonly deviance: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly iterations: number;
  /** Probability of every class, [rows x levels] column-major. */
  readonly fitted: Matrix;
  readonly basis: ModelBasis | null;
}

/**
 * Multinomial logistic regression of an outcome with unordered classes (text or numbers) by Newton's method with step
 * halving on standardised columns.
 * @throws NotEstimableError `model.one-class`, `model.separated` (some rows' classes perfectly predicted), and what
 * `resolveModel` throws; CausalError `multinomial.reference`; ConvergenceError `model.not-converged`
 * Source: McCullagh & Nelder (1989) section 5.2.4. Checked against nnet's `multinom` (iris, lalonde).
 */
export function multinomialRegression(spec: MultinomialSpec): MultinomialRecord {
  const name = "multinomial model";
  const model = resolveModel(spec as ModelSpec, name, ["reference", "maxIterations"]);
  const levels = levelsOf(model.outcome, model.weights, spec.reference, name);
  const index = new Map(levels.map((level, k) => [level, k]));
  const response = Float64Array.from({ length: model.rows }, (_, r) => index.get(model.outcome[r]!) ?? 0);
  const design = (names: readonly string[]): Matrix => {
    const kept = model.columns.filter((column) => names.includes(column.name));
    return matrixOf(kept, model.rows);
  };
  const rowsOf = (names: readonly string[]): GlmRows => ({
    model: name,
    terms: names,
    shards: [{ rows: model.rows, response, weight: model.weights, covariates: design(names) }],
  });
  const all = model.columns.map((column) => column.name);
  const aliased = aliasedTerms(rowsOf(all));
  const terms = all.filter((term) => !aliased.includes(term));
  const fit = newton(rowsOf(terms), levels.length, spec.maxIterations ?? 100);
  const matrix = design(terms);
  return Object.freeze({
    levels,
    equations: Object.freeze(
      levels.slice(1).map((level, k) =>
        Object.freeze({
          level,
          coefficients: coefficientTable(
            terms,
            fit.coefficients.subarray(k * terms.length, (k + 1) * terms.length),
            diagonalBlock(fit.covariance, terms.length, k),
            null,
          ),
        }),
      ),
    ),
    aliased: Object.freeze(aliased),
    covariance: fit.covariance,
    rows: fit.rows,
    deviance: fit.deviance,
    logLikelihood: -fit.deviance / 2,
    aic: fit.deviance + 2 * fit.coefficients.length,
    iterations: fit.iterations,
    fitted: probabilities(matrix, fit.coefficients, levels.length),
    basis: model.basis ?? null,
  });
}

/** Probability of every class from coefficients, equation after equation; [rows x classes] column-major. */
export function probabilities(design: Matrix, coefficients: Float64Array, classes: number): Matrix {
  const { rows, columns: p } = design;
  const values = new Float64Array(rows * classes);
  for (let k = 1; k < classes; k++)
    multiply(design, coefficients.subarray((k - 1) * p, k * p), values.subarray(k * rows, (k + 1) * rows));
  for (let r = 0; r < rows; r++) {
    let most = 0;
    for (let k = 1; k < classes; k++) most = Math.max(most, values[k * rows + r]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      values[k * rows + r] = Math.exp(values[k * rows + r]! - most);
      sum += values[k * rows + r]!;
    }
    for (let k = 0; k < classes; k++) values[k * rows + r] = values[k * rows + r]! / sum;
  }
  return { rows, columns: classes, values };
}

function levelsOf(
  outcome: ArrayLike<number> | ArrayLike<string>,
  weights: Float64Array,
  reference: string | number | undefined,
  name: string,
): readonly (string | number)[] {
  const found = new Set<string | number>();
  for (let r = 0; r < outcome.length; r++) if (weights[r]! > 0) found.add(outcome[r]!);
  const levels = [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (levels.length < 2)
    throw new NotEstimableError(
      "model.one-class",
      `${name}: the outcome is "${levels[0]}" in all rows; expected 2 classes or more`,
    );
  if (reference === undefined) return levels;
  if (!found.has(reference))
    throw new CausalError(
      "multinomial.reference",
      `${name}: reference "${reference}" is no class of the outcome; classes are ${levels.join(", ")}`,
    );
  return [reference, ...levels.filter((level) => level !== reference)];
}

function aliasedTerms(data: GlmRows): string[] {
  const moments = columnMoments(data);
  return withBlockKernel(data.terms.length, (kernel) => {
    kernel.clearGram();
    forEachBlock(data, moments, kernel, ({ rows, weight }) => kernel.addGram(rows, weight));
    return factorise(kernel.readGram(), data.terms.length).aliased.map((column) => data.terms[column]!);
  });
}

function newton(data: GlmRows, classes: number, maxIterations: number) {
  const moments = columnMoments(data);
  return withBlockKernel(data.terms.length, (kernel) => {
    const size = (classes - 1) * data.terms.length;
    let coefficients: Float64Array = new Float64Array(size);
    let state = multinomialPass(data, moments, kernel, classes, coefficients);
    for (let iteration = 1; iteration <= maxIterations; iteration++) {
      const factor = factorise(state.information, size, 1e-14);
      const step = solve(factor, state.gradient);
      const decrement = step.reduce((sum, value, j) => sum + value * state.gradient[j]!, 0);
      const late = factor.aliased.length > 0 || iteration === maxIterations;
      if (
        (late || (iteration >= 8 && iteration % 4 === 0)) &&
        separates(data, moments, kernel, classes, step, late ? 1e-3 : 1e-5)
      )
        throw new NotEstimableError(
          "model.separated",
          `${data.model}: some rows' classes are perfectly predicted, so no finite coefficients exist; merge classes, leave out the term, or restrict the rows`,
          { model: data.model },
        );
      if (late)
        throw new ConvergenceError(
          "model.not-converged",
          `${data.model}: no optimum after ${iteration} steps`,
          {
            iterations: iteration,
          },
        );
      if (decrement < 1e-16 * Math.max(1, state.deviance))
        return {
          coefficients: onTerms(
            moments,
            coefficients.map((value, j) => value + step[j]!),
            classes,
          ),
          covariance: covarianceOnTermScale(factor, (standard) => onTerms(moments, standard, classes)),
          deviance: state.deviance,
          rows: moments.rows,
          iterations: iteration,
        };
      let length = 1;
      for (;;) {
        const tried = coefficients.map((value, j) => value + length * step[j]!);
        const next = multinomialPass(data, moments, kernel, classes, tried);
        if (next.deviance <= state.deviance * (1 + 1e-12) + 1e-12 || length < 1e-6) {
          coefficients = tried;
          state = next;
          break;
        }
        length /= 2;
      }
    }
    throw new ConvergenceError("model.not-converged", `${data.model}: maxIterations must be at least 1`);
  });
}

/** Whether along `step` every row's own class gains on all others (Albert & Anderson 1984), up to `slack` of the largest gain. */
function separates(
  data: GlmRows,
  moments: ColumnMoments,
  kernel: BlockKernel,
  classes: number,
  step: Float64Array,
  slack: number,
): boolean {
  const p = data.terms.length;
  const moves = Array.from({ length: classes - 1 }, () => new Float64Array(256));
  let wrong = 0;
  let largest = 0;
  forEachBlock(data, moments, kernel, ({ rows, response }) => {
    moves.forEach((move, k) => {
      kernel.product(rows, step.subarray(k * p, (k + 1) * p), move);
    });
    for (let r = 0; r < rows; r++) {
      const moveOf = (k: number) => (k === 0 ? 0 : moves[k - 1]![r]!);
      for (let k = 0; k < classes; k++) {
        if (k === response[r]) continue;
        const gain = moveOf(response[r]!) - moveOf(k);
        wrong = Math.max(wrong, -gain);
        largest = Math.max(largest, gain);
      }
    }
  });
  return largest > 0 && wrong <= slack * largest;
}

function onTerms(moments: ColumnMoments, standard: Float64Array, classes: number): Float64Array {
  const p = standard.length / (classes - 1);
  const out = new Float64Array(standard.length);
  for (let k = 0; k < classes - 1; k++)
    out.set(toTermScale(moments, standard.subarray(k * p, (k + 1) * p)), k * p);
  return out;
}

function diagonalBlock(matrix: Matrix, p: number, k: number): Float64Array {
  const out = new Float64Array(p * p);
  for (let j = 0; j < p; j++)
    for (let i = 0; i < p; i++) out[j * p + i] = matrix.values[(k * p + j) * matrix.rows + k * p + i]!;
  return out;
}
