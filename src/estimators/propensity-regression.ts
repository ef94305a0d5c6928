import { aliasedTerms } from "./aliased-terms.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { propensityRegressed } from "./propensity-regressed.js";

/**
 * Regression of the outcome on treatment and the fitted propensity, linear in both: the classical adjustment by a single
 * number. The fitted propensity's scores are stacked into φ. Regressing on A and e compares as weighting by e (1 - e)
 * does when the effect varies, so that is what it targets.
 * Source: Rosenbaum & Rubin (1983), Biometrika 70(1), section 3.4; Hernán & Robins, What If, section 15.4.
 * Checked against: derivatives by users' weights, refits, and worlds with known truth.
 */
export const propensityRegression: Estimator = {
  name: "propensityRegression",
  label: "Regression on the propensity (one effect for all; where it varies, ATO)",
  role: "sensitivity",
  target: "ATO",
  estimate(design, given) {
    const models = modelsFor(design, given);
    const propensity = models.propensity();
    return {
      estimator: "propensityRegression",
      ...propensityRegressed(design, propensity, models.totals),
      aliased: aliasedTerms([{ model: "propensity model", fit: propensity.fit }]),
    };
  },
};
