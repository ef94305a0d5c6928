import type { ColumnDoc } from "./column-doc.js";
import { conditionColumns, describeCondition } from "./condition-columns.js";
import { countedDays } from "./counted-days.js";
import { type DayWindow, today } from "./day-window.js";
import type { PanelColumn } from "./panel-column.js";
import type { StepUnit } from "./step-unit.js";
import type { TreatmentRule } from "./treatment.js";

/** Earlier days that a quantile of the user's own past needs when the rule does not say. */
export const defaultMinimumDays = 7;

/** Columns that a treatment is computed from, each once: what it looks at, then the sub-population. */
export function treatmentColumnsOf(rule: TreatmentRule): readonly string[] {
  return [...new Set([...(rule.kind === "rule" ? conditionColumns(rule.when) : [rule.column]), rule.among])];
}

/** What values a treatment takes. */
export function treatmentKindOf(rule: TreatmentRule): "binary" | "categorical" | "continuous" {
  if (rule.kind === "categories") return "categorical";
  return rule.kind === "continuous" ? "continuous" : "binary";
}

/**
 * What a treatment rule makes.
 * @param columns  the panel's other columns, for the unit of a dose and the days of a condition
 */
export function treatmentDoc(
  rule: TreatmentRule,
  columns: readonly PanelColumn[],
  step: StepUnit = "day",
): ColumnDoc {
  const doc = (sentence: string, window: DayWindow = today, unit = "0 or 1"): ColumnDoc => ({
    unit,
    window,
    derivedFrom: treatmentColumnsOf(rule),
    sentence,
  });
  const { among } = rule;
  const on = `1 on a ${step} with ${among} on which`;
  switch (rule.kind) {
    case "atLeast":
      return doc(`${on} ${rule.column} is at least ${rule.value}; 0 on other ${step}s.`);
    case "atMost":
      return doc(`${on} ${rule.column} is at most ${rule.value}; 0 on other ${step}s.`);
    case "atLeastQuantile":
    case "atMostQuantile": {
      const bound = rule.kind === "atLeastQuantile" ? "at least" : "at most";
      const own = `the user's own ${rule.quantile} quantile over at least ${rule.minimumDays ?? defaultMinimumDays} earlier ${step}s with ${among}`;
      const whole = `its own ${rule.quantile} quantile over all ${step}s with ${among}`;
      const isOwn = rule.within === "user";
      return doc(
        `${on} ${rule.column} is ${bound} ${isOwn ? own : whole}; 0 on other ${step}s.`,
        isOwn ? { from: "beginning", to: 0 } : today,
      );
    }
    case "any":
      return doc(`${on} ${rule.column} is above 0; 0 on other ${step}s.`);
    case "streakAtLeast":
      return doc(
        `1 on a ${step} with ${among} that ends ${countedDays(rule.days, step)} in a row, or more, with ${rule.column} above 0; 0 on other ${step}s.`,
        { from: 1 - rule.days, to: 0 },
      );
    case "topKWithinDay":
      return doc(
        `1 for the ${rule.k} users with the largest ${rule.column} of the ${step} among those with ${among}, equals in the order of users; 0 for others.`,
      );
    case "rule":
      return doc(`${on} ${describeCondition(rule.when)}; 0 on other ${step}s.`, spanOf(rule, columns));
    case "categories":
      return doc(
        `On a ${step} with ${among}, how many of ${rule.cuts.join(", ")} ${rule.column} reaches; 0 on other ${step}s.`,
        today,
        "category",
      );
    case "continuous":
      return doc(
        `${rule.column} on a ${step} with ${among}; 0 on other ${step}s.`,
        today,
        columns.find(({ name }) => name === rule.column)?.unit ?? "",
      );
  }
}

/** From the earliest day that a condition's columns speak of to today; what is known at entry reaches no earlier. */
function spanOf(rule: TreatmentRule, columns: readonly PanelColumn[]): DayWindow {
  const names = treatmentColumnsOf(rule);
  const windows = columns
    .filter(({ name, kind }) => names.includes(name) && kind !== "baseline")
    .map(({ window }) => window.from);
  if (windows.includes("beginning")) return { from: "beginning", to: 0 };
  return { from: Math.min(0, ...windows.map(Number)), to: 0 };
}
