import type { Panel } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { treatmentValues } from "../treatment-values.js";
import { numberOrNull } from "./number-or-null.js";

export interface ThresholdRow {
  readonly candidate_treatment: string;
  readonly rule: string;
  /** The number the rule resolved to; null for a rule that is no comparison with a number. */
  readonly threshold: number | null;
}

export function thresholds(treatments: readonly ResolvedTreatment[]): readonly ThresholdRow[] {
  return treatments.map(({ name, sentence, cut, how }) => ({
    candidate_treatment: name,
    rule: sentence,
    threshold: how?.test === "condition" || how?.test === "itself" ? null : cut,
  }));
}

export interface TreatmentSummaryRow {
  readonly treatment: string;
  /** Over all user-days on which the treatment is known, inactive ones included. */
  readonly share_of_user_days: number | null;
  readonly treated_user_days: number;
}

/** How many user-days each binary candidate treats. */
export function treatmentSummary(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
): readonly TreatmentSummaryRow[] {
  const treated = treatments.map(() => 0);
  const known = treatments.map(() => 0);
  for (const shard of panel.shards())
    treatments.forEach((treatment, index) => {
      for (const value of treatmentValues(shard, treatment)) {
        if (Number.isNaN(value)) continue;
        known[index]! += 1;
        treated[index]! += value;
      }
    });
  return treatments.map(({ name }, index) => ({
    treatment: name,
    share_of_user_days: numberOrNull(treated[index]! / known[index]!),
    treated_user_days: treated[index]!,
  }));
}
