import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { blockRows } from "../numeric/gram.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock } from "./standardised-blocks.js";

export interface MultinomialState {
  readonly deviance: number;
  /** Σ a (1[y = k] - p_k) z for k = 1 … K - 1, one after another. */
  readonly gradient: Float64Array;
  /** Lower triangle of the information, [(K - 1) p] squared, column-major. */
  readonly information: Float64Array;
}

/**
 * Deviance, score and information of a multinomial logit with K classes (0 is the reference) at `coefficients`
 * [K - 1 runs of p], in one pass. The (k, l) block of the information is Σ a p_k (1[k = l] - p_l) z z'.
 */
export function multinomialPass(
  data: GlmRows,
  moments: ColumnMoments,
  kernel: BlockKernel,
  classes: number,
  coefficients: Float64Array,
): MultinomialState {
  const p = data.terms.length;
  const others = classes - 1;
  const size = others * p;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const share = Array.from({ length: others }, () => new Float64Array(blockRows));
  const work = new Float64Array(blockRows);
  let deviance = 0;
  forEachBlock(data, moments, kernel, ({ rows, response, weight }) => {
    for (let k = 0; k < others; k++)
      kernel.product(rows, coefficients.subarray(k * p, (k + 1) * p), share[k]!);
    for (let r = 0; r < rows; r++) deviance += 2 * weight[r]! * toShares(share, r, response[r]!);
    for (let k = 0; k < others; k++) {
      const own = share[k]!;
      for (let r = 0; r < rows; r++) work[r] = weight[r]! * ((response[r] === k + 1 ? 1 : 0) - own[r]!);
      kernel.addTransposed(rows, work, gradient.subarray(k * p, (k + 1) * p));
      for (let l = k; l < others; l++) {
        const other = share[l]!;
        for (let r = 0; r < rows; r++) work[r] = weight[r]! * own[r]! * ((k === l ? 1 : 0) - other[r]!);
        kernel.clearGram();
        kernel.addGram(rows, work);
        addBlock(information, size, kernel.readGram(), p, k, l);
      }
    }
  });
  return { deviance, gradient, information };
}

/** Turns the linear predictors of a row into probabilities, in place; returns -log of that of its class. */
function toShares(share: readonly Float64Array[], r: number, own: number): number {
  let most = 0;
  for (const one of share) most = Math.max(most, one[r]!);
  let sum = Math.exp(-most);
  for (const one of share) sum += Math.exp(one[r]! - most);
  const log = most + Math.log(sum);
  const lost = own === 0 ? log : log - share[own - 1]![r]!;
  for (const one of share) one[r] = Math.exp(one[r]! - log);
  return lost;
}

/** Adds a symmetric p x p block (its lower triangle given) at class pair (l, k), l >= k, of the lower triangle. */
function addBlock(
  target: Float64Array,
  size: number,
  gram: Float64Array,
  p: number,
  k: number,
  l: number,
): void {
  for (let j = 0; j < p; j++)
    for (let i = 0; i < p; i++) {
      if (k === l && i < j) continue;
      const at = (k * p + j) * size + l * p + i;
      target[at] = target[at]! + gram[i >= j ? j * p + i : i * p + j]!;
    }
}
