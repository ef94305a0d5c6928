import type { PanelDefinition } from "../definition/panel-definition.js";
import type { LogStep } from "../sources/log-step.js";
import type { DictionaryRow } from "./column-dictionary.js";

/** A row of `columns.csv` for a column that names a row of the panel and says nothing of it. */
export type KeyRow = Omit<DictionaryRow, "kind" | "from" | "to"> & {
  readonly kind: "key";
  readonly from: null;
  readonly to: null;
};

/** The two columns that the rows of a panel and of its events are joined on, for the column dictionary. */
export function keyColumns({ unit, day }: PanelDefinition, step: LogStep): readonly KeyRow[] {
  const row = (name: string, word: string, sentence: string): KeyRow => ({
    name,
    kind: "key",
    unit: word,
    window: "",
    from: null,
    to: null,
    derivedFrom: "",
    sentence,
    levels: "",
    missingShare: 0,
  });
  const also = "The events have it under the same name.";
  const when = {
    day: "The local calendar day.",
    week: `The date the week begins on${step.unit === "week" ? `, a ${step.weekStarts[0]!.toUpperCase()}${step.weekStarts.slice(1)}` : ""}.`,
    period: "The number of the period, as the table has it; no date.",
  } as const;
  return [row(unit, "user", `The user. ${also}`), row(day, step.unit, `${when[step.unit]} ${also}`)];
}
