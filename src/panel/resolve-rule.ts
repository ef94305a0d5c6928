import { describeCondition } from "../definition/condition-columns.js";
import type { TreatmentRule } from "../definition/treatment.js";
import { defaultMinimumDays, treatmentColumnsOf, treatmentKindOf } from "../definition/treatment-doc.js";
import { writtenNumber } from "../definition/written-number.js";
import { quantile } from "../numeric/quantile.js";
import type { Panel } from "./panel.js";
import type { ResolvedTreatment } from "./resolved-treatment.js";
import { topByDay } from "./top-by-day.js";
import { valuesAmong } from "./values-among.js";

/** A rule with its number, its test and its sentence; `name` is a candidate's own, else one made from the rule. */
export function resolveRule(panel: Panel, rule: TreatmentRule, name: string | undefined): ResolvedTreatment {
  const column = treatmentColumnsOf(rule)[0]!;
  const { among } = rule;
  const step = panel.calendar.step.unit;
  const on = `on ${step}s with ${among} = 1`;
  const unit = panel.columns.find((known) => known.name === column)?.unit;
  const inUnit = (value: number): string =>
    `${writtenNumber(value)}${unit === undefined || unit === column ? "" : ` ${unit}`}`;
  const resolved = (
    made: string,
    cut: number,
    sentence: string,
    how?: ResolvedTreatment["how"],
  ): ResolvedTreatment => ({
    name: name ?? made,
    kind: treatmentKindOf(rule),
    column,
    cut,
    among,
    ...(how === undefined ? {} : { how }),
    sentence,
  });

  switch (rule.kind) {
    case "atLeast":
      return resolved(
        `${column}_at_least_${rule.value}`,
        rule.value,
        `${column} of at least ${inUnit(rule.value)} ${on}`,
      );
    case "atMost":
      return resolved(
        `${column}_at_most_${rule.value}`,
        rule.value,
        `${column} of at most ${inUnit(rule.value)} ${on}`,
        { test: "atMost" },
      );
    case "atLeastQuantile":
    case "atMostQuantile": {
      const side = rule.kind === "atLeastQuantile" ? "atLeast" : "atMost";
      const [words, made] = side === "atLeast" ? ["at least", "at_least"] : ["at most", "at_most"];
      if (rule.within === "user") {
        const minimumDays = rule.minimumDays ?? defaultMinimumDays;
        return resolved(
          `${column}_${made}_own_${rule.quantile}`,
          rule.quantile,
          `${column} of ${words} the ${rule.quantile} quantile of the user's own earlier ${step}s ${on} (${minimumDays} of them needed)`,
          { test: "ownPast", side, quantile: rule.quantile, minimumDays },
        );
      }
      const cut = quantile(valuesAmong(panel, column, among), rule.quantile);
      return resolved(
        `${column}_${made}_${cut}`,
        cut,
        `${column} of ${words} ${inUnit(cut)} ${on} (the ${rule.quantile} quantile over all such ${step}s of the panel)`,
        side === "atLeast" ? undefined : { test: "atMost" },
      );
    }
    case "any":
      return resolved(`any_${column}`, 0, `${column} above 0 ${on}`, { test: "above" });
    case "streakAtLeast":
      return resolved(
        `${column}_streak_${rule.days}`,
        rule.days,
        `${column} above 0 on this ${step} and the ${rule.days - 1} before it, ${on}`,
        { test: "streak", days: rule.days },
      );
    case "topKWithinDay":
      return resolved(
        `${column}_top_${rule.k}`,
        rule.k,
        `one of the ${rule.k} largest ${column} of the ${step} ${on}, equals in the order of users`,
        { test: "top", ...topByDay(panel, column, among, rule.k) },
      );
    case "rule":
      return resolved(`rule_on_${column}`, 0, `${describeCondition(rule.when)} ${on}`, {
        test: "condition",
        when: rule.when,
      });
    case "categories":
      return resolved(
        `${column}_in_${rule.cuts.length + 1}_categories`,
        rule.cuts[0]!,
        `how many of ${rule.cuts.join(", ")} ${column} reaches ${on}`,
        { test: "categories", cuts: rule.cuts },
      );
    case "continuous":
      return resolved(`${column}_as_dose`, 0, `${column} itself ${on}`, { test: "itself" });
  }
}
