import type { Design } from "../../../design/design.js";
import { inProcessRunner } from "../in-process-runner.js";
import type { ReplicateRunner } from "../replicate-runner.js";
import { planWeightedMsm, type WeightedMsmOptions } from "./weighted-msm-plan.js";
import { weightedMsmStatistic } from "./weighted-msm-statistic.js";

/**
 * The chain propensity (logistic, all terms of the design) → stabilised weights → truncation → linear marginal
 * structural model, refitted wholly on each resample, in this thread: warm-started from the whole sample, each replicate
 * equal to a cold fit to about 1e-9. For several threads see `threadedRunner`.
 * @throws as `planWeightedMsm`
 */
export function weightedMsmRunner(design: Design, options: WeightedMsmOptions = {}): ReplicateRunner {
  const plan = planWeightedMsm(design, options);
  return inProcessRunner(plan.users, plan.parameters, weightedMsmStatistic(plan));
}
