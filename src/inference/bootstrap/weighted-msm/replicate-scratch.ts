import { viewsOfShape } from "./array-shape.js";
import type { LaidOutPlan } from "./laid-out-plan.js";
import { scratchShape } from "./scratch-shape.js";
import { releaseSlot, takeSlot } from "./shared-space.js";

/** What one evaluation writes, in the shared memory of the plan. */
export type ReplicateScratch = ReturnType<typeof scratchOf>;

/** Lends `work` scratch that no other thread uses meanwhile. */
export function withScratch<T>(plan: LaidOutPlan, work: (scratch: ReplicateScratch) => T): T {
  const slot = takeSlot(plan.space);
  try {
    return work(scratchOf(plan, slot));
  } finally {
    releaseSlot(plan.space, slot);
  }
}

function scratchOf(plan: LaidOutPlan, slot: number) {
  const { memory, scratchFrom, scratchBytes } = plan.space;
  const groups = 2 * plan.cells.count;
  return {
    ...viewsOfShape(
      memory.buffer,
      scratchFrom + slot * scratchBytes,
      scratchShape({ users: plan.users, rows: plan.rows, columns: plan.clusters.columns, groups }),
    ),
    clusters: 0,
    rows: 0,
  };
}
