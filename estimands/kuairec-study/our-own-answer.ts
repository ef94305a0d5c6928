import { defineEstimand, factor, kuairecPanel, spline } from "counterday";
import { asPublished } from "./adjustment.js";
import { publishedSegments } from "./segments.js";

/** The published question with a calendar that may bend, lasting differences between users, and our errors and gates. */
export default defineEstimand({
  question: "Does a day of high watching change how many videos people watch over the next seven days?",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_watch_exposure", actor: "mixed" },
  outcome: "future_7day_interactions",
  adjustFor: {
    history: asPublished.history,
    baseline: ["register_days", "is_video_author"],
    calendar: [factor("day_of_week"), spline("log_day", { degreesOfFreedom: 4 })],
    reason:
      "As in the published study, but the weekly volume rises and falls over the log as no straight line does, and tenure and authorship stand for lasting differences between users.",
  },
  segments: publishedSegments,
  primary: "aipw",
  estimators: ["naive", "ipw", "ipwTruncated", "standardisation", "aipw", "aipwCrossFitted"],
  inference: { seed: 42 },
});
