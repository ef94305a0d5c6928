import type { BaselineRule } from "../definition/baseline.js";
import { PanelError } from "../errors.js";

/**
 * A user attribute with its transform applied, [users]; NaN stays NaN (not known).
 * @throws PanelError `panel.baseline-transform` when a known value has no transform, e.g. log1p of -1.
 */
export function baselineValues(
  name: string,
  rule: BaselineRule,
  values: Float64Array,
  users: readonly string[],
): Float64Array {
  if (rule.transform === "none") return values;
  return values.map((value, user) => {
    const transformed = Math.log1p(value);
    if (!Number.isNaN(value) && !Number.isFinite(transformed))
      throw new PanelError(
        "panel.baseline-transform",
        `baseline "${name}": log1p of ${value} (user ${users[user]}) is no number; use transform "none" or mend the attribute`,
        { name, user: users[user] },
      );
    return transformed;
  });
}
