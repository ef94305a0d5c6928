import type { RowWorld } from "../row-world.js";
import { binaryOutcome } from "./binary-outcome.js";
import { bothNonlinear } from "./both-nonlinear.js";
import { noPositivity } from "./no-positivity.js";
import { nonlinearOutcome } from "./nonlinear-outcome.js";
import { nonlinearPropensity } from "./nonlinear-propensity.js";
import { rightModels } from "./right-models.js";
import { tinyEffectiveSize } from "./tiny-effective-size.js";
import { unmeasuredConfounder } from "./unmeasured-confounder.js";

/** Every world of rows. */
export const rowWorlds: readonly RowWorld[] = [
  rightModels,
  binaryOutcome,
  nonlinearPropensity,
  nonlinearOutcome,
  bothNonlinear,
  unmeasuredConfounder,
  noPositivity,
  tinyEffectiveSize,
];
