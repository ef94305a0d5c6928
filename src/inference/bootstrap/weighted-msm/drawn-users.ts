import type { LaidOutPlan } from "./laid-out-plan.js";
import type { ReplicateScratch } from "./replicate-scratch.js";

/** Lists the users that count and have rows, with their counts. */
export function drawUsers(plan: LaidOutPlan, multiplicities: Float64Array, scratch: ReplicateScratch): void {
  const { starts } = plan.clusters;
  let rows = 0;
  let clusters = 0;
  for (let i = 0; i < plan.users; i++) {
    const length = starts[i + 1]! - starts[i]!;
    if (multiplicities[i] === 0 || length === 0) continue;
    scratch.list[clusters] = i;
    scratch.counts[clusters++] = multiplicities[i]!;
    rows += length;
  }
  scratch.clusters = clusters;
  scratch.rows = rows;
}
