import type { PanelColumn } from "../definition/panel-column.js";
import type { PanelDefinition } from "../definition/panel-definition.js";

/**
 * Those of the named columns that count events or distinct items: a count measure, one in another unit, or a history or
 * future column of one. Shares, sums of amounts and activity are no counts.
 */
export function countColumns(
  definition: PanelDefinition,
  columns: readonly PanelColumn[],
  names: readonly string[],
): readonly string[] {
  const isCount = (name: string | undefined): boolean => {
    if (name === undefined) return false;
    const measure = Object.hasOwn(definition.measures, name) ? definition.measures[name] : undefined;
    if (measure === undefined) return isCount(columns.find((column) => column.name === name)?.derivedFrom[0]);
    if (measure.kind === "scaled") return isCount(measure.measure);
    if (measure.kind === "expression")
      return measure.aggregate === "countDistinct" || measure.aggregate === "countTrue";
    return measure.kind === "count" || measure.kind === "countDistinct" || measure.kind === "countWhere";
  };
  return [...new Set(names)].filter(isCount);
}
