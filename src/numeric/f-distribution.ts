import { betaTerm, incompleteBeta } from "./incomplete-beta.js";
import type { Tails } from "./incomplete-gamma.js";
import { invertTails } from "./invert-tails.js";

/**
 * Lower tail P(F <= x) of the F distribution with `first` and `second` degrees of freedom; 0 for x <= 0, NaN unless both
 * are > 0. Relative error below 1e-12 in the tail. Source: Abramowitz & Stegun 26.6.2. Checked against mpmath.
 */
export function fCdf(x: number, first: number, second: number): number {
  if (!(first > 0 && second > 0) || Number.isNaN(x)) return Number.NaN;
  return x <= 0 ? 0 : tailsOf(x, first, second).lower;
}

/** Upper tail P(F > x), without the cancellation of 1 - `fCdf`. */
export function fUpperTail(x: number, first: number, second: number): number {
  if (!(first > 0 && second > 0) || Number.isNaN(x)) return Number.NaN;
  return x <= 0 ? 1 : tailsOf(x, first, second).upper;
}

/** The x with P(F <= x) = p; 0 at 0, Infinity at 1, NaN outside [0, 1] or unless degrees > 0. Relative error below 1e-12. */
export function fQuantile(p: number, first: number, second: number): number {
  if (!(first > 0 && second > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  const a = first / 2;
  const b = second / 2;
  return invertTails(
    p,
    (x) => tailsOf(x, first, second),
    (x) => {
      const whole = first * x + second;
      return betaTerm(a, b, (first * x) / whole, second / whole) / x;
    },
    1,
  );
}

function tailsOf(x: number, first: number, second: number): Tails {
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const whole = first * x + second;
  return incompleteBeta(first / 2, second / 2, (first * x) / whole, second / whole);
}
