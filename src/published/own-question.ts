import { factor, spline } from "../estimand/adjustment-term.js";
import { defineEstimand } from "../estimand/define-estimand.js";
import { kuairecPanel } from "../sources/kuairec/kuairec-panel.js";
import { recentPast } from "./study-columns.js";

/**
 * The study's question as we would ask it: a calendar that may bend, lasting differences between users, doubly robust with
 * errors that include the fitted models, the same 23 segments with intervals that hold together, and our gates. Ships as `estimands/kuairec-study/our-own-answer.ts`, to which a
 * test holds it equal.
 */
export const ownQuestion = defineEstimand({
  question: "Does a day of high watching change how many videos people watch over the next seven days?",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_watch_exposure", actor: "mixed" },
  outcome: "future_7day_interactions",
  adjustFor: {
    history: [...recentPast],
    baseline: ["register_days", "is_video_author"],
    calendar: [factor("day_of_week"), spline("log_day", { degreesOfFreedom: 4 })],
    reason:
      "As in the published study, but the weekly volume rises and falls over the log as no straight line does, and tenure and authorship stand for lasting differences between users.",
  },
  segments: [
    { column: "day_of_week", label: "day of the week" },
    { column: "lag_1_interactions", quantiles: 4 },
    { column: "prior_3day_interactions", quantiles: 4 },
    { column: "prior_3day_high_watch_share", quantiles: 4 },
    { column: "prior_3day_avg_watch_ratio", quantiles: 4 },
  ],
  primary: "aipw",
  estimators: ["naive", "ipw", "ipwTruncated", "standardisation", "aipw", "aipwCrossFitted"],
  inference: { seed: 42 },
});
