import { NotEstimableError } from "../../errors.js";
import { glm } from "../../models/glm.js";
import type { DesignPart } from "../covariate-terms.js";
import type { WeightNuisance } from "../fitted-weights.js";
import { linearNuisance } from "../linear-nuisance.js";

/** What residual squares are divided by, p the coefficients of the model. */
export type VarianceDivisor = "n" | "n-p";

/** Stabilised weights of a continuous treatment. */
export interface DensityRatio {
  /** Without sampling weights, [rows]. */
  readonly weights: Float64Array;
  readonly aliased: readonly string[];
  /** Of the weights times the sampling weights. */
  readonly nuisances: readonly WeightNuisance[];
}

/**
 * w = f(A | V) / f(A | L), both normal about a linear model, V the numerator's covariates (none: the marginal density).
 * Variances are Σ s e² / n of the respective fit (maximum likelihood) or over n - p (unbiased), with n the rows (the
 * sum of the sampling weights where given); both means and both variances are nuisances.
 * @throws what `glm` throws; NotEstimableError `weights.density` where a model leaves no variance or a ratio is not finite
 * Source: Robins, Hernán & Brumback (2000), section 5.
 */
export function densityRatio(
  treatment: Float64Array,
  sampling: Float64Array,
  denominator: DesignPart,
  numerator: DesignPart,
  divisor: VarianceDivisor,
): DensityRatio {
  const below = normalDensity("treatment density model", treatment, sampling, denominator, divisor);
  const above = normalDensity("numerator density model", treatment, sampling, numerator, divisor);
  const weights = above.logDensity.map((log, r) => Math.exp(log - below.logDensity[r]!));
  const bad = weights.findIndex((w) => !Number.isFinite(w));
  if (bad >= 0)
    throw new NotEstimableError(
      "weights.density",
      `row ${bad}: the ratio of densities is ${weights[bad]}; treatment ${treatment[bad]} is too far from what its covariates predict. Rescale or transform the treatment, or leave the row out`,
      { row: bad },
    );
  const total = weights.map((w, r) => w * sampling[r]!);
  return {
    weights,
    aliased: [...below.aliased, ...above.aliased],
    nuisances: [...below.nuisances(total.map((w) => -w)), ...above.nuisances(total)],
  };
}

function normalDensity(
  label: string,
  treatment: Float64Array,
  sampling: Float64Array,
  part: DesignPart,
  divisor: VarianceDivisor,
) {
  const rows = treatment.length;
  const fit = glm({ ...part, family: "gaussian", outcome: treatment, weights: sampling });
  const size = sampling.reduce((sum, s) => sum + s, 0);
  const error = treatment.map((a, r) => a - fit.fitted[r]!);
  const squares = error.reduce((sum, e, r) => sum + sampling[r]! * e * e, 0);
  const variance = squares / (size - (divisor === "n-p" ? fit.coefficients.length : 0));
  if (!(variance > 0))
    throw new NotEstimableError(
      "weights.density",
      `${label}: the covariates predict the treatment exactly; its density is not defined`,
    );
  const log = Math.log(variance) / 2;
  const ones = { rows, columns: 1, values: new Float64Array(rows).fill(1) };
  return {
    logDensity: error.map((e) => -(e * e) / (2 * variance) - log),
    aliased: fit.aliased.map((term) => `${term} (${label})`),
    /** @param factor derivative of the weight by its log density */
    nuisances: (factor: Float64Array): WeightNuisance[] => [
      linearNuisance({
        label,
        design: fit.design,
        equations: [
          {
            slope: factor.map((f, r) => (f * error[r]!) / variance),
            residual: error.map((e, r) => sampling[r]! * e),
          },
        ],
        inverse: { ...fit.covariance, values: fit.covariance.values.map((v) => v / fit.dispersion) },
      }),
      linearNuisance({
        label: `${label}, variance`,
        design: ones,
        equations: [
          {
            slope: factor.map((f, r) => (f * ((error[r]! * error[r]!) / variance - 1)) / (2 * variance)),
            residual: error.map((e, r) => sampling[r]! * (e * e - variance)),
          },
        ],
        inverse: { rows: 1, columns: 1, values: Float64Array.of(1 / size) },
      }),
    ],
  };
}
