import type { BaselineRule } from "../definition/baseline.js";
import type { CalendarRule } from "../definition/calendar.js";
import type { FutureNamedRule } from "../definition/future.js";
import type { HistoryRule } from "../definition/history.js";
import { type DerivedMeasure, isBaseMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";

type OfColumn<Rule> = Rule extends { readonly columns: readonly string[] }
  ? Omit<Rule, "columns"> & { readonly column: string }
  : never;

/** One history column: its rule, of one measure. */
export type HistoryRecipe = OfColumn<HistoryRule>;

/** One future column: its rule, of one measure; `lead` and `onDay` are the same there. */
export interface FutureRecipe {
  readonly kind: "lead" | Exclude<FutureNamedRule["kind"], "onDay">;
  readonly column: string;
  readonly days: number;
}

/** How one column is made from the user-day table or from other columns of the panel. */
export type ColumnRecipe =
  | { readonly section: "base" }
  | { readonly section: "derived"; readonly rule: DerivedMeasure }
  | { readonly section: "history"; readonly rule: HistoryRecipe }
  | { readonly section: "future"; readonly rule: FutureRecipe }
  | { readonly section: "calendar"; readonly rule: CalendarRule }
  | { readonly section: "baseline"; readonly rule: BaselineRule };

/** The recipe of every column of a definition but its treatments, by column name. */
export function columnRecipes(definition: PanelDefinition): ReadonlyMap<string, ColumnRecipe> {
  const recipes = new Map<string, ColumnRecipe>();
  for (const [name, rule] of Object.entries(definition.measures))
    recipes.set(name, isBaseMeasure(rule) ? { section: "base" } : { section: "derived", rule });
  for (const [prefix, { columns, ...rule }] of Object.entries(definition.history))
    for (const column of columns)
      recipes.set(`${prefix}_${column}`, {
        section: "history",
        rule: { ...rule, column } as HistoryRecipe,
      });
  for (const [name, rule] of Object.entries(definition.future)) {
    const { days } = rule;
    if (rule.kind === "lead")
      for (const column of rule.columns)
        recipes.set(`${name}_${column}`, { section: "future", rule: { kind: "lead", column, days } });
    else {
      const kind = rule.kind === "onDay" ? "lead" : rule.kind;
      recipes.set(name, { section: "future", rule: { kind, column: rule.column, days } });
    }
  }
  for (const [name, rule] of Object.entries(definition.calendar))
    recipes.set(name, { section: "calendar", rule });
  for (const [name, rule] of Object.entries(definition.baseline))
    recipes.set(name, { section: "baseline", rule });
  return recipes;
}
