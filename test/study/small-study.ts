import { atLeast } from "../../src/definition/treatment.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import type { LogFacts } from "../../src/study/log-facts.js";
import { soundEvidence } from "./evidence.js";

/** A small question of a simulated log; a test may change any part. */
export const smallQuestion = (change: Partial<Estimand> = {}): Estimand =>
  parseEstimand(
    {
      question: "Does a pushed day change how much people watch?",
      panel: kuairecPanel,
      treatment: { rule: atLeast("interactions", 16, { among: "active_day" }), actor: "platform" },
      outcome: "future_3day_interactions",
      adjustFor: {
        history: ["lag_1_interactions", "prior_3day_interactions", "prior_3day_active_day"],
        baseline: [],
        calendar: [{ kind: "factor", column: "day_of_week" }],
        reason: "The platform reads nothing else.",
      },
      primary: "aipw",
      inference: { seed: 11 },
      ...change,
    },
    "small question",
  );

/** The panel of 120 users over 30 days of the simulated world. */
export const smallPanel = (): Panel =>
  panelFromUserDays(
    simulateUserDays(worlds.feedback!, { users: 120, days: 30, seed: 5 }),
    kuairecPanel,
    "0".repeat(64),
  );

export const smallLog: LogFacts = {
  source: "kuairec",
  origin: "simulated",
  table: "small_matrix",
  events: 50_000,
  audit: { rows: [], fixedQuota: soundEvidence.fixedQuota },
};
