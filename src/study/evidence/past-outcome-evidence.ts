import type { Available, DatedControl } from "../../falsification/check.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import type { Evidence } from "../gates/gate.js";
import { differenceEvidence } from "./difference-evidence.js";

/** What the past-outcome gate looks at: a difference as large as the estimate itself would explain all of it. */
export function pastOutcomeEvidence(
  past: Available<DatedControl>,
  effect: InfluenceEstimate,
  level: number,
  unit: string,
): Evidence["pastOutcome"] {
  if (past.reason !== undefined) return { reason: past.reason };
  const { control, days } = past.found;
  const { difference, rows, lostRows, standardDeviation: deviation } = control;
  return differenceEvidence(
    difference,
    { deviation, unit, level, effect },
    { days, rows, lostRows, difference: difference.estimate },
  );
}
