import { continuedFraction } from "./continued-fraction.js";
import { devianceTerm } from "./deviance-term.js";
import { logFactorialRemainder } from "./log-factorial-remainder.js";

/** Both tails of a distribution at a point; the smaller one is computed, the other is its complement. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) (upper), a > 0, x >= 0: the power series left
 * of a + 1, the continued fraction right of it. Relative error of either tail below 1e-12 down to 1e-300.
 * Source: DLMF 8.11.4 and 8.9.2; the factor in front as in Loader (2000). NaN for arguments outside these ranges.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && x >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const front = gammaTerm(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 100_000; k++) {
      term *= x / (a + k);
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    const lower = front * sum;
    return { lower, upper: 1 - lower };
  }
  const fraction = continuedFraction(x + 1 - a, (k, out) => {
    out[0] = -k * (k - a);
    out[1] = x + 2 * k + 1 - a;
  });
  const upper = (front * a) / fraction;
  return { lower: 1 - upper, upper };
}

/** x^a e^-x / Γ(a + 1). */
export function gammaTerm(a: number, x: number): number {
  return Math.exp(-logFactorialRemainder(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
}
