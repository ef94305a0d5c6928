import type { PanelDefinition } from "./panel-definition.js";

type Keys<Group> = keyof Group & string;

/** `prefix_column` for each column of a rule that has several, else the key itself. */
export type NamesOf<Rules> = {
  [Key in Keys<Rules>]: Rules[Key] extends { readonly columns: readonly (infer Column extends string)[] }
    ? `${Key}_${Column}`
    : Key;
}[Keys<Rules>];

/**
 * Column names of a panel by kind, as the compiler sees them: `PanelNames<typeof panel>["history"]`. Pinned to what
 * `panelColumns` gives at run time by test/types.
 */
export interface PanelNames<P extends PanelDefinition> {
  readonly measure: Keys<P["measures"]>;
  readonly history: NamesOf<P["history"]>;
  readonly future: NamesOf<P["future"]>;
  readonly baseline: Keys<P["baseline"]>;
  readonly calendar: Keys<P["calendar"]>;
  readonly treatment: Keys<P["treatments"]>;
}
