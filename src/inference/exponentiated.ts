import type { Interval } from "../results/interval.js";

/** An interval made on a logarithmic scale, told on the scale itself. */
export function exponentiated(interval: Interval): Interval {
  return {
    ...interval,
    lower: Math.exp(interval.lower),
    upper: Math.exp(interval.upper),
    method: `${interval.method}, made on the log scale`,
  };
}
