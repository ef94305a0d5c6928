import type { Panel } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { armMoments } from "./arm-moments.js";
import { numberOrNull } from "./number-or-null.js";

export interface NaiveAssociation {
  readonly treatment: string;
  readonly outcome: string;
  readonly control_mean: number | null;
  readonly treated_mean: number | null;
  readonly difference: number | null;
  /** treated mean / control mean - 1; null for a control mean of 0. */
  readonly relative_lift: number | null;
  readonly control_days: number;
  readonly treated_days: number;
}

/**
 * Mean later outcome of treated and untreated available days, for every pair of candidate and outcome, over days on
 * which both are known. Not an effect: days differ before treatment. Null where an arm has no day.
 */
export function naiveAssociations(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
  outcomes: readonly string[],
): readonly NaiveAssociation[] {
  return armMoments(panel, treatments, outcomes).flatMap((byOutcome, index) =>
    byOutcome.map(([control, treated], outcome) => ({
      treatment: treatments[index]!.name,
      outcome: outcomes[outcome]!,
      control_mean: numberOrNull(control.mean),
      treated_mean: numberOrNull(treated.mean),
      difference: numberOrNull(treated.mean - control.mean),
      relative_lift: numberOrNull(treated.mean / control.mean - 1),
      control_days: control.days,
      treated_days: treated.days,
    })),
  );
}
