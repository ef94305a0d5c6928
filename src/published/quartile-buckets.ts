import { quantile } from "../numeric/quantile.js";

/**
 * The quarter of each value, 0 to 3: up to the 0.25, 0.5, 0.75 quantile (type 7) and above, as pandas' `qcut` has it.
 * Equal quantiles make empty quarters.
 */
export function quartileOf(values: Float64Array): Int32Array {
  const cuts = [0.25, 0.5, 0.75].map((at) => quantile(values, at));
  return Int32Array.from(values, (value) => cuts.filter((cut) => value > cut).length);
}
