import { normalQuantile } from "../numeric/normal-distribution.js";
import type { Panel } from "./panel.js";
import type { ResolvedTreatment } from "./resolved-treatment.js";
import { treatmentValues } from "./treatment-values.js";

export interface DetectableEffect {
  /** Smallest difference of means that a two-sided 5 % test finds with 80 % power, in the unit of the outcome. */
  readonly difference: number;
  readonly standardError: number;
  /** Standard deviation (n - 1) of the outcome over the rows. */
  readonly standardDeviation: number;
  readonly rows: number;
}

/**
 * Minimum detectable difference of unadjusted means between treated and untreated available days with a known outcome:
 * (1.96 + 0.84) times the standard error clustered by user, sqrt(sum over users of squared sums of residual / arm rows
 * (+ treated, - untreated)). Bloom (1995), Evaluation Review 19(5). Adjustment may need more or less.
 * @param resolved  a binary treatment
 * @returns null when an arm has no rows
 */
export function detectableEffect(
  panel: Panel,
  resolved: ResolvedTreatment,
  outcome: string,
): DetectableEffect | null {
  const rows = [0, 0];
  const sums = [0, 0];
  let squares = 0;
  const each = (visit: (user: number, arm: number, value: number) => void): void => {
    for (const shard of panel.shards()) {
      const available = shard.column(panel.definition.available);
      const treatment = treatmentValues(shard, resolved);
      const values = shard.column(outcome);
      for (let row = 0; row < shard.rows; row++)
        if (available[row] === 1 && !Number.isNaN(treatment[row]!) && !Number.isNaN(values[row]!))
          visit(shard.user[row]!, treatment[row]!, values[row]!);
    }
  };
  each((_, arm, value) => {
    rows[arm]! += 1;
    sums[arm]! += value;
  });
  if (rows[0] === 0 || rows[1] === 0) return null;
  const means = [sums[0]! / rows[0]!, sums[1]! / rows[1]!];
  const all = rows[0]! + rows[1]!;
  const overall = (sums[0]! + sums[1]!) / all;
  const influence = new Float64Array(panel.users.length);
  each((user, arm, value) => {
    influence[user]! += ((arm === 1 ? 1 : -1) * (value - means[arm]!)) / rows[arm]!;
    squares += (value - overall) ** 2;
  });
  const standardError = Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0));
  return {
    difference: (normalQuantile(0.975) + normalQuantile(0.8)) * standardError,
    standardError,
    standardDeviation: Math.sqrt(squares / (all - 1)),
    rows: all,
  };
}
