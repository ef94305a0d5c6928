import { atLeastQuantile, defineEstimand, kuairecPanel } from "counterday";
import { asPublished } from "./adjustment.js";

export default defineEstimand({
  question:
    "Does a day of many videos watched to the end change how many videos people watch over the next seven days?",
  panel: kuairecPanel,
  treatment: {
    rule: atLeastQuantile("complete_or_rewatch_share", 0.5, { among: "active_day" }),
    actor: "mixed",
  },
  outcome: "future_7day_interactions",
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
