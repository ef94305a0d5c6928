import { factorise, solve } from "../../numeric/cholesky.js";

/** Weighted least squares from sums of products, with its intercept first. */
export interface MomentSolution {
  /** Columns that are exact combinations of those before; everything else is then without meaning. */
  readonly aliased: readonly number[];
  readonly estimates: Float64Array;
  /** Estimates of columns and outcome relative to the origin, in which scores of clusters are told. */
  readonly centred: Float64Array;
  /** `inverse[k][j]`: what a unit of the score of k, columns relative to the origin, adds to estimate j. */
  readonly inverse: readonly Float64Array[];
  /**
   * The smallest share of its own square that columns before leave of a column, and all of the outcome; 0 or NaN where a
   * column or the outcome does not vary. Rounding is of the order of 1e-16 over this.
   */
  readonly leastShare: number;
  /** Weighted sum of squared residuals. */
  readonly deviance: number;
}

/**
 * Solves the normal equations.
 * @param total  Σ w z z' of all rows for z = (1, columns - origin, outcome - origin): lower triangle, column-major
 * @param origin of the columns, and of the outcome as the last
 */
export function solveMoments(total: Float64Array, origin: Float64Array): MomentSolution {
  const p = origin.length;
  const size = p + 1;
  const place = (j: number, k: number) => (j >= k ? k * size + j : j * size + k);
  const gram = new Float64Array(p * p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) gram[j * p + k] = total[place(j, k)]!;
  const factor = factorise(gram, p);
  const moment = Float64Array.from({ length: p }, (_, j) => total[place(p, j)]!);
  const centred = solve(factor, moment);
  // the intercept at x = 0 and y = 0, not at the origin
  const back = Float64Array.from({ length: p }, (_, j) => (j === 0 ? 1 : -origin[j - 1]!));
  const intercept = (own: Float64Array) => own.reduce((sum, value, k) => sum + back[k]! * value, 0);
  const inverse = Array.from({ length: p }, (_, j) => {
    const own = solve(
      factor,
      Float64Array.from({ length: p }, (__, k) => (k === j ? 1 : 0)),
    );
    own[0] = intercept(own);
    return own;
  });
  const estimates = centred.slice();
  estimates[0] = origin[p - 1]! + intercept(centred);
  const { lower } = factorise(total, size, 0);
  let leastShare = 1;
  for (let j = 1; j < size; j++)
    leastShare = Math.min(leastShare, lower[j * size + j]! ** 2 / total[j * size + j]!);
  return {
    aliased: factor.aliased,
    estimates,
    centred,
    inverse,
    leastShare,
    deviance: lower[size * size - 1]! ** 2,
  };
}

/** The sums of all clusters: of [size x size] blocks one after the other. */
export function totalMoments(sums: Float64Array, clusters: number, size: number): Float64Array {
  const places = size * size;
  const total = new Float64Array(places);
  for (let g = 0; g < clusters; g++)
    for (let k = 0; k < places; k++) total[k] = total[k]! + sums[g * places + k]!;
  return total;
}

/** Puts the scores Σ w x (y - x'β) of cluster g, columns and outcome relative to the origin, into `score`. */
export function clusterScore(
  sums: Float64Array,
  g: number,
  centred: Float64Array,
  score: Float64Array,
): void {
  const p = centred.length;
  const side = p + 1;
  const at = g * side * side;
  for (let j = 0; j < p; j++) score[j] = sums[at + j * side + p]!;
  for (let k = 0; k < p; k++) {
    const own = centred[k]!;
    score[k] = score[k]! - sums[at + k * side + k]! * own;
    for (let j = k + 1; j < p; j++) {
      const value = sums[at + k * side + j]!;
      score[j] = score[j]! - value * own;
      score[k] = score[k]! - value * centred[j]!;
    }
  }
}
