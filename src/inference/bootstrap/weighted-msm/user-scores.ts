import { withBlockKernel } from "../../../numeric/block-kernel.js";
import { blockRows } from "../../../numeric/gram.js";
import { sharedDoubles } from "./shared-array.js";

/** Each user's share of score and information of the propensity model at the fit of the whole sample. */
export interface UserScores {
  /** Σ a (A - p) z of user i at `gradient[i * columns + j]`. */
  readonly gradient: Float64Array;
  /** Lower triangle of Σ a p (1 - p) z z' of user i, column after column, p (p + 1) / 2 numbers each. */
  readonly information: Float64Array;
}

/** One pass over the rows. */
export function userScores(data: {
  readonly users: number;
  readonly rows: number;
  readonly columns: number;
  readonly firstRow: Int32Array;
  readonly covariates: Float64Array;
  readonly treatment: Uint8Array;
  readonly averaging: Float64Array | null;
  readonly balance: Float64Array;
}): UserScores {
  const { users, rows, columns: p, firstRow, covariates, treatment, averaging, balance } = data;
  const size = (p * (p + 1)) / 2;
  const gradient = sharedDoubles(users * p);
  const information = sharedDoubles(users * size);
  const residual = new Float64Array(blockRows);
  const working = new Float64Array(blockRows);
  withBlockKernel(p, (kernel) => {
    for (let i = 0; i < users; i++) {
      const own = gradient.subarray(i * p, (i + 1) * p);
      kernel.clearGram();
      for (let start = firstRow[i]!; start < firstRow[i + 1]!; start += blockRows) {
        const count = Math.min(blockRows, firstRow[i + 1]! - start);
        for (let j = 0; j < p; j++)
          kernel.values.set(covariates.subarray(j * rows + start, j * rows + start + count), j * blockRows);
        for (let r = 0; r < count; r++) {
          const b = balance[start + r]!;
          const a = averaging === null ? 1 : averaging[start + r]!;
          residual[r] = a * (treatment[start + r]! - (1 + b) / 2);
          working[r] = (a * (1 + b) * (1 - b)) / 4;
        }
        kernel.addTransposed(count, residual, own);
        kernel.addGram(count, working);
      }
      const gram = kernel.readGram();
      let at = i * size;
      for (let j = 0; j < p; j++) for (let k = j; k < p; k++) information[at++] = gram[j * p + k]!;
    }
  });
  return { gradient, information };
}
