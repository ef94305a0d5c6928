import { arrayOf, checkCall, kinds } from "../../call-check.js";
import type { Design } from "../../design/design.js";
import { inProcessRunner } from "./in-process-runner.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import { resampledDesign } from "./resampled-design.js";

/**
 * Runs any function of a design in this thread: it is given the design with user multiplicities as frequency weights
 * (`resampledDesign`), and so must weight by `averaging` whatever it fits or averages, as every estimator of this package
 * does: `designRunner(design, ["effect"], (d) => [estimators.ipw.estimate(d).effect.estimate])`.
 */
export function designRunner(
  design: Design,
  parameters: readonly string[],
  statistic: (design: Design) => ArrayLike<number>,
): ReplicateRunner {
  checkCall(
    "designRunner",
    { design, parameters, statistic },
    {
      design: kinds.design,
      parameters: arrayOf(kinds.text),
      statistic: kinds.callable,
    },
  );
  return inProcessRunner(design.users, parameters, (multiplicities) =>
    statistic(resampledDesign(design, multiplicities)),
  );
}
