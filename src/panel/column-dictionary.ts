import { checkCall, kinds, optional } from "../call-check.js";
import { type DayWindow, describeWindow } from "../definition/day-window.js";
import type { ColumnKind } from "../definition/panel-column.js";
import { panelColumns } from "../definition/panel-columns.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Panel } from "./panel.js";

/** One column of a panel, as a row of `columns.csv`. */
export interface DictionaryRow {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly unit: string;
  /** Days it speaks of, in words. */
  readonly window: string;
  readonly from: DayWindow["from"];
  readonly to: DayWindow["to"];
  /** Columns it was made from, separated by blanks. */
  readonly derivedFrom: string;
  readonly sentence: string;
  /** What the codes 0, 1, … mean, separated by " | "; empty for a number. */
  readonly levels: string;
  /** Rows on which it is not known over all rows; null without a panel. */
  readonly missingShare: number | null;
}

/**
 * The panel's columns as a table, in their order: the notebook's data dictionary, made from the definition. With a panel
 * it evaluates every column, one shard after another, to count what is not known.
 */
export function columnDictionary(definition: PanelDefinition, panel?: Panel): readonly DictionaryRow[] {
  checkCall(
    "columnDictionary",
    { definition, panel },
    { definition: kinds.definition, panel: optional(kinds.panel) },
  );
  const columns = panel?.columns ?? panelColumns(definition);
  const unknown = new Float64Array(columns.length);
  if (panel !== undefined)
    for (const shard of panel.passingShards())
      columns.forEach(({ name }, index) => {
        for (const value of shard.column(name)) if (Number.isNaN(value)) unknown[index]! += 1;
      });
  return columns.map(({ name, kind, unit, window, derivedFrom, sentence, levels }, index) => ({
    name,
    kind,
    unit,
    window: describeWindow(window),
    from: window.from,
    to: window.to,
    derivedFrom: derivedFrom.join(" "),
    sentence,
    levels: levels?.join(" | ") ?? "",
    missingShare: panel === undefined ? null : panel.rows === 0 ? 0 : unknown[index]! / panel.rows,
  }));
}
