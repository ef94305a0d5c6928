import type { RowClusters } from "../../inference/row-clusters.js";
import type { WeightNuisance } from "../../weights/fitted-weights.js";
import type { MsmRows } from "./msm-rows.js";

/**
 * What the models behind the weights add to the score of each coefficient of a linear model by cluster,
 * [coefficients][clusters]; columns and outcome relative to the origin, the intercept first.
 * @param variables columns and outcome of the rows that take part
 * @param centred   coefficients relative to the origin
 */
export function nuisanceScores(
  variables: readonly Float64Array[],
  origin: Float64Array,
  centred: Float64Array,
  { all, kept }: MsmRows,
  nuisances: readonly WeightNuisance[],
  clusters: RowClusters,
): Float64Array[] {
  const residual = residuals(variables, origin, centred);
  const sensitivity = new Float64Array(all);
  const contribution = new Float64Array(all);
  return Array.from(centred, (_, j) => {
    const own = j === 0 ? residual : products(variables[j - 1]!, origin[j - 1]!, residual);
    if (kept === null) sensitivity.set(own);
    else place(own, kept, sensitivity);
    contribution.fill(0);
    for (const nuisance of nuisances) nuisance.addScores(sensitivity, contribution);
    return sumsOf(contribution, clusters);
  });
}

function products(x: Float64Array, about: number, residual: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let r = 0; r < x.length; r++) out[r] = (x[r]! - about) * residual[r]!;
  return out;
}

function place(values: Float64Array, rows: Int32Array, into: Float64Array): void {
  for (let k = 0; k < rows.length; k++) into[rows[k]!] = values[k]!;
}

function sumsOf(values: Float64Array, { of, count }: RowClusters): Float64Array {
  const sums = new Float64Array(count);
  for (let row = 0; row < values.length; row++) {
    const g = of[row]!;
    sums[g] = sums[g]! + values[row]!;
  }
  return sums;
}

function residuals(
  variables: readonly Float64Array[],
  origin: Float64Array,
  centred: Float64Array,
): Float64Array {
  const last = variables.length - 1;
  const out = new Float64Array(variables[last]!.length).fill(-origin[last]! - centred[0]!);
  add(1, variables[last]!, 0, out);
  for (let j = 0; j < last; j++) add(-centred[j + 1]!, variables[j]!, origin[j]!, out);
  return out;
}

function add(factor: number, x: Float64Array, about: number, out: Float64Array): void {
  for (let r = 0; r < out.length; r++) out[r] = out[r]! + factor * (x[r]! - about);
}
