import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { weightedMeans } from "./weighted-means.js";

/**
 * Inverse probability weighting: Hájek means per arm with untruncated stabilised weights P(A = a) / P(A = a | L), the
 * propensity by logistic regression, its score equations stacked into φ.
 *
 * The numerator is the marginal prevalence and cancels within arms. A numerator that followed the calendar would leave
 * the treated and untreated weighted to different days, and the means would differ by calendar alone unless the outcome
 * model carried the same calendar terms (STATISTICS section 1: numerator terms must be in the MSM); this one has none.
 *
 * Source: Hernán & Robins, What If, chapter 12; Lunceford & Davidian (2004), section 3. Checked against: NHEFS 12.2,
 * 12.3 and weightit.ATE (M-estimation errors).
 */
export const ipw: Estimator = {
  name: "ipw",
  label: "Inverse probability weighting",
  role: "adjusted",
  target: "ATE",
  estimate: (design, models) => ({
    estimator: "ipw",
    ...weightedMeans(design, modelsFor(design, models)),
  }),
};
