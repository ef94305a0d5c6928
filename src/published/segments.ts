import { quantileBuckets } from "./quantile-buckets.js";
import { weekdays } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";

/** What the quarters of the segments are taken of, by the names of the segments. */
export const segmentModerators = {
  lag_interactions: "lag_1_interactions",
  prior_interactions: "prior_3day_interactions",
  prior_high_watch: "prior_3day_high_watch_share",
  prior_watch_ratio: "prior_3day_avg_watch_ratio",
} as const;

/** Rows of the 23 segments: days of the week, and quarters of four moderators; those with fewer than two rows left out. */
export function segmentsOf(table: StudyTable): readonly (readonly [string, readonly number[]])[] {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  const segments: (readonly [string, readonly number[]])[] = weekdays.map((name, day) => [
    `day / ${name}`,
    all.filter((row) => table.weekday[row] === day + 1),
  ]);
  for (const [name, column] of Object.entries(segmentModerators)) {
    const bucket = quantileBuckets(table.covariates[column], 4);
    for (let k = 0; k < 4; k++)
      segments.push([`${name} / q${k + 1}`, all.filter((row) => bucket[row] === k)]);
  }
  return segments.filter(([, rows]) => rows.length > 1);
}
