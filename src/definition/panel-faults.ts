import type { Issue } from "../errors.js";
import { isBaseMeasure, isFlag } from "./measure.js";
import { describeMeasure } from "./measure-sentence.js";
import { didYouMean } from "./nearest-name.js";
import { panelColumns } from "./panel-columns.js";
import type { PanelDefinition } from "./panel-definition.js";
import { treatmentRuleFaults } from "./treatment-faults.js";

export { treatmentRuleFaults } from "./treatment-faults.js";

/**
 * What is wrong with a definition of the right shape: names that refer to no measure, derived measures formed from
 * themselves, two columns of one name, `available` that is no flag, first or last without an order. All faults, in the definition's order.
 *
 * @param unread keys of rules that are missing from `definition` because they could not be read
 */
export function panelFaults(definition: PanelDefinition, unread: readonly string[] = []): readonly Issue[] {
  const measures = Object.keys(definition.measures);
  const issues: Issue[] = [];
  const add = (path: string, message: string): void => {
    issues.push({ path, message });
  };
  const mustBeMeasure = (path: string, name: string): void => {
    if (!measures.includes(name) && !unread.includes(name))
      add(path, `"${name}" is no measure of this panel${didYouMean(name, measures)}`);
  };

  if (definition.available !== "") mustBeMeasure("available", definition.available);
  const available = definition.measures[definition.available];
  if (available !== undefined && !isFlag(available)) {
    add(
      "available",
      `"${definition.available}" is of kind "${available.kind}"; use a measure made by active() or positive()`,
    );
  }
  const exit = definition.exit?.kind === "event" ? definition.exit.measure : undefined;
  if (exit !== undefined) {
    mustBeMeasure("exit.measure", exit);
    const marker = definition.measures[exit];
    if (marker !== undefined && !isBaseMeasure(marker))
      add("exit.measure", `"${exit}" is of kind "${marker.kind}"; name a measure made from events`);
  }
  for (const [name, measure] of Object.entries(definition.measures)) {
    for (const parent of describeMeasure(measure).parents) mustBeMeasure(`measures.${name}`, parent);
    if (ancestors(definition, name).has(name)) add(`measures.${name}`, "is formed from itself");
    if ((measure.kind === "first" || measure.kind === "last") && definition.time === undefined)
      add(
        `measures.${name}`,
        `"${measure.kind}" needs the order of events; name the event column that gives it as "time"`,
      );
  }
  for (const [key, rule] of Object.entries(definition.history)) {
    rule.columns.forEach((column, i) => {
      mustBeMeasure(`history.${key}.columns[${i}]`, column);
    });
  }
  for (const [key, rule] of Object.entries(definition.future)) {
    if (rule.kind === "lead") {
      rule.columns.forEach((column, i) => {
        mustBeMeasure(`future.${key}.columns[${i}]`, column);
      });
    } else mustBeMeasure(`future.${key}.column`, rule.column);
  }
  for (const [name, rule] of Object.entries(definition.treatments)) {
    issues.push(...treatmentRuleFaults(definition, rule, `treatments.${name}`, unread));
  }
  return [...issues, ...duplicates(definition)];
}

function ancestors(definition: PanelDefinition, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: string): void => {
    const measure = definition.measures[from];
    if (measure === undefined) return;
    for (const parent of describeMeasure(measure).parents) {
      if (found.has(parent)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(name);
  return found;
}

function duplicates(definition: PanelDefinition): readonly Issue[] {
  const listed = (["history", "future"] as const).flatMap((group) =>
    Object.entries(definition[group]).flatMap(([key, rule]) => {
      const columns: readonly string[] = "columns" in rule ? rule.columns : [];
      const repeated = new Set(columns.filter((name, i) => columns.indexOf(name) < i));
      return [...repeated].map((name) => ({
        path: `${group}.${key}.columns`,
        message: `"${name}" is named twice`,
      }));
    }),
  );
  const seen = new Map<string, string>();
  const issues: Issue[] = [...listed];
  for (const { name, kind } of panelColumns(definition)) {
    const before = seen.get(name);
    if (before !== undefined) {
      issues.push({
        path: name,
        message: `two columns would have the name "${name}" (${before} and ${kind}); rename one`,
      });
    }
    seen.set(name, kind);
  }
  return issues;
}
