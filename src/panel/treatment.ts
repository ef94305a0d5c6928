import { checkCall, kinds } from "../call-check.js";
import type { TreatmentRule } from "../definition/treatment.js";
import { PanelError } from "../errors.js";
import type { Panel, PanelShard } from "./panel.js";
import { resolveRule } from "./resolve-rule.js";
import type { ResolvedTreatment } from "./resolved-treatment.js";
import { type TreatmentTested, treatmentValues } from "./treatment-values.js";

export type { ResolvedTreatment } from "./resolved-treatment.js";

/**
 * Resolves a candidate treatment of the panel, or a rule written in an estimand, to a number. A quantile is of type 7
 * over all panel rows where `among` is 1, before any eligibility (STATISTICS: thresholds), unless the rule takes it
 * over the user's own past.
 * @throws PanelError `panel.treatment-unknown`, `panel.treatment-empty` (nobody in `among`),
 *   `panel.treatment-unknown-values` (the column is not known on some of those rows).
 */
export function resolveTreatment(panel: Panel, rule: string | TreatmentRule): ResolvedTreatment {
  checkCall("resolveTreatment", { panel, rule }, { panel: kinds.panel, rule: kinds.given });
  if (typeof rule !== "string") return resolveRule(panel, rule, undefined);
  const { treatments } = panel.definition;
  const found = Object.hasOwn(treatments, rule) ? treatments[rule] : undefined;
  if (found === undefined)
    throw new PanelError(
      "panel.treatment-unknown",
      `the panel has no candidate treatment "${rule}"; it has ${Object.keys(treatments).join(", ") || "none"}`,
      { rule },
    );
  return resolveRule(panel, found, rule);
}

/** The treatment of each row of a shard, [rows]: never NaN, 0 where it is not available or not known. */
export function treatmentColumn(shard: PanelShard, resolved: TreatmentTested): Float64Array {
  return treatmentValues(shard, resolved).map((value) => (Number.isNaN(value) ? 0 : value));
}
