import type { Link } from "../../models/families/family.js";
import { glm } from "../../models/glm.js";
import type { DesignPart } from "../covariate-terms.js";
import { linearNuisance } from "../linear-nuisance.js";
import type { PointTreatment } from "../point-treatment.js";
import { inverseObservedInformation } from "./observed-information.js";
import type { ProbabilityModel } from "./probability-model.js";

/**
 * P(A = second level | covariates) by a binomial regression with the sampling weights.
 * @throws what `glm` throws, separation among it
 */
export function binaryModel(treatment: PointTreatment, part: DesignPart, link: Link): ProbabilityModel {
  const { rows, sampling, arm } = treatment;
  const fit = glm({ ...part, family: "binomial", link, outcome: new Float64Array(arm), weights: sampling });
  const values = new Float64Array(2 * rows);
  const steepness = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const p = fit.fitted[r]!;
    values[r] = 1 - p;
    values[rows + r] = p;
    steepness[r] = sampling[r] === 0 ? 0 : Math.sqrt((fit.workingWeights[r]! / sampling[r]!) * p * (1 - p));
  }
  return {
    probabilities: { rows, columns: 2, values },
    aliased: fit.aliased,
    nuisances: (label, slopes) => [
      linearNuisance({
        label,
        design: fit.design,
        equations: [
          {
            slope: steepness.map((steep, r) => steep * (slopes[1]![r]! - slopes[0]![r]!)),
            residual: fit.scores,
          },
        ],
        inverse: inverseObservedInformation(fit),
      }),
    ],
  };
}
