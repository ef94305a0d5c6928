import { factor } from "counterday";

/** What the published study adjusts for, everywhere: twelve numbers (two of them the same day index) and the day of the week. */
export const asPublished = {
  history: [
    "lag_1_active_day",
    "lag_1_interactions",
    "lag_1_total_play_duration_sec",
    "lag_1_avg_watch_ratio",
    "lag_1_high_watch_share",
    "prior_3day_active_day",
    "prior_3day_interactions",
    "prior_3day_total_play_duration_sec",
    "prior_3day_avg_watch_ratio",
    "prior_3day_high_watch_share",
  ],
  baseline: [],
  // calendar_day_index and panel_day_index are one column in a dense panel; log_day stands for both.
  calendar: [factor("day_of_week"), "log_day"],
  reason:
    "The study's own choice: yesterday and the three days before sum up a user's state, and the day index enters as a straight line.",
} as const;
