import { type CholeskyFactor, solve } from "../numeric/cholesky.js";
import { blockRows } from "../numeric/gram.js";
import type { Matrix } from "../numeric/matrix.js";
import { addProduct } from "../numeric/products.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmFit } from "./glm-fit.js";

/** What a fit on standardised columns knows before it is told on the scale of its terms. */
export interface StandardisedSolution {
  readonly family: GlmFit["family"];
  readonly link: GlmFit["link"];
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
    link: solution.link,
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
    quadraticForm: (covariates, listed, out) => quadraticForm(moments, factor, covariates, listed, out),
  };
}

/** Coefficients (or a solution) on standardised columns, told on the scale of the terms. */
export function toTermScale(moments: ColumnMoments, standard: Float64Array): Float64Array {
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

/** The inverse of `toTermScale`. */
export function toStandardScale(moments: ColumnMoments, coefficients: Float64Array): Float64Array {
  const { centre, scale, intercept } = moments;
  const out = coefficients.map((value, j) => value * scale[j]!);
  if (intercept) for (let j = 1; j < out.length; j++) out[0] = out[0]! + centre[j]! * coefficients[j]!;
  return out;
}

function gradientToStandard(moments: ColumnMoments, gradient: Float64Array): Float64Array {
  const { centre, scale, intercept } = moments;
  const constant = intercept ? gradient[0]! / scale[0]! : 0;
  return gradient.map((value, j) =>
    intercept && j === 0 ? constant : (value - centre[j]! * constant) / scale[j]!,
  );
}

/** |L⁻¹ z_r|² of the listed rows by forward substitution on blocks of them. */
function quadraticForm(
  moments: ColumnMoments,
  factor: CholeskyFactor,
  covariates: Matrix,
  listed: Int32Array,
  out: Float64Array,
): void {
  const { centre, scale } = moments;
  const { lower, columns: p } = factor;
  const { rows: stride, values } = covariates;
  const t = new Float64Array(blockRows * p);
  const row = new Float64Array(p);
  for (let start = 0; start < listed.length; start += blockRows) {
    const rows = Math.min(blockRows, listed.length - start);
    for (let r = 0; r < rows; r++) out[listed[start + r]!] = 0;
    for (let j = 0; j < p; j++) {
      const root = lower[j * p + j]!;
      if (root === 0) continue;
      const own = t.subarray(j * blockRows, j * blockRows + rows);
      const from = j * stride;
      const centreOfColumn = centre[j]!;
      const factorOfColumn = 1 / (scale[j]! * root);
      for (let r = 0; r < rows; r++)
        own[r] = (values[from + listed[start + r]!]! - centreOfColumn) * factorOfColumn;
      for (let k = 0; k < j; k++) row[k] = -lower[k * p + j]! / root;
      addProduct(t, blockRows, rows, j, row, own);
      for (let r = 0; r < rows; r++) {
        const at = listed[start + r]!;
        out[at] = out[at]! + own[r]! * own[r]!;
      }
    }
  }
}
