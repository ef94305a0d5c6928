import type { ScanPlan } from "./scan-plan.js";
import { type ScanRange, scanRange } from "./scan-range.js";
import { type RowGroupRange, scanRowGroups } from "./scan-row-groups.js";
import type { SummedUserDays } from "./user-day-sums.js";

/** A stretch of a CSV file or of a Parquet file, as plain data. */
export type ScanStretch = ScanRange | RowGroupRange;

/** Adds up the user-days of a stretch; see `scanRange` and `scanRowGroups`. */
export function scanStretch(
  plan: ScanPlan,
  stretch: ScanStretch,
  counter: Int32Array,
): SummedUserDays | undefined {
  return "groups" in stretch ? scanRowGroups(plan, stretch, counter) : scanRange(plan, stretch, counter);
}
