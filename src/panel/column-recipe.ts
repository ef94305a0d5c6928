import type { BaselineRule } from "../definition/baseline.js";
import type { CalendarRule } from "../definition/calendar.js";
import { type DerivedMeasure, isBaseMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";

/** How one column is made from the user-day table or from other columns of the panel. */
export type ColumnRecipe =
  | { readonly kind: "base" }
  | DerivedMeasure
  | { readonly kind: "lag"; readonly column: string; readonly days: number }
  | { readonly kind: "priorSum"; readonly column: string; readonly days: number }
  | { readonly kind: "lead"; readonly column: string; readonly days: number }
  | { readonly kind: "sumOverNext"; readonly column: string; readonly days: number }
  | CalendarRule
  | BaselineRule;

/** The recipe of every column of a definition but its treatments, by column name. */
export function columnRecipes(definition: PanelDefinition): ReadonlyMap<string, ColumnRecipe> {
  const recipes = new Map<string, ColumnRecipe>();
  for (const [name, measure] of Object.entries(definition.measures))
    recipes.set(name, isBaseMeasure(measure) ? { kind: "base" } : measure);
  for (const [prefix, rule] of Object.entries(definition.history))
    for (const column of rule.columns)
      recipes.set(`${prefix}_${column}`, { kind: rule.kind, column, days: rule.days });
  for (const [name, rule] of Object.entries(definition.future)) {
    if (rule.kind === "lead")
      for (const column of rule.columns)
        recipes.set(`${name}_${column}`, { kind: "lead", column, days: rule.days });
    else
      recipes.set(name, {
        kind: rule.kind === "onDay" ? "lead" : "sumOverNext",
        column: rule.column,
        days: rule.days,
      });
  }
  for (const [name, rule] of Object.entries(definition.calendar)) recipes.set(name, rule);
  for (const [name, rule] of Object.entries(definition.baseline)) recipes.set(name, rule);
  return recipes;
}
