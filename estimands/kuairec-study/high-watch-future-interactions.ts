import { defineEstimand, kuairecPanel } from "counterday";
import { asPublished } from "./adjustment.js";
import { publishedSegments } from "./segments.js";

export default defineEstimand({
  question: "Does a day of high watching change how many videos people watch over the next seven days?",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_watch_exposure", actor: "mixed" },
  outcome: "future_7day_interactions",
  adjustFor: asPublished,
  segments: publishedSegments,
  primary: "aipw",
  estimators: [
    "naive",
    "ipw",
    "ipwTruncated",
    "outcomeRegression",
    "standardisation",
    "aipw",
    "aipwCrossFitted",
  ],
  inference: { seed: 42 },
});
