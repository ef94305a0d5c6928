import type { PanelColumn } from "../../definition/panel-column.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";

/**
 * Those of the named columns that count events or distinct items: a count measure, one in another unit, or a column
 * of the panel (history, future, treatment) that is made from one, whichever of its parents it is. Shares, sums of amounts and activity are no counts.
 */
export function countColumns(
  definition: PanelDefinition,
  columns: readonly PanelColumn[],
  names: readonly string[],
): readonly string[] {
  const isCount = (name: string): boolean => {
    const measure = Object.hasOwn(definition.measures, name) ? definition.measures[name] : undefined;
    if (measure === undefined)
      return columns.find((column) => column.name === name)?.derivedFrom.some(isCount) ?? false;
    if (measure.kind === "scaled") return isCount(measure.measure);
    if (measure.kind === "expression")
      return measure.aggregate === "countDistinct" || measure.aggregate === "countTrue";
    return measure.kind === "count" || measure.kind === "countDistinct" || measure.kind === "countWhere";
  };
  return [...new Set(names)].filter(isCount);
}
