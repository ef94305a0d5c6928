import { quantile } from "../numeric/quantile.js";

/**
 * Which of `parts` equal shares each value is in, from 0: up to the first quantile (type 7), up to the second, …, as pandas'
 * `qcut` has it. Equal quantiles make empty shares.
 */
export function quantileBuckets(values: Float64Array, parts: number): Int32Array {
  const cuts = Array.from({ length: parts - 1 }, (_, k) => quantile(values, (k + 1) / parts));
  return Int32Array.from(values, (value) => cuts.filter((cut) => value > cut).length);
}
