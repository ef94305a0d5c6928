/** Every estimator by the name that estimand files use. A test pins this list to the registry in `estimators/`. */
export const estimatorNames = [
  "naive",
  "ipw",
  "ipwTruncated",
  "standardisation",
  "aipw",
  "aipwCrossFitted",
  "tmle",
  "overlapWeighted",
  "gEstimation",
  "propensityStratification",
  "propensityRegression",
  "outcomeRegression",
] as const;

export type EstimatorName = (typeof estimatorNames)[number];
