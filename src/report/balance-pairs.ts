import type { StudyResult } from "../study/schemas/result-schema.js";

type Balance = StudyResult["balance"][number];

/** One covariate before and after weighting; `weighted` is null when it was not formed. */
export interface BalancePair {
  readonly covariate: string;
  readonly unweighted: Balance | null;
  readonly weighted: Balance | null;
}

/** Limits that the field reads balance by: within 0.1 is good, beyond 0.2 fails (STATISTICS section 6). */
export const balanceLimits = { good: 0.1, fail: 0.2 } as const;

/** Covariates in the order in which they first appear, their two samples side by side. */
export function balancePairs(result: StudyResult): readonly BalancePair[] {
  const names = [...new Set(result.balance.map((row) => row.covariate))];
  const find = (covariate: string, sample: Balance["sample"]): Balance | null =>
    result.balance.find((row) => row.covariate === covariate && row.sample === sample) ?? null;
  return names.map((covariate) => ({
    covariate,
    unweighted: find(covariate, "unweighted"),
    weighted: find(covariate, "weighted"),
  }));
}

/** The covariate furthest from balance, after weighting where weights were formed, and how far, in standard deviations. */
export function worstPair(
  result: StudyResult,
): { readonly pair: BalancePair; readonly size: number } | undefined {
  return balancePairs(result)
    .map((pair) => ({
      pair,
      size: Math.abs((pair.weighted ?? pair.unweighted)!.standardizedMeanDifference),
    }))
    .sort((a, b) => b.size - a.size)[0];
}
