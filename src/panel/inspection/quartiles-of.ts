import { quantile } from "../../numeric/quantile.js";

/** The three quartiles of values without NaN, type 7. */
export const quartilesOf = (values: Float64Array): readonly [number, number, number] => [
  quantile(values, 0.25),
  quantile(values, 0.5),
  quantile(values, 0.75),
];
