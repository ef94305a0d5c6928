import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { blockRows } from "../numeric/gram.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmFamily } from "./families/family.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock, type StandardisedBlock } from "./standardised-blocks.js";

/** What one pass at given coefficients yields. */
export interface GlmState {
  readonly deviance: number;
  /** Σ a (y - μ) μ' / V z, [terms]. */
  readonly gradient: Float64Array;
  /** Lower triangle of Σ a μ'² / V z z'. */
  readonly information: Float64Array;
  /** Largest |z' step| over the rows: how far the step that led here moved any linear predictor; 0 without information. */
  readonly largestMove: number;
  /** Sum of the prior weights of the rows visited. */
  readonly weight: number;
}

/** What a pass may leave out. */
export interface PassOptions {
  /** Visits every n-th block of 256 rows only; default 1. */
  readonly every?: number;
  /** Whether the information is summed; default true. Without it a pass costs O(n p). */
  readonly information?: boolean;
}

/** Deviance, score and expected information of a model at `coefficients`, in one pass over the rows. */
export function glmPass(
  data: GlmRows,
  moments: ColumnMoments,
  family: GlmFamily,
  kernel: BlockKernel,
  coefficients: Float64Array,
  step: Float64Array,
  { every = 1, information = true }: PassOptions = {},
): GlmState {
  const gradient = new Float64Array(data.terms.length);
  const predictor = new Float64Array(blockRows);
  const move = new Float64Array(blockRows);
  const score = new Float64Array(blockRows);
  const working = new Float64Array(blockRows);
  let deviance = 0;
  let largestMove = 0;
  let total = 0;
  kernel.clearGram();
  const visit = ({ rows, response, weight, offset }: StandardisedBlock) => {
    kernel.product(rows, coefficients, predictor);
    for (let r = 0; r < rows; r++) {
      predictor[r] = predictor[r]! + offset[r]!;
      total += weight[r]!;
    }
    if (information) {
      kernel.product(rows, step, move);
      largestMove = largestOf(move, rows, largestMove);
    }
    deviance += family.evaluate(rows, predictor, response, weight, score, working);
    kernel.addTransposed(rows, score, gradient);
    if (information) kernel.addGram(rows, working);
  };
  forEachBlock(data, moments, kernel, visit, every);
  return { deviance, gradient, information: kernel.readGram(), largestMove, weight: total };
}

function largestOf(move: Float64Array, rows: number, least: number): number {
  let largest = least;
  for (let r = 0; r < rows; r++) {
    const moved = Math.abs(move[r]!);
    if (moved > largest) largest = moved;
  }
  return largest;
}
