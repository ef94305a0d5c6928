import { NotEstimableError } from "../../../errors.js";
import { withBlockKernel } from "../../../numeric/block-kernel.js";
import { frequencyQuantiles } from "../../../numeric/frequency-quantiles.js";
import { cellNumerator } from "./cell-numerator.js";
import { cellStructuralModel } from "./cell-structural-model.js";
import { type DrawnRows, drawnRowsOf, drawRows } from "./drawn-rows.js";
import { replicatePropensity } from "./replicate-propensity.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/**
 * The chain on any user multiplicities: propensity, stabilised weights, truncation, weighted structural model. The
 * returned function keeps scratch of three row vectors and may be called again and again.
 * @throws (the returned function) NotEstimableError of the models, `weights.infinite`, `bootstrap.no-rows`
 */
export function weightedMsmStatistic(plan: WeightedMsmPlan): (multiplicities: Float64Array) => Float64Array {
  const drawn = drawnRowsOf(plan);
  const scratch = new Float64Array(plan.rows);
  const { cells } = plan;
  return (multiplicities) => {
    drawRows(plan, multiplicities, drawn);
    if (drawn.rows === 0)
      throw new NotEstimableError("bootstrap.no-rows", "no user of the resample has rows");
    const arms = new Float64Array(2 * cells.count);
    addToCells(plan, drawn, arms);
    const numerator = cellNumerator(cells, plan.numerator, arms);
    withBlockKernel(plan.columns, (kernel) =>
      replicatePropensity(plan, drawn, multiplicities, kernel, scratch),
    );
    turnIntoWeights(plan, drawn, numerator, scratch);
    const [low, high] =
      plan.truncation === null
        ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
        : frequencyQuantiles(scratch, drawn.frequency, drawn.rows, plan.truncation);
    const weight = arms.fill(0);
    const moment = new Float64Array(2 * cells.count);
    addOutcomes(plan, drawn, scratch, low!, high!, weight, moment);
    if (!moment.every(Number.isFinite))
      throw new NotEstimableError(
        "weights.infinite",
        "a fitted probability of the treatment that a row had rounds to 0; restrict the population or drop the outlying term",
      );
    return cellStructuralModel(plan, weight, moment);
  };
}

/** Adds each row's weight to its cell and arm. */
function addToCells(plan: WeightedMsmPlan, drawn: DrawnRows, arms: Float64Array): void {
  const { treatment, cells } = plan;
  const { ofRow } = cells;
  let k = 0;
  for (let run = 0; run < drawn.runs; run++) {
    const end = drawn.starts[run]! + drawn.lengths[run]!;
    for (let row = drawn.starts[run]!; row < end; row++) {
      const at = 2 * ofRow[row]! + treatment[row]!;
      arms[at] = arms[at]! + drawn.weight[k++]!;
    }
  }
}

/** Propensities become stabilised weights, in place. */
function turnIntoWeights(
  plan: WeightedMsmPlan,
  drawn: DrawnRows,
  numerator: Float64Array,
  values: Float64Array,
): void {
  const { treatment, cells } = plan;
  const { ofRow } = cells;
  let k = 0;
  for (let run = 0; run < drawn.runs; run++) {
    const end = drawn.starts[run]! + drawn.lengths[run]!;
    for (let row = drawn.starts[run]!; row < end; row++) {
      const share = numerator[ofRow[row]!]!;
      const p = values[k]!;
      values[k++] = treatment[row] === 1 ? share / p : (1 - share) / (1 - p);
    }
  }
}

/** Adds weights, truncated, and weighted outcomes to cells and arms. */
function addOutcomes(
  plan: WeightedMsmPlan,
  drawn: DrawnRows,
  raw: Float64Array,
  low: number,
  high: number,
  weight: Float64Array,
  moment: Float64Array,
): void {
  const { treatment, outcome, cells } = plan;
  const { ofRow } = cells;
  let k = 0;
  for (let run = 0; run < drawn.runs; run++) {
    const end = drawn.starts[run]! + drawn.lengths[run]!;
    for (let row = drawn.starts[run]!; row < end; row++) {
      const value = raw[k]!;
      const w = (value < low ? low : value > high ? high : value) * drawn.weight[k]!;
      const at = 2 * ofRow[row]! + treatment[row]!;
      weight[at] = weight[at]! + w;
      moment[at] = moment[at]! + w * outcome[row]!;
      k += 1;
    }
  }
}
