import type { Issue } from "../errors.js";
import { describeMeasure } from "./measure-sentence.js";
import { didYouMean } from "./nearest-name.js";
import { panelColumns } from "./panel-columns.js";
import type { PanelDefinition } from "./panel-definition.js";
import type { TreatmentRule } from "./treatment.js";

/**
 * What is wrong with a definition of the right shape: names that refer to no measure, derived measures formed from
 * themselves, two columns of one name, `available` that is no "active" measure. All faults, in the definition's order.
 */
export function panelFaults(definition: PanelDefinition): readonly Issue[] {
  const measures = Object.keys(definition.measures);
  const issues: Issue[] = [];
  const add = (path: string, message: string): void => {
    issues.push({ path, message });
  };
  const mustBeMeasure = (path: string, name: string): void => {
    if (!measures.includes(name))
      add(path, `"${name}" is no measure of this panel${didYouMean(name, measures)}`);
  };

  mustBeMeasure("available", definition.available);
  const available = definition.measures[definition.available];
  if (available !== undefined && available.kind !== "active") {
    add(
      "available",
      `"${definition.available}" is of kind "${available.kind}"; use a measure made by active()`,
    );
  }
  for (const [name, measure] of Object.entries(definition.measures)) {
    for (const parent of describeMeasure(measure).parents) mustBeMeasure(`measures.${name}`, parent);
    if (ancestors(definition, name).has(name)) add(`measures.${name}`, "is formed from itself");
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
    issues.push(...treatmentRuleFaults(definition, rule, `treatments.${name}`));
  }
  return [...issues, ...duplicates(definition)];
}

/** A treatment is a rule on a measure of the day, among days of an "active" measure. */
export function treatmentRuleFaults(
  definition: PanelDefinition,
  rule: TreatmentRule,
  path: string,
): readonly Issue[] {
  const measures = Object.keys(definition.measures);
  const issues: Issue[] = [];
  for (const part of ["column", "among"] as const) {
    const name = rule[part];
    if (!measures.includes(name)) {
      issues.push({
        path: `${path}.${part}`,
        message: `"${name}" is no measure of this panel; a treatment is a rule on a measure of the day${didYouMean(name, measures)}`,
      });
    }
  }
  const among = definition.measures[rule.among];
  if (among !== undefined && among.kind !== "active") {
    issues.push({
      path: `${path}.among`,
      message: `"${rule.among}" is of kind "${among.kind}"; "among" names a measure made by active()`,
    });
  }
  return issues;
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
