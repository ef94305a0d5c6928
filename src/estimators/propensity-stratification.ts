import { CausalError } from "../errors.js";
import { aliasedTerms } from "./aliased-terms.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { stratifiedMeans } from "./stratified-means.js";

/**
 * Stratification by the propensity: rows are cut into strata of equal weight by their rank in P(A = 1 | L), arms are
 * compared within each, and the stratum means averaged by the strata's shares of all rows. Five strata remove most, not
 * all, of the bias of what was adjusted for, so it stays a comparison. The propensity's
 * scores are stacked into φ by difference quotients (`stratifiedMeans`); the sampling of the borders themselves is not.
 * Source: Rosenbaum & Rubin (1984), JASA 79(387); Lunceford & Davidian (2004), section 3.2.
 * @param strata from 2 to 100; default 5
 * @throws CausalError `strata.number`
 */
export function propensityStratified(strata = 5): Estimator {
  if (!(Number.isInteger(strata) && strata >= 2 && strata <= 100))
    throw new CausalError("strata.number", `found ${strata} strata; expected a whole number from 2 to 100`, {
      strata,
    });
  return {
    name: "propensityStratification",
    label: `Stratification by the propensity (${strata} strata)`,
    role: "sensitivity",
    target: "ATE",
    estimate(design, given) {
      const models = modelsFor(design, given);
      const propensity = models.propensity();
      return {
        estimator: "propensityStratification",
        ...stratifiedMeans(design, propensity, strata),
        aliased: aliasedTerms([{ model: "propensity model", fit: propensity.fit }]),
      };
    },
  };
}

/** With five strata, as Rosenbaum & Rubin (1984) advise. */
export const propensityStratification: Estimator = propensityStratified();
