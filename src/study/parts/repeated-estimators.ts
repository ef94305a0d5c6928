import type { Design } from "../../design/design.js";
import type { EstimatorFit } from "../../estimators/estimator.js";
import type { NuisanceModels } from "../../estimators/nuisance-models.js";
import type { EstimatorName } from "../../results/estimator-names.js";
import type { EstimatorsWork } from "../../workers/estimators-work.js";
import type { EstimatorFits } from "../fit-estimators.js";
import { isNoAnswer } from "../no-answer.js";

/** Estimators that no resample does again, and why. */
const notRepeated: Readonly<Partial<Record<EstimatorName, string>>> = {
  aipwCrossFitted:
    "Not done again: every resample would train its learners anew; its error by the efficient influence function stands alone.",
};

/** Why an estimator is not done again on resamples; undefined for one that is. */
export const whyNotRepeated = (fit: EstimatorFit): string | undefined => notRepeated[fit.estimator];

/** The fits that resamples do again, and the work that does them, beginning at the sample's own models. */
export function repeatedEstimators(
  { fits, models }: EstimatorFits,
  design: Design,
): { readonly repeated: readonly EstimatorFit[]; readonly work: EstimatorsWork } {
  const repeated = fits.filter((fit) => whyNotRepeated(fit) === undefined);
  return {
    repeated,
    work: {
      kind: "estimators",
      estimators: repeated.map(({ estimator }) => estimator),
      design,
      start: { propensity: propensityOf(models) },
    },
  };
}

/** Coefficients of the sample's propensity model; undefined where it has none. */
function propensityOf(models: NuisanceModels): Float64Array | undefined {
  try {
    return models.propensity().fit.coefficients;
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return undefined;
  }
}
