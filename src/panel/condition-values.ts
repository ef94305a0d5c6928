import type { Comparison, Condition } from "../definition/condition.js";
import type { PanelShard } from "./panel.js";

const holds: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  ">=": (a, b) => a >= b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** Whether a condition holds on each row of a shard: 1, 0, or NaN where that is not known (Kleene). [rows] */
export function conditionValues(condition: Condition, shard: PanelShard): Float64Array {
  if (condition.op === "not") return conditionValues(condition.of, shard).map((truth) => 1 - truth);
  if (condition.op === "compare") {
    const { to } = condition;
    const test = holds[condition.is];
    const other = typeof to === "string" ? shard.column(to) : undefined;
    return shard.column(condition.column).map((value, row) => {
      const against = other === undefined ? (to as number) : other[row]!;
      if (Number.isNaN(value) || Number.isNaN(against)) return Number.NaN;
      return test(value, against) ? 1 : 0;
    });
  }
  const decides = condition.op === "and" ? 0 : 1;
  const out = new Float64Array(shard.rows).fill(1 - decides);
  for (const part of condition.of)
    conditionValues(part, shard).forEach((truth, row) => {
      if (out[row] === decides) return;
      if (truth === decides || Number.isNaN(truth)) out[row] = truth;
    });
  return out;
}
