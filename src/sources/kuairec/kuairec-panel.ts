import { attribute } from "../../definition/baseline.js";
import { dayOfWeek, logDay } from "../../definition/calendar.js";
import { definePanel } from "../../definition/define-panel.js";
import { lead, onDay, sumOverNext } from "../../definition/future.js";
import { lag, priorSum } from "../../definition/history.js";
import {
  active,
  count,
  countDistinct,
  countWhere,
  mean,
  ratio,
  scaled,
  sum,
} from "../../definition/measure.js";
import { atLeastQuantile } from "../../definition/treatment.js";

const state = [
  "active_day",
  "interactions",
  "total_play_duration_sec",
  "avg_watch_ratio",
  "high_watch_share",
] as const;
const followed = ["active_day", "interactions", "total_play_duration_sec"] as const;

/**
 * The user-day panel of a KuaiRec log: daily engagement, the days before, the seven days after, and two candidate
 * treatments. A high-watch event has a watch ratio of at least 0.8, a complete one of at least 1. Baseline and calendar
 * columns stand beside them for adjustment.
 */
export const kuairecPanel = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  entry: "logStart",
  gapDays: "notAtRisk",
  measures: {
    interactions: count("interactions"),
    unique_videos: countDistinct("video_id", "videos"),
    total_play_duration_ms: sum("play_duration", "milliseconds"),
    avg_play_duration_ms: mean("play_duration", "milliseconds"),
    avg_video_duration_ms: mean("video_duration", "milliseconds"),
    avg_watch_ratio: mean("watch_ratio", "ratio"),
    high_watch_count: countWhere("watch_ratio", { atLeast: 0.8, unit: "interactions" }),
    complete_or_rewatch_count: countWhere("watch_ratio", { atLeast: 1, unit: "interactions" }),
    total_play_duration_sec: scaled("total_play_duration_ms", 0.001, "seconds"),
    avg_play_duration_sec: scaled("avg_play_duration_ms", 0.001, "seconds"),
    avg_video_duration_sec: scaled("avg_video_duration_ms", 0.001, "seconds"),
    high_watch_share: ratio("high_watch_count", "interactions"),
    complete_or_rewatch_share: ratio("complete_or_rewatch_count", "interactions"),
    active_day: active(),
  },
  history: {
    lag_1: lag(1, ...state),
    prior_3day: priorSum(3, ...state),
  },
  future: {
    lead_1: lead(1, ...followed),
    lead_2: lead(2, ...followed),
    lead_3: lead(3, ...followed),
    lead_4: lead(4, ...followed),
    lead_5: lead(5, ...followed),
    lead_6: lead(6, ...followed),
    lead_7: lead(7, ...followed),
    next_day_active: onDay("active_day", { days: 1 }),
    next_day_interactions: onDay("interactions", { days: 1 }),
    next_day_play_duration_sec: onDay("total_play_duration_sec", { days: 1 }),
    future_3day_active_days: sumOverNext("active_day", { days: 3 }),
    future_3day_interactions: sumOverNext("interactions", { days: 3 }),
    future_3day_play_duration_sec: sumOverNext("total_play_duration_sec", { days: 3 }),
    future_7day_active_days: sumOverNext("active_day", { days: 7 }),
    future_7day_interactions: sumOverNext("interactions", { days: 7 }),
    future_7day_play_duration_sec: sumOverNext("total_play_duration_sec", { days: 7 }),
  },
  baseline: {
    register_days: attribute("register_days", { unit: "days" }),
    is_video_author: attribute("is_video_author", { unit: "0 or 1" }),
  },
  calendar: {
    day_of_week: dayOfWeek(),
    log_day: logDay(),
  },
  treatments: {
    treatment_high_intensity: atLeastQuantile("interactions", 0.75, { among: "active_day" }),
    treatment_high_watch_exposure: atLeastQuantile("high_watch_share", 0.5, { among: "active_day" }),
  },
});
