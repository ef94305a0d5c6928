import type { EstimatorName } from "./estimator-names.js";

/** The estimators of a question that names none. Other estimators are asked for by name. */
export const defaultEstimatorNames = [
  "naive",
  "ipw",
  "ipwTruncated",
  "standardisation",
  "aipw",
] as const satisfies readonly EstimatorName[];
