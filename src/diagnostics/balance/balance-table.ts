import { checkCall, kinds, optional } from "../../call-check.js";
import { refuseUnknownOptions } from "../../errors.js";
import { type BalanceOptions, type BalanceTable, balanceOfColumns } from "./balance-of-columns.js";
import { comparedArms } from "./compared-arms.js";
import { type Covariates, covariateColumns } from "./covariates.js";

/** What is compared, and in which unit. */
export interface BalanceSpec extends BalanceOptions {
  /** 0 or 1, [rows]. */
  readonly treatment: ArrayLike<number>;
  /** One value a row; text stands for an indicator a level. */
  readonly covariates: Covariates;
  /** Weights of the adjusted sample, [rows]; without them only the unweighted sample is judged. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Balance of covariates between the arms before and after weighting: means and standard deviations, raw and standardised
 * mean differences (treated minus control), variance ratio, Kolmogorov-Smirnov distance and overlap coefficient.
 * The standard deviation that differences are divided by is the same in both samples, so that a change of the
 * standardised difference is one of the means. O(n log n) a covariate.
 * @throws CausalError `diagnostics.lengths`, `diagnostics.treatment`, `diagnostics.weight`, `diagnostics.missing`, naming
 *   the row; NotEstimableError `diagnostics.empty-arm` for an arm with fewer than two rows or no weight
 * Source: Austin (2009), Statistics in Medicine 28; Austin & Stuart (2015), Statistics in Medicine 34. Checked against
 * ../shared/reference (the balance rows of nhefs, msm, lalonde and tidy).
 */
export function balanceTable(spec: BalanceSpec): BalanceTable {
  refuseUnknownOptions("balance", spec, [
    "treatment",
    "covariates",
    "weights",
    "denominator",
    "binaryVariance",
    "squaresAndInteractions",
  ]);
  checkCall("balanceTable", spec, {
    treatment: kinds.rows,
    covariates: kinds.columns,
    weights: optional(kinds.rows),
  });
  const arms = comparedArms(spec.treatment, spec.weights);
  return balanceOfColumns(covariateColumns(spec.covariates, arms.rows), arms, {
    ...spec,
    weighted: spec.weights !== undefined,
  });
}
