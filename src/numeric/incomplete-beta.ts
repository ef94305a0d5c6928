import { continuedFraction } from "./continued-fraction.js";
import { devianceTerm } from "./deviance-term.js";
import type { Tails } from "./incomplete-gamma.js";
import { logFactorialRemainder } from "./log-factorial-remainder.js";

/**
 * The regularised incomplete beta function I_x(a, b) (lower) and its complement (upper); a, b > 0, x in [0, 1], and
 * y = 1 - x given apart, so that neither end loses digits. The tail on the far side of the mean comes from the continued
 * fraction, the other is its complement. Relative error of either tail below 1e-12 down to 1e-300.
 * Source: DLMF 8.17.22; the factor in front as in Loader (2000). NaN for arguments outside these ranges.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  const front = betaTerm(a, b, x, y);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = front / a / betaFraction(a, b, x);
    return { lower, upper: 1 - lower };
  }
  const upper = front / b / betaFraction(b, a, y);
  return { lower: 1 - upper, upper };
}

/** x^a y^b / B(a, b). */
export function betaTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent =
    logFactorialRemainder(n) -
    logFactorialRemainder(a) -
    logFactorialRemainder(b) -
    devianceTerm(a, n * x) -
    devianceTerm(b, n * y);
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
}

function betaFraction(a: number, b: number, x: number): number {
  return continuedFraction(1, (k, out) => {
    const m = k >> 1;
    out[0] =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    out[1] = 1;
  });
}
