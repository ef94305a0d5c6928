import { type CholeskyFactor, solve } from "../numeric/cholesky.js";
import { blockRows } from "../numeric/gram.js";
import type { Matrix } from "../numeric/matrix.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmFit } from "./glm-fit.js";

/** What a fit on standardised columns knows before it is told on the scale of its terms. */
export interface StandardisedSolution {
  readonly family: GlmFit["family"];
  readonly terms: readonly string[];
  readonly moments: ColumnMoments;
  /** Coefficients on standardised columns. */
  readonly coefficients: Float64Array;
  /** Factor of the information on standardised columns. */
  readonly factor: CholeskyFactor;
  /** What each aliased column is made of, on standardised columns, in the order of `factor.aliased`. */
  readonly combinations: readonly Float64Array[];
  readonly iterations: number;
  readonly deviance: number;
}

/**
 * The fit on the scale of its terms. With z_0 = x_0 / s_0 and z_j = (x_j - m_j) / s_j: β_j = γ_j / s_j and
 * β_0 = (γ_0 - Σ_j m_j β_j) / s_0; the same map and its transpose carry solutions and gradients.
 */
export function onTermScale(solution: StandardisedSolution): GlmFit {
  const { terms, moments, factor, combinations } = solution;
  const aliased = factor.aliased;
  return {
    family: solution.family,
    terms,
    coefficients: toTermScale(moments, solution.coefficients),
    aliased: aliased.map((column) => terms[column]!),
    rows: moments.rows,
    iterations: solution.iterations,
    deviance: solution.deviance,
    solveInformation: (gradient) =>
      toTermScale(moments, solve(factor, gradientToStandard(moments, gradient))),
    inestimableTerm(direction) {
      const d = gradientToStandard(moments, direction);
      const size = d.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const [k, column] of aliased.entries()) {
        let implied = 0;
        combinations[k]!.forEach((c, j) => {
          implied += c * d[j]!;
        });
        if (Math.abs(d[column]! - implied) > 1e-7 * size) return terms[column];
      }
      return undefined;
    },
    quadraticForm: (covariates, out) => quadraticForm(moments, factor, covariates, out),
  };
}

function toTermScale(moments: ColumnMoments, standard: Float64Array): Float64Array {
  const { centre, scale, intercept } = moments;
  const out = new Float64Array(standard.length);
  let offset = 0;
  for (let j = intercept ? 1 : 0; j < out.length; j++) {
    out[j] = standard[j]! / scale[j]!;
    offset += centre[j]! * out[j]!;
  }
  if (intercept) out[0] = (standard[0]! - offset) / scale[0]!;
  return out;
}

function gradientToStandard(moments: ColumnMoments, gradient: Float64Array): Float64Array {
  const { centre, scale, intercept } = moments;
  const constant = intercept ? gradient[0]! / scale[0]! : 0;
  return gradient.map((value, j) =>
    intercept && j === 0 ? constant : (value - centre[j]! * constant) / scale[j]!,
  );
}

/** |L⁻¹ z_r|² by forward substitution on blocks of rows. */
function quadraticForm(
  moments: ColumnMoments,
  factor: CholeskyFactor,
  covariates: Matrix,
  out: Float64Array,
): void {
  const { centre, scale } = moments;
  const { lower, columns: p } = factor;
  const { rows: stride, values } = covariates;
  const t = new Float64Array(blockRows * p);
  for (let start = 0; start < stride; start += blockRows) {
    const rows = Math.min(blockRows, stride - start);
    out.fill(0, start, start + rows);
    for (let j = 0; j < p; j++) {
      const root = lower[j * p + j]!;
      if (root === 0) continue;
      const to = j * blockRows;
      const from = j * stride + start;
      for (let r = 0; r < rows; r++) t[to + r] = (values[from + r]! - centre[j]!) / scale[j]!;
      for (let k = 0; k < j; k++) {
        const l = lower[k * p + j]!;
        if (l === 0) continue;
        const at = k * blockRows;
        for (let r = 0; r < rows; r++) t[to + r] = t[to + r]! - l * t[at + r]!;
      }
      for (let r = 0; r < rows; r++) {
        const value = t[to + r]! / root;
        t[to + r] = value;
        out[start + r] = out[start + r]! + value * value;
      }
    }
  }
}
