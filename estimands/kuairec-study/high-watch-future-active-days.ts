import { defineEstimand, kuairecPanel } from "counterday";
import { asPublished } from "./adjustment.js";

export default defineEstimand({
  question: "Does a day of high watching change on how many of the next seven days people come back?",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_watch_exposure", actor: "mixed" },
  outcome: "future_7day_active_days",
  adjustFor: asPublished,
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
