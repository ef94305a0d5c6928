import { quantile as simpleQuantile } from "simple-statistics";
import { CausalError } from "../errors.js";

/**
 * The quantile by linear interpolation between order statistics at position (n - 1) · share (type 7 of Hyndman & Fan
 * 1996, the default of R and numpy). Does not change `values`.
 * @param values at least one number, none NaN
 * @param share in [0, 1]
 * @throws CausalError `quantile.invalid` for an empty sample, a NaN, or a share outside [0, 1]; simple-statistics
 * would return a number for a NaN. Checked against R's `quantile(type = 7)`.
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0)
    throw new CausalError("quantile.invalid", "quantile of an empty sample; give at least one value");
  if (!(share >= 0 && share <= 1))
    throw new CausalError("quantile.invalid", `quantile at share ${share}; expected a number from 0 to 1`, {
      share,
    });
  for (let i = 0; i < values.length; i++)
    if (Number.isNaN(values[i]))
      throw new CausalError(
        "quantile.invalid",
        `value ${i} of the sample is NaN; leave out what is not known`,
        { index: i },
      );
  return simpleQuantile(values as unknown as number[], share);
}
