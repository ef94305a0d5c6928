import { atLeastQuantile, type TreatmentRule } from "../definition/treatment.js";

/** The candidate treatments of the published study, by its names for them. */
export const studyTreatments = {
  high_intensity: atLeastQuantile("interactions", 0.75, { among: "active_day" }),
  high_watch_exposure: atLeastQuantile("high_watch_share", 0.5, { among: "active_day" }),
  overcompletion_exposure: atLeastQuantile("complete_or_rewatch_share", 0.5, { among: "active_day" }),
  high_watch_time: atLeastQuantile("total_play_duration_sec", 0.75, { among: "active_day" }),
} as const satisfies Readonly<Record<string, TreatmentRule>>;

export type StudyTreatment = keyof typeof studyTreatments;

/** Yesterday and the three days before: what the study adjusts for besides the calendar. */
export const recentPast = [
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
] as const;

/** Columns of the panel that the study reads, besides user and day. */
export const panelColumnsRead = [
  "active_day",
  "day_of_week",
  "log_day",
  "interactions",
  "total_play_duration_sec",
  "high_watch_share",
  "next_day_active",
  "future_3day_active_days",
  "future_7day_active_days",
  "future_3day_interactions",
  "future_7day_interactions",
  "future_7day_play_duration_sec",
  ...recentPast,
] as const;

/** Candidate outcomes, by the study's names. */
export const studyOutcomes = [
  "next_day_active",
  "future_3day_active_days",
  "future_7day_active_days",
  "future_3day_interactions",
  "future_7day_interactions",
  "future_7day_avg_daily_interactions",
  "future_7day_play_hours",
  "log1p_future_7day_interactions",
] as const;

export type StudyOutcome = (typeof studyOutcomes)[number];

/** The twelve covariates that are numbers; the day of the week is the thirteenth. The last two are the same column. */
export const numericCovariates = [...recentPast, "calendar_day_index", "panel_day_index"] as const;

export type NumericCovariate = (typeof numericCovariates)[number];

/** Names of the days of the week, Monday first, as ISO counts them from 1. */
export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
