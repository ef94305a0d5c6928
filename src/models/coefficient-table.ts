import { normalUpperTail } from "../numeric/normal-distribution.js";
import { studentCdf } from "../numeric/student-distribution.js";

/** One coefficient with its test against 0. */
export interface CoefficientRow {
  readonly term: string;
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standardError. */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * The table of coefficients with standard errors from the diagonal of a covariance (column-major [terms x terms]).
 * @param degrees  of Student's t, one for all or one a coefficient; null for the normal distribution
 */
export function coefficientTable(
  terms: readonly string[],
  estimates: ArrayLike<number>,
  covariance: Float64Array,
  degrees: number | null | readonly (number | null)[],
): readonly CoefficientRow[] {
  const p = terms.length;
  return Object.freeze(
    terms.map((term, j) => {
      const estimate = estimates[j]!;
      const standardError = Math.sqrt(covariance[j * p + j]!);
      const statistic = estimate === 0 ? 0 : estimate / standardError;
      const size = -Math.abs(statistic);
      const own = degrees === null || typeof degrees === "number" ? degrees : degrees[j]!;
      const pValue = 2 * (own === null ? normalUpperTail(-size) : studentCdf(size, own));
      return Object.freeze({ term, estimate, standardError, statistic, pValue });
    }),
  );
}
