import type { BlockKernel } from "../../../numeric/block-arithmetic.js";
import { factorise, solve } from "../../../numeric/cholesky.js";
import { coldPropensity } from "./cold-propensity.js";
import type { DrawnRows } from "./drawn-rows.js";
import { propensityPasses } from "./propensity-pass.js";
import { secantSteps } from "./secant-steps.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/** Root mean squared error of the linear predictor at which a fit is settled. */
const settled = 1e-9;
/** A step below this is taken to first order, which leaves its square. */
const smallStep = 1e-6;
const mostPasses = 12;

/**
 * The propensity model refitted on the drawn rows, its fitted values into `fitted`. Score and information of the draw at
 * the coefficients of the whole sample are sums over users, so the first Newton step needs no row; then gradient passes
 * with that information, improved by secants, until the step is negligible. A fit that does not settle so is done
 * cold, which says what is wrong if something is.
 * @throws what `fitLogistic` throws
 * Source: the fixed-Hessian iteration of Böhning & Lindsay (1988), from a one-step estimate.
 */
export function replicatePropensity(
  plan: WeightedMsmPlan,
  drawn: DrawnRows,
  multiplicities: Float64Array,
  kernel: BlockKernel,
  fitted: Float64Array,
): void {
  const p = plan.columns;
  const { gradient: before, information, level } = drawnScores(plan, multiplicities);
  const factor = factorise(information, p);
  const steps = secantSteps(factor);
  const passes = propensityPasses(plan, drawn, kernel);
  const shift = solve(factor, before);
  const gradient = new Float64Array(p);
  let moved: Float64Array = shift.slice();
  let previous = Number.POSITIVE_INFINITY;
  for (let pass = 1; pass <= mostPasses; pass++) {
    passes.evaluate(shift, fitted, gradient);
    steps.learn(
      moved,
      before.map((value, j) => value - gradient[j]!),
    );
    const step = steps.stepFrom(gradient);
    const ahead = step.reduce((sum, value, j) => sum + value * gradient[j]!, 0);
    const size = Math.sqrt(Math.max(ahead, 0) / level);
    if (size < settled) return;
    if (size < smallStep && size * size < settled * previous) {
      passes.nudge(step, fitted);
      return;
    }
    if (!(size < previous)) break;
    previous = size;
    before.set(gradient);
    moved = step;
    for (let j = 0; j < p; j++) shift[j] = shift[j]! + step[j]!;
  }
  coldPropensity(plan, drawn, fitted);
}

/** Score, information and Σ a p (1 - p) of the draw at the fit of the whole sample, by adding users. */
function drawnScores(plan: WeightedMsmPlan, multiplicities: Float64Array) {
  const { users, columns: p, scores } = plan;
  const size = (p * (p + 1)) / 2;
  const gradient = new Float64Array(p);
  const packed = new Float64Array(size);
  for (let i = 0; i < users; i++) {
    const count = multiplicities[i]!;
    if (count === 0) continue;
    const ownGradient = i * p;
    const ownInformation = i * size;
    for (let j = 0; j < p; j++) gradient[j] = gradient[j]! + count * scores.gradient[ownGradient + j]!;
    for (let j = 0; j < size; j++) packed[j] = packed[j]! + count * scores.information[ownInformation + j]!;
  }
  const information = new Float64Array(p * p);
  let at = 0;
  for (let j = 0; j < p; j++) for (let k = j; k < p; k++) information[j * p + k] = packed[at++]!;
  let trace = 0;
  for (let j = 0; j < p; j++) trace += information[j * p + j]!;
  return { gradient, information, level: trace / p };
}
