import type { RowWorld } from "../row-world.js";
import { nonlinearOutcome } from "./nonlinear-outcome.js";
import { nonlinearPropensity } from "./nonlinear-propensity.js";

/**
 * Both models are wrong; flexible learners can see what they miss. Without bounds the square in the log odds would outweigh
 * the normal density: 1 / P(untreated | state) would have no finite mean and the efficient influence function no finite
 * variance (with the true nuisances 0.93 of the SD of the estimates, 20,000 samples), and no estimator is then root-n.
 * So every state is treated with a chance from 5 to 95 %.
 */
export const bothNonlinear: RowWorld = {
  name: "both nonlinear",
  sentence: "treatment and outcome follow a square that their models leave out",
  users: 1_000,
  rowsPerUser: 2,
  propensity: (state) => 0.05 + 0.9 * nonlinearPropensity.propensity(state),
  untreated: nonlinearOutcome.untreated,
  effect: () => 1,
};
