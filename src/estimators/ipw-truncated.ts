import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { weightedMeans } from "./weighted-means.js";

/**
 * As `ipw`, with stabilised weights truncated at their 1st and 99th percentile (type 7, of the raw weights of all rows
 * of both arms together, which is the usual practice: Cole & Hernán 2008). Truncation trades bias for variance, so this
 * is a labelled sensitivity analysis; moved rows are counted, and the cuts are held fixed in φ.
 */
export const ipwTruncated: Estimator = {
  name: "ipwTruncated",
  label: "Inverse probability weighting, weights truncated at their 0.01 and 0.99 quantiles",
  role: "sensitivity",
  target: "ATE",
  estimate: (design, models) => ({
    estimator: "ipwTruncated",
    ...weightedMeans(design, modelsFor(design, models), { truncation: [0.01, 0.99] }),
  }),
};
