import { checkCall, kinds } from "../../call-check.js";
import type { Panel } from "../panel.js";
import { readinessChecks } from "../readiness.js";
import { resolveTreatment } from "../treatment.js";
import { confoundingBalance } from "./confounding-balance.js";
import { dailyPanelSummary } from "./daily-panel-summary.js";
import { firstUserDays } from "./first-user-days.js";
import { naiveAssociations } from "./naive-associations.js";
import { thresholds, treatmentSummary } from "./treatment-tables.js";

/** Which columns the tables speak of; left out, what the definition offers. */
export interface PanelSummaryOptions {
  /** Default: every future column but leads. */
  readonly outcomes?: readonly string[];
  /** Default: those of `outcomes` (or of the default) that look one day ahead. */
  readonly dailyOutcomes?: readonly string[];
  /** Default: every history column. */
  readonly covariates?: readonly string[];
}

const shownObserved = 10;
const shownDays = 15;

/** The panel's tables in the notebook's names; arms are compared for binary candidates only. */
export function panelSummary(panel: Panel, options: PanelSummaryOptions = {}) {
  checkCall("panelSummary", { panel }, { panel: kinds.panel });
  const { definition, columns } = panel;
  const futures = Object.entries(definition.future).flatMap(([name, rule]) =>
    rule.kind === "lead" ? [] : [{ name, rule }],
  );
  const {
    outcomes = futures.map(({ name }) => name),
    dailyOutcomes = futures
      .filter(({ name, rule }) => rule.kind === "onDay" && rule.days === 1 && outcomes.includes(name))
      .map(({ name }) => name),
    covariates = columns.filter(({ kind }) => kind === "history").map(({ name }) => name),
  } = options;
  const treatments = Object.keys(definition.treatments).map((name) => resolveTreatment(panel, name));
  const binary = treatments.filter(({ kind }) => kind === "binary");
  const namesOf = (...kinds: readonly string[]) =>
    columns.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map(({ name }) => name);
  return {
    user_day_observed: firstUserDays(panel, namesOf("measure"), shownObserved, "available"),
    user_day: firstUserDays(panel, namesOf(), shownDays, "all"),
    thresholds: thresholds(treatments),
    treatment_summary: treatmentSummary(panel, binary),
    daily_panel_summary: dailyPanelSummary(panel, binary, dailyOutcomes),
    naive_associations: naiveAssociations(panel, binary, outcomes),
    confounding_balance: confoundingBalance(panel, binary, covariates),
    readiness_checks: [...readinessChecks(panel)],
  };
}
