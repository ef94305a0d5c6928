import type { Available } from "../../falsification/check.js";
import type { PlasmodeResult } from "../../falsification/plasmode/plasmode.js";
import type { Evidence } from "../gates/gate.js";

/** What the gate on simulated outcomes looks at: the primary estimator, which stands first. */
export function plasmodeEvidence(simulated: Available<PlasmodeResult>, level: number): Evidence["plasmode"] {
  if (simulated.reason !== undefined) return simulated;
  const [primary] = simulated.found.performance;
  if (primary === undefined) return { reason: "no estimator was tried" };
  const { bias, meanError, monteCarloError, chanceError, coverage, coverageError, replicates } = primary;
  return { bias, meanError, monteCarloError, chanceError, coverage, coverageError, level, replicates };
}
