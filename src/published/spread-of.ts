import { quantile } from "../numeric/quantile.js";
import { momentsOf } from "./moments.js";

/** Mean, standard deviation, least, quarters and largest: what pandas' `describe` prints. */
export function spreadOf(values: Float64Array): number[] {
  const { mean, deviation } = momentsOf(values, values.keys());
  return [mean, deviation, ...[0, 0.25, 0.5, 0.75, 1].map((at) => quantile(values, at))];
}
