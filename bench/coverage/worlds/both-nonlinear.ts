import type { RowWorld } from "../row-world.js";
import { nonlinearOutcome } from "./nonlinear-outcome.js";
import { nonlinearPropensity } from "./nonlinear-propensity.js";

/** Both models are wrong; flexible learners can see what they miss. */
export const bothNonlinear: RowWorld = {
  name: "both nonlinear",
  sentence: "treatment and outcome follow a square that their models leave out",
  users: 1_000,
  rowsPerUser: 2,
  propensity: nonlinearPropensity.propensity,
  untreated: nonlinearOutcome.untreated,
  effect: () => 1,
};
