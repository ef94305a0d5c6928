import { withBlockKernel } from "../../../numeric/block-kernel.js";
import { blockRows } from "../../../numeric/gram.js";
import type { ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";

/** With more columns the third derivatives cost more than they save. */
const mostColumns = 20;
/** Rows that are enough for derivatives which only steer. */
const enoughRows = 16_384;

/**
 * Third derivatives of the loss of the whole sample, Σ a q (1 - q) (1 - 2 q) x x' x_l with q the probability of the arm
 * not received, relative to the mean diagonal of the information: l'th lower triangle, column after column, from
 * `l p (p + 1) / 2`. From about 16,000 rows of users evenly spread: they steer steps, results do not depend on them but
 * below the bound at which a fit is settled. null beyond 20 columns.
 */
export function thirdDerivatives(data: ClusterRows): Float64Array | null {
  const { starts, columns: p, design, odds, weight } = data;
  if (p > mostColumns) return null;
  const users = starts.length - 1;
  const every = Math.max(1, Math.floor(starts[users]! / enoughRows));
  const size = (p * (p + 1)) / 2;
  const out = new Float64Array(p * size);
  let level = 0;
  withBlockKernel(p, (kernel) => {
    const second = new Float64Array(blockRows);
    const third = new Float64Array(blockRows);
    for (let l = 0; l < p; l++) {
      kernel.clearGram();
      for (let u = 0; u < users; u += every) {
        const rows = Math.min(blockRows, starts[u + 1]! - starts[u]!);
        copyRows(data, u, rows, kernel.values);
        for (let r = 0; r < rows; r++) {
          const row = starts[u]! + r;
          const other = 1 / (1 + odds[row]!);
          const x = design[p * starts[u]! + l * (starts[u + 1]! - starts[u]!) + r]!;
          second[r] = (weight === null ? 1 : weight[row]!) * other * (1 - other);
          third[r] = second[r]! * (2 * other - 1) * x;
          level += second[r]! * x * x;
        }
        kernel.addGram(rows, third);
      }
      const gram = kernel.readGram();
      let at = l * size;
      for (let j = 0; j < p; j++) for (let k = j; k < p; k++) out[at++] = gram[j * p + k]!;
    }
  });
  return level > 0 ? out.map((value) => (value * p) / level) : null;
}

function copyRows({ starts, columns, design }: ClusterRows, user: number, rows: number, to: Float64Array) {
  const stride = starts[user + 1]! - starts[user]!;
  for (let j = 0; j < columns; j++) {
    const from = columns * starts[user]! + j * stride;
    for (let r = 0; r < rows; r++) to[j * blockRows + r] = design[from + r]!;
  }
}
