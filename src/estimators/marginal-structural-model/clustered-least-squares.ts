import { checkCall, kinds } from "../../call-check.js";
import { NotEstimableError, PanelError, SingularMatrixError } from "../../errors.js";
import { type RowClusters, rowClusters } from "../../inference/row-clusters.js";
import { type CoefficientRow, coefficientTable } from "../../models/coefficient-table.js";
import { checkValues } from "../../models/terms/check-values.js";
import { factorise, solve } from "../../numeric/cholesky.js";
import type { Matrix } from "../../numeric/matrix.js";
import { clusterMoments } from "./cluster-moments.js";

export interface ClusteredLeastSquaresSpec {
  /** Regressors by name, few; an intercept comes first. */
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly outcome: Float64Array;
  /** At least 0. */
  readonly weights: Float64Array;
  /** Unit of each row. */
  readonly cluster: ArrayLike<number> | ArrayLike<string>;
  /** Multiplies the covariance by G / (G - 1); default false. */
  readonly clusterCorrection?: boolean;
}

export interface ClusteredLeastSquares {
  readonly coefficients: readonly CoefficientRow[];
  /** Clustered HC0 that takes the weights as known; column-major. */
  readonly covariance: Matrix;
  readonly clusters: number;
}

const mostColumns = 8;

/**
 * Weighted least squares with errors clustered by unit, in one pass over the rows: each cluster keeps Σ w z z' for
 * z = (1, x, y), from which both the normal equations and the cluster's score Σ w x (y - x'β) follow. For the plain fit of a
 * marginal structural model over many rows when the weights are taken as known; `marginalStructuralModel` gives the same
 * numbers, stacked errors and everything else. Columns and outcome are taken relative to their value in the first row. Memory
 * O(clusters · columns²); at most 8 columns.
 * @throws PanelError `model.lengths`, `cluster.missing`; NotEstimableError `model.weights`, `msm.few-clusters`,
 * `msm.too-many-columns`, `model.constant-outcome`; PanelError `table.values` (not numbers); PanelError `design.not-finite` when a column, the outcome or a weight is not finite, naming it;
 * SingularMatrixError `msm.collinear` naming the columns
 * Source: Liang & Zeger (1986). Checked against `marginalStructuralModel`, which is held to survey, and statsmodels
 * (bench/models/msm.mjs).
 */
export function clusteredLeastSquares(spec: ClusteredLeastSquaresSpec): ClusteredLeastSquares {
  checkCall("clusteredLeastSquares", spec, {
    columns: kinds.columns,
    outcome: kinds.rows,
    weights: kinds.rows,
    cluster: kinds.rows,
  });
  for (const [name, values] of Object.entries({
    ...spec.columns,
    outcome: spec.outcome,
    weights: spec.weights,
  }))
    checkValues(values, name, true);
  const names = Object.keys(spec.columns);
  const columns = Object.values(spec.columns);
  const rows = spec.outcome.length;
  if (names.length > mostColumns)
    throw new NotEstimableError(
      "msm.too-many-columns",
      `${names.length} columns; the one-pass fit takes at most ${mostColumns} (use marginalStructuralModel)`,
    );
  for (const [name, values] of [...Object.entries(spec.columns), ["weights", spec.weights] as const])
    if (values.length !== rows)
      throw new PanelError(
        "model.lengths",
        `${name} has ${values.length} values, but the outcome has ${rows}; every column has one value a row`,
        { name },
      );
  const runs = runsOf(spec.cluster);
  const clusters = clustersOfRuns(spec.cluster, runs, rows);
  const all = [...columns, spec.outcome];
  const origin = Float64Array.from(all, (values) => values[0] ?? 0);
  const sums = clusterMoments(all, origin, spec.weights, runs, clusters);
  const size = all.length + 1;
  const whole = totalOf(sums, clusters.count, size);
  if (rows === 0 || !whole.every(Number.isFinite)) throw notFinite(spec, rows);
  checkNotNegative(spec.weights);
  checkVaries(spec);
  return solved(names, sums, whole, origin, clusters.count, spec.clusterCorrection === true);
}

/** The cluster of each run; a label that is missing is told with its row. */
function clustersOfRuns(
  cluster: ClusteredLeastSquaresSpec["cluster"],
  runs: readonly number[],
  rows: number,
): RowClusters {
  const heads = runs.slice(0, -1).map((row) => cluster[row]!) as readonly number[] | readonly string[];
  const missing = heads.findIndex((label) => label === "" || Number.isNaN(label) || label === undefined);
  return missing >= 0 || cluster.length !== rows
    ? rowClusters(cluster, rows)
    : rowClusters(heads, heads.length);
}

/** Rows that follow each other in one cluster: where each run begins, and the number of rows at the end. */
function runsOf(cluster: ArrayLike<number> | ArrayLike<string>): number[] {
  const starts: number[] = [];
  for (let r = 0; r < cluster.length; r++) if (r === 0 || cluster[r] !== cluster[r - 1]) starts.push(r);
  starts.push(cluster.length);
  return starts;
}

function checkNotNegative(weights: Float64Array): void {
  for (let r = 0; r < weights.length; r++)
    if (weights[r]! < 0)
      throw new NotEstimableError(
        "model.weights",
        `the weight of row ${r} is ${weights[r]}; expected at least 0`,
        {
          row: r,
        },
      );
}

function checkVaries({ outcome, weights }: ClusteredLeastSquaresSpec): void {
  let first: number | undefined;
  for (let r = 0; r < outcome.length; r++) {
    if (weights[r] === 0) continue;
    first ??= outcome[r]!;
    if (outcome[r] !== first) return;
  }
  throw new NotEstimableError(
    first === undefined ? "model.weights" : "model.constant-outcome",
    first === undefined
      ? `all ${weights.length} weights are 0; no row takes part`
      : `the outcome is ${first} in every row with weight; expected it to vary`,
  );
}

function totalOf(sums: Float64Array, clusters: number, size: number): Float64Array {
  const places = size * size;
  const total = new Float64Array(places);
  for (let g = 0; g < clusters; g++)
    for (let k = 0; k < places; k++) total[k] = total[k]! + sums[g * places + k]!;
  return total;
}

function solved(
  names: readonly string[],
  sums: Float64Array,
  total: Float64Array,
  origin: Float64Array,
  clusters: number,
  corrected: boolean,
): ClusteredLeastSquares {
  const p = names.length + 1;
  const place = (j: number, k: number) => (j >= k ? k * (p + 1) + j : j * (p + 1) + k);
  const gram = new Float64Array(p * p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) gram[j * p + k] = total[place(j, k)]!;
  const factor = factorise(gram, p);
  if (factor.aliased.length > 0)
    throw new SingularMatrixError(
      "msm.collinear",
      `${factor.aliased.map((j) => ["intercept", ...names][j]).join(", ")} are exact combinations of the columns before; leave them out`,
    );
  const moment = Float64Array.from({ length: p }, (_, j) => total[place(p, j)]!);
  const centred = solve(factor, moment);
  const inverse = Array.from({ length: p }, (_, j) =>
    solve(
      factor,
      Float64Array.from({ length: p }, (__, k) => (k === j ? 1 : 0)),
    ),
  );
  // the intercept at x = 0 and y = 0, not at the first row's
  const back = Float64Array.from({ length: p }, (_, j) => (j === 0 ? 1 : -origin[j - 1]!));
  for (let j = 0; j < p; j++)
    inverse[j]![0] = inverse[j]!.reduce((sum, value, k) => sum + back[k]! * value, 0);
  const { bearing, products } = scoreProducts(sums, clusters, centred);
  if (bearing < Math.max(2, p))
    throw new NotEstimableError(
      "msm.few-clusters",
      `${bearing} clusters cannot carry the errors of ${p} coefficients; drop columns, or give more clusters`,
      { clusters: bearing, coefficients: p },
    );
  const estimates = centred.slice();
  estimates[0] = origin[p - 1]! + back.reduce((sum, value, k) => sum + value * centred[k]!, 0);
  const values = new Float64Array(p * p);
  const scale = corrected ? clusters / (clusters - 1) : 1;
  for (let j = 0; j < p; j++)
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (let l = 0; l < p; l++)
        for (let m = 0; m < p; m++)
          sum += inverse[l]![j]! * products[Math.min(l, m) * p + Math.max(l, m)]! * inverse[m]![k]!;
      values[j * p + k] = scale * sum;
      values[k * p + j] = scale * sum;
    }
  return Object.freeze({
    coefficients: coefficientTable(
      ["intercept", ...names],
      estimates,
      values,
      bearing < 50 ? bearing - 1 : null,
    ),
    covariance: { rows: p, columns: p, values },
    clusters,
  });
}

/**
 * Σ s s' over clusters of their scores s = Σ w x (y - x'β), lower triangle of a column-major [p x p] matrix, and how many
 * clusters have weight.
 */
function scoreProducts(sums: Float64Array, clusters: number, coefficients: Float64Array) {
  const p = coefficients.length;
  const side = p + 1;
  const products = new Float64Array(p * p);
  const score = new Float64Array(p);
  let bearing = 0;
  for (let g = 0; g < clusters; g++) {
    const at = g * side * side;
    if (sums[at]! > 0) bearing += 1;
    for (let j = 0; j < p; j++) score[j] = sums[at + j * side + p]!;
    for (let k = 0; k < p; k++) {
      const own = coefficients[k]!;
      score[k] = score[k]! - sums[at + k * side + k]! * own;
      for (let j = k + 1; j < p; j++) {
        const value = sums[at + k * side + j]!;
        score[j] = score[j]! - value * own;
        score[k] = score[k]! - value * coefficients[j]!;
      }
    }
    for (let k = 0; k < p; k++)
      for (let j = k; j < p; j++) products[k * p + j] = products[k * p + j]! + score[j]! * score[k]!;
  }
  return { bearing, products };
}

function notFinite(spec: ClusteredLeastSquaresSpec, rows: number): Error {
  const columns = { ...spec.columns, outcome: spec.outcome, weights: spec.weights };
  for (const [name, values] of Object.entries(columns)) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0)
      return new PanelError(
        "design.not-finite",
        `${name} is ${values[row]} in row ${row}; expected a finite number`,
        {
          name,
          row,
        },
      );
  }
  return new NotEstimableError(
    "model.weights",
    `${rows} rows carry no finite sums; expected rows, and values below 1e150`,
  );
}
