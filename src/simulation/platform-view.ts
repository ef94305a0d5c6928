/**
 * All that a platform may look at when it decides on a day: the adjustment columns of the shipped question, as the
 * panel stores them (a window at the log's start sums what there is), and the calendar. Nothing latent.
 */
export interface PlatformView {
  readonly lag_1_active_day: number;
  readonly lag_1_interactions: number;
  readonly lag_1_total_play_duration_sec: number;
  readonly lag_1_avg_watch_ratio: number;
  readonly prior_3day_active_day: number;
  readonly prior_3day_interactions: number;
  readonly prior_3day_total_play_duration_sec: number;
  readonly prior_3day_high_watch_share: number;
  readonly register_days: number;
  readonly is_video_author: number;
  /** ISO day of the week, 1 = Monday … 7 = Sunday. */
  readonly day_of_week: number;
  /** Days since the log's first day, from 0. */
  readonly log_day: number;
}
