import { multinomialRegression } from "../../models/multinomial-regression.js";
import { matrixOf } from "../../models/rows-of-model.js";
import { type DesignPart, resolveCovariates } from "../covariate-terms.js";
import { linearNuisance } from "../linear-nuisance.js";
import type { PointTreatment } from "../point-treatment.js";
import type { ProbabilityModel } from "./probability-model.js";

/**
 * Probabilities of three or more levels by multinomial logit with the sampling weights; the first level is the reference.
 * @throws what `multinomialRegression` throws, separation among it
 */
export function multinomialModel(treatment: PointTreatment, part: DesignPart): ProbabilityModel {
  const { rows, sampling, arm, levels } = treatment;
  const outcome = Float64Array.from(arm);
  const fit = multinomialRegression({ ...part, outcome, weights: sampling });
  const { columns } = resolveCovariates(part, "treatment model", outcome, sampling);
  const design = matrixOf(
    columns.filter(({ name }) => !fit.aliased.includes(name)),
    rows,
  );
  const probability = (k: number, r: number) => fit.fitted.values[k * rows + r]!;
  return {
    probabilities: fit.fitted,
    aliased: fit.aliased,
    nuisances: (label, slopes) => [
      linearNuisance({
        label,
        design,
        equations: levels.slice(1).map((_, other) => {
          const l = other + 1;
          const slope = new Float64Array(rows);
          const residual = new Float64Array(rows);
          for (let r = 0; r < rows; r++) {
            const p = probability(l, r);
            let through = slopes[l]![r]!;
            for (let k = 0; k < levels.length; k++) through -= slopes[k]![r]! * probability(k, r);
            slope[r] = p * through;
            residual[r] = sampling[r]! * ((arm[r] === l ? 1 : 0) - p);
          }
          return { slope, residual };
        }),
        inverse: fit.covariance,
      }),
    ],
  };
}
