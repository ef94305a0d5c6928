import type { EstimatorName } from "../results/estimator-names.js";
import { aipw } from "./aipw.js";
import type { Estimator } from "./estimator.js";
import { ipw } from "./ipw.js";
import { ipwTruncated } from "./ipw-truncated.js";
import { naive } from "./naive.js";
import { standardisation } from "./standardisation.js";

/** Every estimator by the name that estimand files use. */
export const estimators: Readonly<Record<EstimatorName, Estimator>> = {
  naive,
  ipw,
  ipwTruncated,
  standardisation,
  aipw,
};
