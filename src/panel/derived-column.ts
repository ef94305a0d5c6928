import type { DerivedMeasure } from "../definition/measure.js";
import type { ShardRows } from "./shard-rows.js";

/** A measure formed from others of the same day, [rows]. */
export function derivedColumn(
  rule: DerivedMeasure,
  rows: ShardRows,
  column: (name: string) => Float64Array,
): Float64Array {
  switch (rule.kind) {
    case "active":
      return activeDays(rows);
    case "positive":
      return column(rule.measure).map((value) => (value > 0 ? 1 : 0));
    case "scaled":
      return scaledColumn(column(rule.measure), rule.factor);
    case "ratio":
      return ratioColumn(column(rule.numerator), column(rule.denominator));
  }
}

function activeDays(rows: ShardRows): Float64Array {
  const out = new Float64Array(rows.rows);
  for (const row of rows.activeRow) if (row >= 0) out[row] = 1;
  return out;
}

/**
 * Another measure of the same day times a constant. A factor that is one over a whole number divides by that number,
 * so that milliseconds times 0.001 are the doubles that milliseconds / 1000 are.
 */
function scaledColumn(values: Float64Array, factor: number): Float64Array {
  const out = new Float64Array(values.length);
  const divisor = Math.round(1 / factor);
  if (Math.abs(factor) < 1 && 1 / divisor === factor)
    for (let row = 0; row < values.length; row++) out[row] = values[row]! / divisor;
  else for (let row = 0; row < values.length; row++) out[row] = values[row]! * factor;
  return out;
}

/** One measure over another of the same day; 0 where the denominator is 0. */
function ratioColumn(numerator: Float64Array, denominator: Float64Array): Float64Array {
  const out = new Float64Array(numerator.length);
  for (let row = 0; row < out.length; row++)
    if (denominator[row] !== 0) out[row] = numerator[row]! / denominator[row]!;
  return out;
}
