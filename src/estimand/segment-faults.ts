import type { Issue } from "../errors.js";
import {
  type AdjustmentContext,
  type AdjustmentGroup,
  adjustmentFaults,
  adjustmentGroups,
} from "./adjustment-faults.js";
import { field } from "./field.js";

/**
 * The lint of segments. Their columns must be known before treatment, by the rules of adjustment columns; one is named
 * once, is cut in one way, and only where its values have an order.
 */
export function segmentFaults(segments: unknown, context: AdjustmentContext): readonly Issue[] {
  if (!Array.isArray(segments)) return [];
  const written = segments.flatMap((segment: unknown, i) => {
    const column = field(segment, "column");
    if (typeof column !== "string" || column === "") return [];
    const group = groupOf(context.columns.get(column)?.kind);
    return [{ group, column, path: `segments[${i}].column`, segment, place: `segments[${i}]` }];
  });
  return [
    ...adjustmentFaults(written, { ...context, role: "segment" }),
    ...written.flatMap(({ segment, column, place }) => cutFaults(segment, place, column, context)),
  ];
}

/** Its own group, so that none is said to be the wrong one. */
function groupOf(kind: string | undefined): AdjustmentGroup {
  return adjustmentGroups.find((group) => group === kind) ?? "history";
}

function cutFaults(
  segment: unknown,
  place: string,
  column: string,
  { columns }: AdjustmentContext,
): readonly Issue[] {
  const quantiles = field(segment, "quantiles");
  const at = field(segment, "at");
  const issues: Issue[] = [];
  if (quantiles !== undefined && at !== undefined)
    issues.push({ path: `${place}.at`, message: "stands beside quantiles; cut in one of the two ways" });
  if (Array.isArray(at)) {
    const wrong = at.findIndex((cut: unknown, i) => i > 0 && !(Number(cut) > Number(at[i - 1])));
    if (wrong > 0)
      issues.push({
        path: `${place}.at[${wrong}]`,
        message: `is ${String(at[wrong])} after ${String(at[wrong - 1])}; cut points ascend`,
      });
  }
  if (columns.get(column)?.levels !== undefined)
    for (const key of ["quantiles", "at"])
      if (field(segment, key) !== undefined)
        issues.push({
          path: `${place}.${key}`,
          message: `"${column}" holds codes of levels, which have no order; leave ${key} out, so that each level is a segment`,
        });
  return issues;
}
