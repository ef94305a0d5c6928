import type { Estimand } from "../../estimand/estimand.js";
import type { Panel } from "../../panel/panel.js";

export type HorizonColumnsFound =
  | {
      /** The measure added up over the next k steps, for k = 1 to the horizon, [rows] in design order each. */
      readonly outcomes: readonly Float64Array[];
      readonly reason?: undefined;
    }
  | { readonly reason: string };

/** What an outcome is when it is no sum over the days after. */
const otherwise = {
  meanOverNext: "a mean",
  maxOverNext: "a largest value",
  anyOverNext: "a yes or no",
} as const;

/**
 * What the outcome had come to by each step of its window, for every analysis row. Only a sum over the next steps (of an
 * amount, a count or a flag) grows by a part of its own with each of them. Days after an exit by event add 0, as in the
 * outcome itself; analysis rows know all days of the window, so the last column is the outcome to the last bit.
 * @param panelRow panel row of each analysis row, ascending, [rows]
 */
export function horizonColumns(
  panel: Panel,
  { outcome }: Pick<Estimand, "outcome">,
  panelRow: Int32Array,
): HorizonColumnsFound {
  const { future } = panel.definition;
  const rule = Object.hasOwn(future, outcome) ? future[outcome] : undefined;
  const { unit } = panel.calendar.step;
  if (rule === undefined || rule.kind === "lead" || rule.kind === "onDay")
    return { reason: `the outcome ${outcome} is of a single ${unit}` };
  if (rule.kind !== "sumOverNext")
    return {
      reason: `the outcome ${outcome} is ${otherwise[rule.kind]} over the ${unit}s after, to which no ${unit} adds a part of its own`,
    };
  if (rule.days === 1) return { reason: `the outcome ${outcome} is of the next ${unit} alone` };
  const outcomes = Array.from({ length: rule.days }, () => new Float64Array(panelRow.length));
  let at = 0;
  for (const shard of panel.shards()) {
    const values = shard.column(rule.column);
    const end = shard.firstRow + shard.rows;
    for (; at < panelRow.length && panelRow[at]! < end; at++) {
      const row = panelRow[at]! - shard.firstRow;
      let total = 0;
      for (let k = 0; k < rule.days; k++) {
        const next = row + 1 + k;
        if (next < shard.rows && shard.user[next] === shard.user[row]) total += values[next]!;
        outcomes[k]![at] = total;
      }
    }
  }
  return { outcomes };
}
