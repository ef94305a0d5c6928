import type { Design } from "../design/design.js";
import type { Estimator, EstimatorFit } from "../estimators/estimator.js";
import { nuisanceModels } from "../estimators/nuisance-models.js";
import { withoutLeverage } from "../estimators/without-leverage.js";

/** What a fit tells but for its dominant rows, which checks do not ask for. */
export type FitAgain = Omit<EstimatorFit, "dominantRows">;

/**
 * The same estimator on another design. Which rows dominate is not asked, so leverages, which only rank them, are left
 * at 0; that halves the cost, and no estimate and no error depends on them.
 * Checked against: the estimator itself (test/falsification/checks.test.ts).
 */
export function estimateAgain(estimator: Estimator, design: Design): FitAgain {
  return estimator.estimate(design, withoutLeverage(nuisanceModels(design)));
}
