import type { BlockKernel } from "../../../numeric/block-arithmetic.js";
import { blockRows } from "../../../numeric/gram.js";
import type { DrawnRows } from "./drawn-rows.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/** Below this move of the linear predictor the fourth convergent of tanh holds to 1e-13. */
const smallMove = 0.5;

/** Passes over the drawn rows of a plan, with their scratch. */
export interface PropensityPasses {
  /**
   * Propensities at a distance `shift` from the coefficients of the whole sample, into `fitted` (row by row of the
   * drawn rows), and the score there, into `gradient`. With b = tanh(η / 2) of the whole sample and t = tanh(z'shift / 2),
   * the propensity is (1 + (b + t) / (1 + b t)) / 2, so no exponential is needed where the move is small.
   */
  evaluate(shift: Float64Array, fitted: Float64Array, gradient: Float64Array): void;
  /** Moves `fitted` by p (1 - p) z'step: right to the square of the step. */
  nudge(step: Float64Array, fitted: Float64Array): void;
}

/** @param kernel of `plan.columns` columns */
export function propensityPasses(
  plan: WeightedMsmPlan,
  drawn: DrawnRows,
  kernel: BlockKernel,
): PropensityPasses {
  const { rows: stride, columns, covariates, treatment, balance } = plan;
  const move = new Float64Array(blockRows);
  const residual = new Float64Array(blockRows);
  const forEachChunk = (visit: (row: number, count: number, done: number) => void) => {
    let done = 0;
    for (let run = 0; run < drawn.runs; run++) {
      const end = drawn.starts[run]! + drawn.lengths[run]!;
      for (let row = drawn.starts[run]!; row < end; row += blockRows) {
        const count = Math.min(blockRows, end - row);
        copyChunk(covariates, stride, row, kernel.values, count, columns);
        visit(row, count, done);
        done += count;
      }
    }
  };
  return {
    evaluate(shift, fitted, gradient) {
      gradient.fill(0);
      forEachChunk((row, count, done) => {
        kernel.product(count, shift, move);
        evaluateChunk(row, count, done, move, balance, treatment, drawn.weight, fitted, residual);
        kernel.addTransposed(count, residual, gradient);
      });
    },
    nudge(step, fitted) {
      forEachChunk((_, count, done) => {
        kernel.product(count, step, move);
        for (let r = 0; r < count; r++) {
          const p = fitted[done + r]!;
          fitted[done + r] = p + p * (1 - p) * move[r]!;
        }
      });
    },
  };
}

function copyChunk(
  from: Float64Array,
  stride: number,
  row: number,
  to: Float64Array,
  count: number,
  columns: number,
): void {
  let j = 0;
  for (; j + 3 < columns; j += 4) {
    const s0 = j * stride + row;
    const s1 = s0 + stride;
    const s2 = s1 + stride;
    const s3 = s2 + stride;
    const t0 = j * blockRows;
    for (let r = 0; r < count; r++) {
      to[t0 + r] = from[s0 + r]!;
      to[t0 + blockRows + r] = from[s1 + r]!;
      to[t0 + 2 * blockRows + r] = from[s2 + r]!;
      to[t0 + 3 * blockRows + r] = from[s3 + r]!;
    }
  }
  for (; j < columns; j++) {
    const source = j * stride + row;
    for (let r = 0; r < count; r++) to[j * blockRows + r] = from[source + r]!;
  }
}

function evaluateChunk(
  row: number,
  count: number,
  done: number,
  move: Float64Array,
  balance: Float64Array,
  treatment: Uint8Array,
  weight: Float64Array,
  fitted: Float64Array,
  residual: Float64Array,
): void {
  for (let r = 0; r < count; r++) {
    const b = balance[row + r]!;
    const d = move[r]!;
    let p: number;
    if (d < smallMove && d > -smallMove) {
      const x = d / 2;
      const s = x * x;
      const top = x * (945 + s * (105 + s));
      const bottom = 945 + s * (420 + 15 * s);
      p = 0.5 + (0.5 * (b * bottom + top)) / (bottom + b * top);
    } else {
      const odds = (1 + b) * Math.exp(d);
      p = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 - b + odds);
    }
    fitted[done + r] = p;
    residual[r] = weight[done + r]! * (treatment[row + r]! - p);
  }
}
