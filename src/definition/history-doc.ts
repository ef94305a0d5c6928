import type { ColumnDoc } from "./column-doc.js";
import { countedDays } from "./counted-days.js";
import type { HistoryRule } from "./history.js";
import { type StepUnit, stepBefore } from "./step-unit.js";

/** What a history rule makes of one measure, whose unit is `unit`. */
export function historyDoc(rule: HistoryRule, from: string, unit: string, step: StepUnit): ColumnDoc {
  const before = stepBefore(step);
  const doc = (columnUnit: string, days: number | "beginning", to: number, sentence: string): ColumnDoc => ({
    unit: columnUnit,
    window: { from: typeof days === "number" ? -days : days, to },
    derivedFrom: [from],
    sentence,
  });
  switch (rule.kind) {
    case "lag":
      return doc(
        unit,
        rule.days,
        -rule.days,
        `${from} ${countedDays(rule.days, step)} earlier; 0 before the user's entry.`,
      );
    case "priorSum":
      return doc(
        unit,
        rule.days,
        -1,
        `Sum of ${from} over the ${countedDays(rule.days, step)} before; ${step}s before the user's entry count as 0.`,
      );
    case "priorMean":
      return doc(
        unit,
        rule.days,
        -1,
        `Mean of ${from} over the ${countedDays(rule.days, step)} before, of those since the user's entry; 0 on the ${step} of entry.`,
      );
    case "priorMax":
      return doc(
        unit,
        rule.days,
        -1,
        `Largest ${from} of the ${countedDays(rule.days, step)} before, of those since the user's entry; 0 on the ${step} of entry.`,
      );
    case "priorAny":
      return doc(
        "0 or 1",
        rule.days,
        -1,
        `1 when ${from} was above 0 on any of the ${countedDays(rule.days, step)} before, else 0.`,
      );
    case "decayedSum":
      return doc(
        unit,
        "beginning",
        -1,
        `Sum of ${from} over all ${step}s from the user's entry to ${before}, halved for every ${countedDays(rule.halfLife, step)} that passed; not known after a ${step} on which nobody was logged.`,
      );
    case "streak":
      return doc(
        `${step}s`,
        "beginning",
        -1,
        `Consecutive ${step}s up to ${before} with ${from} above 0, since the user's entry at most; not known where they run back to a ${step} on which nobody was logged.`,
      );
    case "daysSince":
      return doc(
        `${step}s`,
        "beginning",
        -1,
        `${step[0]!.toUpperCase()}${step.slice(1)}s since ${from} was last above 0, 1 when that was ${before}; not known before the first time since the user's entry.`,
      );
    case "cumulative":
      return doc(
        unit,
        "beginning",
        -1,
        `Sum of ${from} over all ${step}s from the user's entry to ${before}; not known after a ${step} on which nobody was logged.`,
      );
  }
}
