import { atLeastQuantile, defineEstimand, kuairecPanel } from "counterday";
import { asPublished } from "./adjustment.js";

export default defineEstimand({
  question: "Does a day of long watching change how many videos people watch over the next seven days?",
  panel: kuairecPanel,
  treatment: {
    rule: atLeastQuantile("total_play_duration_sec", 0.75, { among: "active_day" }),
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
