import type { EstimatorName } from "../results/estimator-names.js";
import { aipw } from "./aipw.js";
import { aipwBoosted } from "./aipw-boosted.js";
import type { Estimator } from "./estimator.js";
import { gEstimation } from "./g-estimation.js";
import { ipw } from "./ipw.js";
import { ipwTruncated } from "./ipw-truncated.js";
import { naive } from "./naive.js";
import { outcomeRegression } from "./outcome-regression.js";
import { overlapWeighted } from "./overlap-weighted.js";
import { propensityRegression } from "./propensity-regression.js";
import { propensityStratification } from "./propensity-stratification.js";
import { standardisation } from "./standardisation.js";
import { tmle } from "./tmle.js";

/** Every estimator by the name that estimand files use. */
export const estimators: Readonly<Record<EstimatorName, Estimator>> = {
  naive,
  ipw,
  ipwTruncated,
  standardisation,
  aipw,
  aipwCrossFitted: aipwBoosted,
  tmle,
  overlapWeighted,
  gEstimation,
  propensityStratification,
  propensityRegression,
  outcomeRegression,
};
