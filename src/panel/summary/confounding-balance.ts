import type { Panel } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { armMoments } from "./arm-moments.js";
import { numberOrNull } from "./number-or-null.js";

export interface ConfoundingBalance {
  readonly treatment: string;
  readonly covariate: string;
  readonly treated_mean: number | null;
  readonly control_mean: number | null;
  /** Difference of the means over sqrt((s1² + s0²) / 2), variances with n - 1; null when that is 0 or not known. */
  readonly smd: number | null;
}

/** Standardised mean differences of history columns between treated and untreated available days, unweighted. */
export function confoundingBalance(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
  covariates: readonly string[],
): readonly ConfoundingBalance[] {
  return armMoments(panel, treatments, covariates).flatMap((byCovariate, index) =>
    byCovariate.map(([control, treated], covariate) => ({
      treatment: treatments[index]!.name,
      covariate: covariates[covariate]!,
      treated_mean: numberOrNull(treated.mean),
      control_mean: numberOrNull(control.mean),
      smd: numberOrNull((treated.mean - control.mean) / Math.sqrt((treated.variance + control.variance) / 2)),
    })),
  );
}
