import type { Design } from "../design/design.js";
import type { StartingPoints } from "../estimators/nuisance-models.js";
import { replicateOutcome } from "../inference/bootstrap/replicate-outcome.js";
import type { ReplicateOutcome } from "../inference/bootstrap/replicate-runner.js";
import { resampledDesign } from "../inference/bootstrap/resampled-design.js";
import {
  designWithCut,
  resampledCut,
  type ThresholdRows,
} from "../inference/bootstrap/resampled-threshold.js";
import type { EstimatorName } from "../results/estimator-names.js";

/** Several estimators on the resamples of one design, nuisance models shared; plain data that can travel to a thread. */
export interface EstimatorsWork {
  readonly kind: "estimators";
  readonly estimators: readonly EstimatorName[];
  readonly design: Design;
  /** Coefficients of the whole sample's models, where every resample's begin. */
  readonly start?: StartingPoints;
  /** Given when the treatment's cut is found anew among the users of each resample. */
  readonly threshold?: ThresholdRows | undefined;
}

/**
 * The work as a function of user multiplicities: the effect of each estimator in their order, each an outcome of its own,
 * so that one without an estimate takes no other with it; then the cut, where it is found anew. The registry of estimators is loaded only where it is needed.
 */
export async function estimatorOutcomes(
  work: EstimatorsWork,
): Promise<(multiplicities: Float64Array) => readonly ReplicateOutcome[]> {
  const { estimators } = await import("../estimators/registry.js");
  const { nuisanceModels } = await import("../estimators/nuisance-models.js");
  const { withoutLeverage } = await import("../estimators/without-leverage.js");
  return (multiplicities) => {
    const { threshold } = work;
    const cut = made(() => (threshold === undefined ? undefined : resampledCut(threshold, multiplicities)));
    const shared = made(() => {
      const treated = threshold === undefined ? work.design : designWithCut(work.design, threshold, cut()!);
      const design = resampledDesign(treated, multiplicities);
      return { design, models: withoutLeverage(nuisanceModels(design, work.start)) };
    });
    const outcomeOf = (value: () => number) => replicateOutcome(() => [value()], multiplicities);
    const effects = work.estimators.map((name) =>
      outcomeOf(() => {
        const { design, models } = shared();
        return estimators[name].estimate(design, models).effect.estimate;
      }),
    );
    return threshold === undefined ? effects : [...effects, outcomeOf(() => cut()!)];
  };
}

/** Makes a thing when it is first asked for; throws what making it throws, each time it is asked. */
function made<Thing>(make: () => Thing): () => Thing {
  let thing: Thing | undefined;
  return () => {
    thing ??= make();
    return thing;
  };
}
