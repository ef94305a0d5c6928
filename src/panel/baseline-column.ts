import type { BaselineRule } from "../definition/baseline.js";
import { PanelError } from "../errors.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { RowLayout } from "./row-layout.js";
import type { ShardRows } from "./shard-rows.js";

/**
 * What is known of a user at entry, on each of the user's rows, [rows]; NaN is not known.
 * @throws PanelError `panel.baseline-transform` when a known value has no transform, e.g. log1p of -1;
 *   `panel.category-code` for a code that the definition's levels do not have
 */
export function baselineColumn(
  name: string,
  rule: BaselineRule,
  table: UserDayTable,
  layout: RowLayout,
  rows: ShardRows,
): Float64Array {
  const out = new Float64Array(rows.rows);
  const values = rule.kind === "entryDay" ? layout.entry : table.baseline[name]!;
  for (let index = 0; index < rows.users; index++) {
    const [from, to] = [rows.offsets[index]!, rows.offsets[index + 1]!];
    const user = rows.firstUser + index;
    if (from < to) out.fill(knownValue(name, rule, values[user]!, table.users[user]!), from, to);
  }
  return out;
}

function knownValue(name: string, rule: BaselineRule, value: number, user: string): number {
  if (rule.kind === "category") {
    if (!Number.isNaN(value) && rule.levels[value] === undefined)
      throw new PanelError(
        "panel.category-code",
        `baseline "${name}": user ${user} has code ${value}; its levels have codes 0 to ${rule.levels.length - 1}`,
        { name, user },
      );
    return value;
  }
  if (rule.kind === "entryDay" || rule.transform === "none") return value;
  const transformed = Math.log1p(value);
  if (!Number.isNaN(value) && !Number.isFinite(transformed))
    throw new PanelError(
      "panel.baseline-transform",
      `baseline "${name}": log1p of ${value} (user ${user}) is no number; use transform "none" or mend the attribute`,
      { name, user },
    );
  return transformed;
}
