import { aliasedTerms } from "./aliased-terms.js";
import type { Estimator } from "./estimator.js";
import { hajekMeans } from "./hajek-means.js";
import { modelsFor } from "./nuisance-models.js";

/**
 * Overlap weighting: Hájek means with weights 1 - e in treated and e in untreated rows, e = P(A = 1 | L) by logistic
 * regression, its score equations stacked into φ; so the propensity counts both as weight and as the tilting function
 * e (1 - e) that says who the effect is averaged over. That population is not everybody but those whose treatment could
 * have gone either way: the answer to another question than the average effect, and the two are never tested against
 * each other. Weights are at most 1, and weighted means of the covariates agree exactly between the arms.
 * Source: Li, Morgan & Zaslavsky (2018), JASA 113(521), section 3. Checked against: WeightIt's ATO (lalonde glm.ATO,
 * M-estimation errors).
 */
export const overlapWeighted: Estimator = {
  name: "overlapWeighted",
  label: "Overlap weighting (effect where treatment could go either way, ATO)",
  role: "sensitivity",
  target: "ATO",
  estimate(design, given) {
    const models = modelsFor(design, given);
    const model = models.propensity();
    const { propensity } = model;
    const weight = new Float64Array(design.rows);
    const logSlope = new Float64Array(design.rows);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const e = propensity[row]!;
        const treated = shard.treatment[r] === 1;
        weight[row] = treated ? 1 - e : e;
        logSlope[row] = treated ? -e : 1 - e;
      }
    return {
      estimator: "overlapWeighted",
      ...hajekMeans(design, { weight, logSlope }, model),
      weighting: { propensity, weight, truncatedRows: 0 },
      aliased: aliasedTerms([{ model: "propensity model", fit: model.fit }]),
    };
  },
};
