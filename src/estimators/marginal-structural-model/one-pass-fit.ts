import type { RowClusters } from "../../inference/row-clusters.js";
import { modelColumns } from "../../models/resolve-model.js";
import { asDoubles } from "../../models/terms/as-doubles.js";
import { isText } from "../../models/terms/data-table.js";
import type { WeightNuisance } from "../../weights/fitted-weights.js";
import { clusterMoments } from "./cluster-moments.js";
import { clusterScore, type MomentSolution, solveMoments, totalMoments } from "./moment-solution.js";
import type { MsmRows } from "./msm-rows.js";
import type { MarginalStructuralModelSpec } from "./msm-spec.js";
import { nuisanceScores } from "./nuisance-scores.js";
import { runsOf } from "./runs-of.js";

/** A weighted linear model with the influence of its clusters. */
export interface OnePassFit {
  readonly terms: readonly string[];
  readonly estimates: Float64Array;
  /** Weighted sum of squared residuals. */
  readonly deviance: number;
  /** As `stackedInfluence` has it, [terms][clusters]. */
  readonly influence: readonly Float64Array[];
}

/** Columns that the WebAssembly kernel holds, the outcome among them. */
const mostColumns = 12;

/** With more left over by other columns than this share of a column, sums of products are as good as residuals. */
const leastShare = 1e-4;

/**
 * The linear model by one pass over the rows, as `clusteredLeastSquares` has it, for the rows that take part.
 * @param nuisances  the models behind the weights whose uncertainty the influence includes
 * @returns undefined for whatever this is not made for, bad input too: no intercept, an offset, more than 11 columns, small
 * clusters, nearly collinear columns, numbers that are not finite; the model is then fitted, or refused, by `glm`
 * Checked against `glm` with `stackedInfluence` (test/estimators/marginal-structural-model.test.ts).
 */
export function onePassFit(
  spec: MarginalStructuralModelSpec,
  rows: MsmRows,
  clusters: RowClusters,
  nuisances: readonly WeightNuisance[],
): OnePassFit | undefined {
  const { table, kept, count } = rows;
  if (spec.family !== "gaussian") return undefined;
  const { columns, outcome, intercept, offset } = modelColumns(
    spec.formula === undefined
      ? { data: table, outcome: spec.outcome!, terms: spec.terms! }
      : { data: table, formula: spec.formula },
    "gaussian model",
  );
  if (!intercept || offset !== undefined || columns.length >= mostColumns || isText(outcome))
    return undefined;
  const terms = ["intercept", ...columns.map(({ name }) => name)];
  if (new Set(terms).size < terms.length) return undefined;
  const variables = [...columns.map(({ values }) => values), asDoubles(outcome as ArrayLike<number>)];
  const size = variables.length + 1;
  if (clusters.count * size > count) return undefined;
  const of = kept === null ? clusters.of : takenClusters(clusters.of, kept);
  const origin = Float64Array.from(variables, (values) => values[0]!);
  const sums = momentsOf(variables, origin, rows.keptWeights, { of, count: clusters.count });
  const total = totalMoments(sums, clusters.count, size);
  if (!total.every(Number.isFinite)) return undefined;
  const solution = solveMoments(total, origin);
  if (!(solution.leastShare > leastShare)) return undefined;
  const added =
    nuisances.length === 0
      ? undefined
      : nuisanceScores(variables, origin, solution.centred, rows, nuisances, clusters);
  const influence = influenceOf(sums, clusters.count, solution, added);
  if (!influence.every((own) => Number.isFinite(own.reduce((sum, x) => sum + x * x, 0)))) return undefined;
  return { terms, estimates: solution.estimates, deviance: solution.deviance, influence };
}

/** Rows of scattered clusters are put together first, which costs less than a sum for each run of them. */
function momentsOf(
  variables: readonly Float64Array[],
  origin: Float64Array,
  weights: Float64Array,
  clusters: RowClusters,
): Float64Array {
  const { of, count } = clusters;
  let columns = [...variables, weights];
  let inOrder = of;
  if (changesIn(of) > 4 * count + 16) {
    const order = rowsByCluster(clusters);
    columns = columns.map((values) => taken(values, order));
    inOrder = takenClusters(of, order);
  }
  const runs = runsOf(inOrder);
  const ofRun = new Int32Array(runs.length - 1);
  for (let run = 0; run < ofRun.length; run++) ofRun[run] = inOrder[runs[run]!]!;
  return clusterMoments(columns.slice(0, -1), origin, columns.at(-1)!, runs, { of: ofRun, count });
}

/** Rows whose cluster is not that of the row before. */
function changesIn(of: Int32Array): number {
  let changes = 0;
  for (let row = 1; row < of.length; row++) if (of[row] !== of[row - 1]) changes += 1;
  return changes;
}

function taken(values: Float64Array, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = values[rows[k]!]!;
  return out;
}

function takenClusters(of: Int32Array, rows: Int32Array): Int32Array {
  const out = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = of[rows[k]!]!;
  return out;
}

/** Rows of the first cluster, then of the second and so on; within a cluster in their order. */
function rowsByCluster({ of, count }: RowClusters): Int32Array {
  const next = new Int32Array(count + 1);
  for (let row = 0; row < of.length; row++) next[of[row]! + 1] = next[of[row]! + 1]! + 1;
  for (let g = 0; g < count; g++) next[g + 1] = next[g + 1]! + next[g]!;
  const order = new Int32Array(of.length);
  for (let row = 0; row < of.length; row++) {
    const g = of[row]!;
    order[next[g]!] = row;
    next[g] = next[g]! + 1;
  }
  return order;
}

function influenceOf(
  sums: Float64Array,
  clusters: number,
  { centred, inverse }: MomentSolution,
  added: readonly Float64Array[] | undefined,
): Float64Array[] {
  const p = centred.length;
  const score = new Float64Array(p);
  const influence = Array.from({ length: p }, () => new Float64Array(clusters));
  for (let g = 0; g < clusters; g++) {
    clusterScore(sums, g, centred, score);
    added?.forEach((own, k) => {
      score[k] = score[k]! + own[g]!;
    });
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += inverse[k]![j]! * score[k]!;
      influence[j]![g] = clusters * sum;
    }
  }
  return influence;
}
