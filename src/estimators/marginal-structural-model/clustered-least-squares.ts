import { checkCall, kinds } from "../../call-check.js";
import { NotEstimableError, PanelError, SingularMatrixError } from "../../errors.js";
import { type RowClusters, rowClusters } from "../../inference/row-clusters.js";
import { type CoefficientRow, coefficientTable } from "../../models/coefficient-table.js";
import { checkValues } from "../../models/terms/check-values.js";
import type { Matrix } from "../../numeric/matrix.js";
import { clusterMoments } from "./cluster-moments.js";
import { clusterScore, solveMoments, totalMoments } from "./moment-solution.js";
import { runsOf } from "./runs-of.js";

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
  const whole = totalMoments(sums, clusters.count, size);
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

function solved(
  names: readonly string[],
  sums: Float64Array,
  total: Float64Array,
  origin: Float64Array,
  clusters: number,
  corrected: boolean,
): ClusteredLeastSquares {
  const p = names.length + 1;
  const { aliased, estimates, centred, inverse } = solveMoments(total, origin);
  if (aliased.length > 0)
    throw new SingularMatrixError(
      "msm.collinear",
      `${aliased.map((j) => ["intercept", ...names][j]).join(", ")} are exact combinations of the columns before; leave them out`,
    );
  const { bearing, products } = scoreProducts(sums, clusters, centred);
  if (bearing < Math.max(2, p))
    throw new NotEstimableError(
      "msm.few-clusters",
      `${bearing} clusters cannot carry the errors of ${p} coefficients; drop columns, or give more clusters`,
      { clusters: bearing, coefficients: p },
    );
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
function scoreProducts(sums: Float64Array, clusters: number, centred: Float64Array) {
  const p = centred.length;
  const products = new Float64Array(p * p);
  const score = new Float64Array(p);
  let bearing = 0;
  for (let g = 0; g < clusters; g++) {
    if (sums[g * (p + 1) ** 2]! > 0) bearing += 1;
    clusterScore(sums, g, centred, score);
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
