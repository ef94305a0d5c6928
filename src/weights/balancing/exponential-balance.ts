import { ConvergenceError, NotEstimableError } from "../../errors.js";
import { type CholeskyFactor, combinationOf, factorise, solve } from "../../numeric/cholesky.js";
import { columnOf, type Matrix } from "../../numeric/matrix.js";
import { accumulateProduct, multiply } from "../../numeric/products.js";
import type { StandardDesign } from "./standard-design.js";

/** The conditions Σ_r {b_r - σ_r c_r exp(σ_r η_r)} z_r = 0 with η = z'λ, one a column of z. */
export interface BalanceProblem {
  /** What messages call it. */
  readonly name: string;
  readonly design: StandardDesign;
  /** c, at least 0, [rows]. */
  readonly base: Float64Array;
  /** σ, 1 or -1, [rows]. */
  readonly sign: Float64Array;
  /** b, [rows]. */
  readonly target: Float64Array;
  /** Intercept to start from. */
  readonly start: number;
  /** Newton steps before giving up; default 200. */
  readonly maxIterations?: number;
}

export interface BalanceSolution {
  /** c exp(σ η), [rows]. */
  readonly tilt: Float64Array;
  /** η, [rows]. */
  readonly predictor: Float64Array;
  /** b - σ c exp(σ η), [rows]. */
  readonly residual: Float64Array;
  /** Inverse of Σ c exp(σ η) z z' over the kept columns, 0 elsewhere. */
  readonly inverse: Matrix;
  /** Columns that are exact combinations of earlier ones; their conditions hold of themselves. */
  readonly aliased: readonly string[];
  readonly iterations: number;
}

/**
 * Solves balancing conditions as the minimum of the convex Σ_r {c_r exp(σ_r η_r) - b_r η_r} by Newton's method with step
 * halving. Entropy balancing, inverse probability tilting and covariate balancing propensities are all of this form.
 * @throws NotEstimableError `balance.infeasible` naming the covariate when no weights meet the conditions;
 * ConvergenceError `balance.not-converged` naming the covariate farthest off
 * Source: Hainmueller (2012), section 3.2; Zhao & Percival (2017) for the dual. Cost O(rows · terms²) a step.
 */
export function exponentialBalance(problem: BalanceProblem): BalanceSolution {
  const { matrix, terms } = problem.design;
  const size = problem.target.reduce((sum, b) => sum + Math.abs(b), 0);
  const most = problem.maxIterations ?? 200;
  let coefficients: Float64Array = new Float64Array(matrix.columns);
  coefficients[0] = problem.start;
  let state = evaluate(problem, coefficients);
  const dropped = aliasedColumns(problem, state.tilt, size);
  for (let iteration = 1; iteration <= most; iteration++) {
    const factor = factoriseTilt(problem, state.tilt, dropped);
    const gradient = gradientOf(matrix, state.residual, dropped);
    const step = solve(factor, gradient);
    const decrement = step.reduce((sum, value, j) => sum + value * gradient[j]!, 0);
    let length = 1;
    for (;;) {
      const tried = coefficients.map((value, j) => value + length * step[j]!);
      const next = evaluate(problem, tried);
      if (next.objective <= state.objective - 1e-4 * length * decrement + 1e-13 * size) {
        coefficients = tried;
        state = next;
        break;
      }
      length /= 2;
      if (length < 1e-12) throw notConverged(problem, gradient, size, iteration);
    }
    if (decrement <= 1e-16 * size)
      return {
        tilt: state.tilt,
        predictor: state.predictor,
        residual: state.residual,
        inverse: inverseOf(factoriseTilt(problem, state.tilt, dropped)),
        aliased: [...dropped].map((column) => terms[column]!),
        iterations: iteration,
      };
  }
  throw notConverged(problem, gradientOf(matrix, state.residual, dropped), size, most);
}

function evaluate({ design: { matrix }, base, sign, target }: BalanceProblem, coefficients: Float64Array) {
  const predictor = new Float64Array(matrix.rows);
  multiply(matrix, coefficients, predictor);
  const tilt = new Float64Array(matrix.rows);
  const residual = new Float64Array(matrix.rows);
  let objective = 0;
  for (let r = 0; r < matrix.rows; r++) {
    tilt[r] = base[r] === 0 ? 0 : base[r]! * Math.exp(sign[r]! * predictor[r]!);
    residual[r] = target[r]! - sign[r]! * tilt[r]!;
    objective += tilt[r]! - target[r]! * predictor[r]!;
  }
  return { tilt, predictor, residual, objective };
}

/** Σ t z z', all of it, column-major. */
function gramOf(matrix: Matrix, tilt: Float64Array): Float64Array {
  const p = matrix.columns;
  const gram = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const column = columnOf(matrix, j);
    accumulateProduct(
      matrix,
      tilt.map((t, r) => t * column[r]!),
      gram.subarray(j * p, (j + 1) * p),
    );
  }
  return gram;
}

function gradientOf(matrix: Matrix, residual: Float64Array, dropped: ReadonlySet<number>): Float64Array {
  const gradient = new Float64Array(matrix.columns);
  accumulateProduct(matrix, residual, gradient);
  return gradient.map((value, j) => (dropped.has(j) ? 0 : value));
}

/** A column that is alright at the start and drowns on the way shows weights that run away to a few rows. */
function factoriseTilt(
  { name, design: { matrix, terms } }: BalanceProblem,
  tilt: Float64Array,
  dropped: ReadonlySet<number>,
): CholeskyFactor {
  const gram = gramOf(matrix, tilt);
  const factor = factorise(gram, matrix.columns);
  const lost = factor.aliased.find((column) => !dropped.has(column));
  if (lost === undefined) return factor;
  throw infeasible(
    name,
    terms[lost]!,
    "the weights run away to a few rows before it is met: the target lies at or beyond the edge of what the arm has",
  );
}

/** Columns that the arm cannot tell from earlier ones; refused where the target can. */
function aliasedColumns(problem: BalanceProblem, tilt: Float64Array, size: number): ReadonlySet<number> {
  const { matrix, terms } = problem.design;
  const gram = gramOf(matrix, tilt);
  const factor = factorise(gram, matrix.columns);
  const gradient = gradientOf(matrix, problem.target, new Set());
  const held = gradientOf(
    matrix,
    tilt.map((t, r) => problem.sign[r]! * t),
    new Set(),
  );
  for (const column of factor.aliased) {
    const combination = combinationOf(factor, gram, column);
    let off = gradient[column]! - held[column]!;
    combination.forEach((c, k) => {
      off -= c * (gradient[k]! - held[k]!);
    });
    if (Math.abs(off) > 1e-7 * size)
      throw infeasible(
        problem.name,
        terms[column]!,
        "in the arm it is constant, or a combination of the covariates before it, and not so in the target",
      );
  }
  return new Set(factor.aliased);
}

function inverseOf(factor: CholeskyFactor): Matrix {
  const p = factor.columns;
  const values = new Float64Array(p * p);
  const aliased = new Set(factor.aliased);
  for (let j = 0; j < p; j++) {
    if (aliased.has(j)) continue;
    const unit = new Float64Array(p);
    unit[j] = 1;
    values.set(solve(factor, unit), j * p);
  }
  return { rows: p, columns: p, values };
}

/** No weights meet the condition on a covariate. */
export function infeasible(name: string, term: string, reason: string): NotEstimableError {
  return new NotEstimableError(
    "balance.infeasible",
    `${name}: "${term}" cannot be balanced; ${reason}. Leave the covariate out, merge its categories, or restrict the population`,
    { name, term },
  );
}

function notConverged(
  { name, design: { terms } }: BalanceProblem,
  gradient: Float64Array,
  size: number,
  iterations: number,
): ConvergenceError {
  let worst = 0;
  gradient.forEach((value, j) => {
    if (Math.abs(value) > Math.abs(gradient[worst]!)) worst = j;
  });
  return new ConvergenceError(
    "balance.not-converged",
    `${name}: the conditions are not met after ${iterations} steps; farthest off is "${terms[worst]}", by ${Math.abs(gradient[worst]! / size).toPrecision(3)} standard deviations. Leave it out, or restrict the population to where the arms overlap`,
    { name, term: terms[worst], iterations, imbalance: gradient[worst]! / size },
  );
}
