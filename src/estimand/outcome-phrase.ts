import { columnLabel } from "../definition/column-label.js";
import { countedDays } from "../definition/counted-days.js";
import type { FutureRule } from "../definition/future.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { countedNoun } from "./counted-noun.js";
import type { Estimand } from "./estimand.js";

/**
 * An outcome in words: "interactions over the following 3 days"; "the chance of being active on the following day" for
 * what is 0 or 1.
 */
export function outcomePhrase({ outcome, panel }: Pick<Estimand, "outcome" | "panel">): string {
  const named = Object.hasOwn(panel.future, outcome) ? panel.future[outcome] : undefined;
  if (named !== undefined && named.kind !== "lead") return futurePhrase(panel, named, named.column);
  for (const [prefix, rule] of Object.entries(panel.future)) {
    if (rule.kind !== "lead" || !outcome.startsWith(`${prefix}_`)) continue;
    const column = outcome.slice(prefix.length + 1);
    if (rule.columns.includes(column)) return futurePhrase(panel, rule, column);
  }
  return columnLabel(outcome);
}

function futurePhrase(panel: PanelDefinition, rule: FutureRule, column: string): string {
  const chance = yesNoPhrase(panel, column);
  const label = columnLabel(column, panel.measures[column]?.unit);
  const { days } = rule;
  const following = days === 1 ? "the following day" : `the following ${days} days`;
  const then = days === 1 ? "on the following day" : `${countedDays(days)} later`;
  switch (rule.kind) {
    case "lead":
    case "onDay":
      return `${chance ?? label} ${then}`;
    case "sumOverNext":
      if (days === 1 && chance === undefined) return `${label} on the following day`;
      return `${countedNoun(panel, column) ?? `the sum of ${label}`} over ${following}`;
    case "meanOverNext":
      if (chance !== undefined) return `the share of ${countedNoun(panel, column)!} among ${following}`;
      return days === 1 ? `${label} on the following day` : `the mean of ${label} over ${following}`;
    case "maxOverNext":
      if (chance !== undefined) return `${chance} on any of ${following}`;
      return days === 1 ? `${label} on the following day` : `the largest ${label} of ${following}`;
    case "anyOverNext":
      return days === 1
        ? `${chance ?? `the chance of any ${label}`} on the following day`
        : `${chance ?? `the chance of any ${label}`} on any of ${following}`;
  }
}

/** What is 0 or 1 on a day, as a chance; `undefined` for other measures. */
function yesNoPhrase(panel: PanelDefinition, column: string): string | undefined {
  const measure = Object.hasOwn(panel.measures, column) ? panel.measures[column] : undefined;
  if (measure?.kind === "active") return "the chance of being active";
  if (measure?.kind === "positive") return `the chance of any ${columnLabel(measure.measure)}`;
  return undefined;
}
