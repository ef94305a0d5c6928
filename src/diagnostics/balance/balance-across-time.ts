import { arrayOf, checkCall, kinds } from "../../call-check.js";
import type { TimedBalanceRow } from "./balance-by-time.js";
import type { BalanceRow } from "./balance-row.js";

/** Balance of a covariate over all times: a line of a tidy table. */
export interface BalanceAcrossTime {
  readonly covariate: string;
  readonly sample: BalanceRow["sample"];
  /** Times with a standardised difference, and times at which it has no unit. */
  readonly times: number;
  readonly withoutUnit: number;
  /** Mean and largest |standardised mean difference| over times, and the first time of the largest (null without any). */
  readonly meanDifference: number | null;
  readonly largestDifference: number | null;
  readonly worstTime: number | null;
  readonly largestKolmogorovSmirnov: number;
}

/** Summaries over times of `balanceByTime`, a line a covariate and sample, in the order in which they first appear. */
export function balanceAcrossTime(rows: readonly TimedBalanceRow[]): readonly BalanceAcrossTime[] {
  checkCall("balanceAcrossTime", { rows }, { rows: arrayOf(kinds.object) });
  const groups = new Map<string, TimedBalanceRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.covariate, row.sample]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => {
    const known = group.flatMap(({ time, standardizedMeanDifference }) =>
      standardizedMeanDifference === null ? [] : [{ time, size: Math.abs(standardizedMeanDifference) }],
    );
    const worst = known.reduce<(typeof known)[number] | null>(
      (found, row) => (found === null || row.size > found.size ? row : found),
      null,
    );
    return {
      covariate: group[0]!.covariate,
      sample: group[0]!.sample,
      times: known.length,
      withoutUnit: group.length - known.length,
      meanDifference:
        known.length === 0 ? null : known.reduce((sum, { size }) => sum + size, 0) / known.length,
      largestDifference: worst?.size ?? null,
      worstTime: worst?.time ?? null,
      largestKolmogorovSmirnov: Math.max(...group.map((row) => row.kolmogorovSmirnov)),
    };
  });
}
