import { atLeast, defineEstimand, factor, kuairecPanel, spline } from "counterday";

export default defineEstimand({
  question: "Does a day of many recommended videos change how much people watch over the next three days?",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_intensity", actor: "mixed" },
  // The simulated platform pushes or does not; this many interactions are reached on pushed days only.
  treatmentOnSimulatedLog: { rule: atLeast("interactions", 16, { among: "active_day" }), actor: "platform" },
  outcome: "future_3day_interactions",
  adjustFor: {
    history: [
      "lag_1_active_day",
      "lag_1_interactions",
      "lag_1_total_play_duration_sec",
      "lag_1_avg_watch_ratio",
      "prior_3day_active_day",
      "prior_3day_interactions",
      "prior_3day_total_play_duration_sec",
      "prior_3day_high_watch_share",
    ],
    baseline: ["register_days", "is_video_author"],
    calendar: [factor("day_of_week"), spline("log_day", { degreesOfFreedom: 4 })],
    reason:
      "What the platform and the user bring into a day is summed up by the user's activity, volume, watching time and watching quality of the days before; tenure and authorship stand for lasting differences between users, the calendar for what all users share on a day.",
  },
  segments: [
    { column: "prior_3day_interactions", quantiles: 4, label: "interactions of the three days before" },
    { column: "day_of_week" },
  ],
  primary: "aipw",
  estimators: ["naive", "ipw", "ipwTruncated", "standardisation", "aipw"],
  inference: { seed: 20200705 },
});
