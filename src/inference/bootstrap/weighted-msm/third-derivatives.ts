import type { ClusterKernel, ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";
import type { UserScores } from "./user-scores.js";

/** With more columns the third derivatives cost more than they save. */
const mostColumns = 20;
/** Rows that are enough for derivatives which only steer. */
const enoughRows = 16_384;

/** How many third derivatives are kept: one for each l <= j <= k; none beyond 20 columns. */
export function thirdDerivativeCount(columns: number): number {
  return columns > mostColumns ? 0 : (columns * (columns + 1) * (columns + 2)) / 6;
}

/**
 * Third derivatives of the loss of the whole sample, Σ a q (1 - q) (1 - 2 q) x_l x_j x_k for l <= j <= k, k running
 * fastest, with q the probability of the arm not received, relative to the mean diagonal of the information. From about
 * 16,000 rows of users evenly spread: they steer steps, results do not depend on them but below the bound at which a fit
 * is settled.
 * @param out in the memory of the kernel, as long as `thirdDerivativeCount` says; not touched where that is 0
 */
export function thirdDerivatives(
  clusters: ClusterRows,
  scores: UserScores,
  kernel: ClusterKernel,
  out: Float64Array,
): void {
  if (out.length === 0) return;
  const { starts, columns: p } = clusters;
  const users = starts.length - 1;
  const every = Math.max(1, Math.floor(starts[users]! / enoughRows));
  kernel.thirdMoments(clusters, every, out.fill(0));
  const level = meanDiagonal(scores.information, p, users, every);
  for (let k = 0; k < out.length; k++) out[k] = level > 0 ? out[k]! / level : 0;
}

/** Of the information of each `every`-th user, added up. */
function meanDiagonal(information: Float64Array, p: number, users: number, every: number): number {
  let sum = 0;
  for (let u = 0; u < users; u += every) {
    let at = (u * p * (p + 1)) / 2;
    for (let j = 0; j < p; at += p - j, j++) sum += information[at]!;
  }
  return sum / p;
}

/** How the information changes along a step, lower triangle of a column-major [p x p] matrix. */
export function curvatureAlong(third: Float64Array, level: number, step: Float64Array): Float64Array {
  const p = step.length;
  const out = new Float64Array(p * p);
  let at = 0;
  for (let l = 0; l < p; l++)
    for (let j = l; j < p; j++)
      for (let k = j; k < p; k++) {
        const value = level * third[at++]!;
        out[j * p + k] = out[j * p + k]! + step[l]! * value;
        if (l < j) out[l * p + k] = out[l * p + k]! + step[j]! * value;
        if (j < k) out[l * p + j] = out[l * p + j]! + step[k]! * value;
      }
  return out;
}
