import { checkCall, kinds } from "../call-check.js";
import type { Interval } from "../results/interval.js";

/** An interval made on a logarithmic scale, told on the scale itself. */
export function exponentiated(interval: Interval): Interval {
  checkCall("exponentiated", interval, { lower: kinds.bound, upper: kinds.bound });
  return {
    ...interval,
    lower: Math.exp(interval.lower),
    upper: Math.exp(interval.upper),
    method: `${interval.method}, made on the log scale`,
  };
}
