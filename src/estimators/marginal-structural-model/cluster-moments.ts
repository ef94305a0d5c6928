import type { RowClusters } from "../../inference/row-clusters.js";
import { blockRows } from "../../numeric/gram.js";
import { lender } from "../../numeric/simd/lender.js";
import { type MomentKernel, momentKernel } from "../../numeric/simd/moment-kernel.js";

const lendKernel = lender(momentKernel);

/**
 * Σ w z z' of each cluster for z = (1, columns - origin): [size x size] each, the lower triangle in column-major order. One
 * pass over the rows: 128-bit WebAssembly where the machine has it, else plain JavaScript; they differ in the order of
 * additions (asserted to 1e-12).
 * @param runs     rows at which a run of one cluster begins, and the number of rows
 * @param clusters the cluster of each run
 */
export function clusterMoments(
  columns: readonly Float64Array[],
  origin: Float64Array,
  weights: Float64Array,
  runs: readonly number[],
  clusters: RowClusters,
  capability: "best" | "javascript" = "best",
): Float64Array {
  const scalar = () => scalarMoments(columns, origin, weights, runs, clusters);
  if (capability === "javascript") return scalar();
  return lendKernel((kernel) =>
    kernel === undefined ? scalar() : kernelMoments(kernel, columns, origin, weights, runs, clusters),
  );
}

/** Rows go to the kernel some 1,000 at a time, with the runs they make up; a run that goes on is continued. */
function kernelMoments(
  kernel: MomentKernel,
  columns: readonly Float64Array[],
  origin: Float64Array,
  weights: Float64Array,
  runs: readonly number[],
  { of, count }: RowClusters,
): Float64Array {
  const size = columns.length + 1;
  const sums = new Float64Array(count * size * size);
  const rows = runs.at(-1)!;
  kernel.origin.set(origin);
  let run = 0;
  for (let from = 0; from < rows; ) {
    const firstRun = run;
    let end = from;
    let here = 0;
    kernel.starts[0] = 0;
    while (run + 1 < runs.length && here < kernel.mostRuns) {
      end = Math.min(runs[run + 1]!, from + kernel.mostRows);
      kernel.starts[++here] = end - from;
      if (end < runs[run + 1]!) break;
      run += 1;
    }
    columns.forEach((column, j) => {
      kernel.values.set(column.subarray(from, end), j * kernel.mostRows);
    });
    kernel.weight.set(weights.subarray(from, end));
    const { values, side } = kernel.sums(columns.length, here);
    for (let k = 0; k < here; k++) addTriangle(values, k * side * side, side, sums, of[firstRun + k]!, size);
    from = end;
  }
  return sums;
}

/** Adds the first `size` rows and columns of a lower triangle to that of a cluster. */
function addTriangle(
  values: Float64Array,
  from: number,
  side: number,
  sums: Float64Array,
  cluster: number,
  size: number,
): void {
  const at = cluster * size * size;
  for (let k = 0; k < size; k++)
    for (let j = k; j < size; j++) {
      const place = at + k * size + j;
      sums[place] = sums[place]! + values[from + k * side + j]!;
    }
}

function scalarMoments(
  columns: readonly Float64Array[],
  origin: Float64Array,
  weights: Float64Array,
  runs: readonly number[],
  { of, count }: RowClusters,
): Float64Array {
  const size = columns.length + 1;
  const sums = new Float64Array(count * size * size);
  const z = new Float64Array(blockRows * size);
  const weighted = new Float64Array(blockRows * size);
  for (let run = 0; run + 1 < runs.length; run++) {
    const at = of[run]! * size * size;
    const end = runs[run + 1]!;
    for (let from = runs[run]!; from < end; from += blockRows) {
      const rows = Math.min(blockRows, end - from);
      sums[at] = sums[at]! + total(weights, from, rows);
      for (let j = 1; j < size; j++) {
        const sum = fill(columns[j - 1]!, origin[j - 1]!, weights, from, rows, z, weighted, j * blockRows);
        sums[at + j] = sums[at + j]! + sum;
      }
      addProducts(z, weighted, rows, size, sums, at);
    }
  }
  return sums;
}

function total(values: Float64Array, from: number, rows: number): number {
  let sum = 0;
  for (let r = from; r < from + rows; r++) sum += values[r]!;
  return sum;
}

/** Puts values - shift and their product with the weights into the blocks at `at`; returns the sum of the products. */
function fill(
  values: Float64Array,
  shift: number,
  weights: Float64Array,
  from: number,
  rows: number,
  z: Float64Array,
  weighted: Float64Array,
  at: number,
): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    const value = values[from + r]! - shift;
    const product = value * weights[from + r]!;
    z[at + r] = value;
    weighted[at + r] = product;
    sum += product;
  }
  return sum;
}

/** Adds Σ w z_k z_j for 1 <= k <= j; four rows side by side, so the order depends on the number of rows alone. */
function addProducts(
  z: Float64Array,
  weighted: Float64Array,
  rows: number,
  size: number,
  sums: Float64Array,
  at: number,
): void {
  for (let k = 1; k < size; k++)
    for (let j = k; j < size; j++) {
      const a = k * blockRows;
      const b = j * blockRows;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let r = 0;
      for (; r + 3 < rows; r += 4) {
        s0 += z[a + r]! * weighted[b + r]!;
        s1 += z[a + r + 1]! * weighted[b + r + 1]!;
        s2 += z[a + r + 2]! * weighted[b + r + 2]!;
        s3 += z[a + r + 3]! * weighted[b + r + 3]!;
      }
      for (; r < rows; r++) s0 += z[a + r]! * weighted[b + r]!;
      const place = at + k * size + j;
      sums[place] = sums[place]! + (s0 + s1 + (s2 + s3));
    }
}
