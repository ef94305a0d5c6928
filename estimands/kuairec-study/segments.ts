/** The 23 segments of the published study: days of the week, and quarters of what users did in the days before. */
export const publishedSegments = [
  { column: "day_of_week", label: "day of the week" },
  { column: "lag_1_interactions", quantiles: 4 },
  { column: "prior_3day_interactions", quantiles: 4 },
  { column: "prior_3day_high_watch_share", quantiles: 4 },
  { column: "prior_3day_avg_watch_ratio", quantiles: 4 },
] as const;
