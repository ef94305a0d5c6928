import { arrayOf, checkCall, kinds } from "../../call-check.js";
import { NotEstimableError } from "../../errors.js";
import type { BalanceRow } from "./balance-row.js";

/** One number for the imbalance of a whole adjustment set. */
export interface BalanceSummary {
  readonly sample: BalanceRow["sample"];
  readonly statistic: "standardizedMeanDifference" | "kolmogorovSmirnov";
  /** Of the absolute values over the covariates. */
  readonly mean: number;
  readonly max: number;
  /** Root of the mean square. */
  readonly rms: number;
  /** The covariate with the largest. */
  readonly worst: string;
}

/**
 * Mean, maximum and root mean square over covariates of |standardised mean difference| and of the Kolmogorov-Smirnov
 * distance, for each sample of a balance table.
 * @throws NotEstimableError `diagnostics.no-unit` when a standardised difference has no unit, naming the covariate;
 *   `diagnostics.no-covariate` for a table without rows
 * Source: Franklin, Rassen, Ackermann, Bartels & Schneeweiss (2014), Statistics in Medicine 33. Checked against
 * ../shared/reference/lalonde (bal_compute.smd and bal_compute.ks).
 */
export function balanceSummary(rows: readonly BalanceRow[]): readonly BalanceSummary[] {
  checkCall("balanceSummary", { rows }, { rows: arrayOf(kinds.object) });
  if (rows.length === 0)
    throw new NotEstimableError(
      "diagnostics.no-covariate",
      "a summary of balance needs at least one covariate",
    );
  return (["unweighted", "weighted"] as const).flatMap((sample) => {
    const own = rows.filter((row) => row.sample === sample);
    if (own.length === 0) return [];
    return (["standardizedMeanDifference", "kolmogorovSmirnov"] as const).map((statistic) =>
      summaryOf(own, sample, statistic),
    );
  });
}

function summaryOf(
  rows: readonly BalanceRow[],
  sample: BalanceSummary["sample"],
  statistic: BalanceSummary["statistic"],
): BalanceSummary {
  const sizes = rows.map((row) => {
    const value = row[statistic];
    if (value === null)
      throw new NotEstimableError(
        "diagnostics.no-unit",
        `the arms differ in ${row.covariate}, whose standard deviation is 0 where it is taken; choose another denominator, or leave the covariate out`,
        { covariate: row.covariate },
      );
    return Math.abs(value);
  });
  const max = sizes.reduce((most, size) => Math.max(most, size), 0);
  return {
    sample,
    statistic,
    mean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    max,
    rms: Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0) / sizes.length),
    worst: rows[sizes.indexOf(max)]!.covariate,
  };
}
