import { columnLabel } from "../definition/column-label.js";
import type { PanelDefinition } from "../definition/panel-definition.js";

/**
 * What a measure counts, when its name says it: "interactions", "active days"; `undefined` for measures that are no
 * counts. A measure of 0 or 1 counts days only once it is summed over days.
 */
export function countedNoun(panel: PanelDefinition, column: string): string | undefined {
  const measure = Object.hasOwn(panel.measures, column) ? panel.measures[column] : undefined;
  if (measure?.kind === "active") return "active days";
  if (measure?.kind === "positive") return `days with ${columnLabel(measure.measure)}`;
  const noun = columnLabel(column);
  return measure?.unit === noun ? noun : undefined;
}
