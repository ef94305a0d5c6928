import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import type { Estimand } from "../../src/estimand/estimand.js";

/** A question about the small panel, with what a test wants to vary. */
export function smallQuestion(
  panel: PanelDefinition,
  change: Partial<Pick<Estimand, "population" | "outcome" | "averageOver">> & {
    readonly adjustFor?: Partial<Estimand["adjustFor"]>;
  } = {},
): Estimand {
  const { adjustFor, ...rest } = change;
  return {
    question: "What do many clicks today change tomorrow?",
    panel,
    population: { history: "full" },
    treatment: { rule: "many", actor: "platform" },
    outcome: "tomorrow",
    adjustFor: { history: ["lag_1_clicks"], baseline: ["age"], calendar: [], reason: "a test", ...adjustFor },
    effect: "ATE",
    averageOver: "userDays",
    primary: "naive",
    estimators: ["naive"],
    inference: { cluster: "user", level: 0.95, seed: 1 },
    thresholds: "fixed",
    gates: {},
    overrides: {},
    ...rest,
  };
}
