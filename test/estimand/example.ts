import { atLeast } from "../../src/definition/treatment.js";
import { factor, spline } from "../../src/estimand/adjustment-term.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";

/** A sound question about the KuaiRec panel; tests break one thing of it each. */
export function exampleEstimand(): Estimand {
  return defineEstimand({
    question: "Does a day of many videos change the next three?",
    panel: kuairecPanel,
    treatment: { rule: "treatment_high_intensity", actor: "mixed" },
    treatmentOnSimulatedLog: {
      rule: atLeast("interactions", 16, { among: "active_day" }),
      actor: "platform",
    },
    outcome: "future_3day_interactions",
    adjustFor: {
      history: ["lag_1_interactions", "prior_3day_high_watch_share"],
      baseline: ["register_days"],
      calendar: [factor("day_of_week"), spline("log_day", { degreesOfFreedom: 4 })],
      reason: "a test",
    },
    primary: "aipw",
    inference: { seed: 20200705 },
  });
}
