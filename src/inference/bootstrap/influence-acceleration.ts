import { checkCall, kinds } from "../../call-check.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";

/**
 * The acceleration of a BCa interval from influence values by user: Σ φ³ / (6 (Σ φ²)^1.5); 0 when nothing varies.
 * No refitting, unlike `clusterJackknife`, and first-order equal to it.
 * Source: Efron (1987), equation 6.6; Davison & Hinkley (1997), equation 5.23.
 */
export function influenceAcceleration(estimate: Pick<InfluenceEstimate, "influence">): number {
  checkCall("influenceAcceleration", estimate, { influence: kinds.array });
  const { influence } = estimate;
  let second = 0;
  let third = 0;
  for (const value of influence) {
    second += value * value;
    third += value * value * value;
  }
  return second > 0 ? third / (6 * second ** 1.5) : 0;
}
