import { normalQuantile } from "./normal-distribution.js";

/**
 * Lower tail P(T <= t) of Student's t distribution, by the regularised incomplete beta function:
 * P(T > t) = I_x(d/2, 1/2) / 2 with x = d / (d + t²). Relative error below 1e-12 in either tail; NaN unless degrees > 0.
 * Source: Abramowitz & Stegun 26.7.1; continued fraction DLMF 8.17.22. Checked against R's `pt`.
 */
export function studentCdf(t: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(t)) return Number.NaN;
  if (t === 0) return 0.5;
  const tail = tailBeyond(Math.abs(t), degrees);
  return t < 0 ? tail : 1 - tail;
}

/**
 * The t with P(T <= t) = p: safeguarded Newton steps on the smaller tail, from the normal quantile.
 * -Infinity at 0, Infinity at 1, NaN outside [0, 1] or unless degrees > 0. Relative error below 1e-11.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(degrees > 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  const target = Math.min(p, 1 - p);
  if (target === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let low = 0;
  let high = Math.max(2, -2 * normalQuantile(target));
  while (tailBeyond(high, degrees) > target) {
    low = high;
    high *= 2;
  }
  let t = Math.min(Math.max(-normalQuantile(target), low), high);
  for (let step = 0; step < 200; step++) {
    const tail = tailBeyond(t, degrees);
    if (tail > target) low = t;
    else high = t;
    const next = t + ((tail - target) / Math.exp(logDensity(t, degrees))) * newtonShare(tail, target);
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - t) <= 1e-15 * t) return p < 0.5 ? -inside : inside;
    t = inside;
  }
  return p < 0.5 ? -t : t;
}

/** Newton on log tail where the tail is far from the target: far out the density falls too fast for plain steps. */
function newtonShare(tail: number, target: number): number {
  if (tail === target || tail === 0) return 1;
  const relative = (tail - target) / tail;
  return Math.abs(relative) < 1e-3 ? 1 : (Math.log(tail / target) * tail) / (tail - target);
}

/** P(T > t) for t > 0. */
function tailBeyond(t: number, degrees: number): number {
  if (t === 0) return 0.5;
  const t2 = t * t;
  const x = degrees / (degrees + t2);
  const y = t2 / (degrees + t2);
  const a = degrees / 2;
  const logFront =
    logGammaHalfStep(a) - 0.5 * Math.log(Math.PI) - a * Math.log1p(t2 / degrees) + 0.5 * Math.log(y);
  const front = Math.exp(logFront);
  if (x < (a + 1) / (a + 2.5)) return (0.5 * front * betaFraction(a, 0.5, x)) / a;
  return 0.5 * (1 - (front * betaFraction(0.5, a, y)) / 0.5);
}

function logDensity(t: number, degrees: number): number {
  const a = degrees / 2;
  return logGammaHalfStep(a) - 0.5 * Math.log(Math.PI * degrees) - (a + 0.5) * Math.log1p((t * t) / degrees);
}

/** Continued fraction of the incomplete beta function by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1), tiny);
  let h = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d, tiny);
    c = guard(1 + even / c, tiny);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d, tiny);
    c = guard(1 + odd / c, tiny);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return h;
}

function guard(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** log Γ(x + 1/2) - log Γ(x), by recurrence up to x >= 20 and then its asymptotic series (Tricomi & Erdélyi 1951). */
function logGammaHalfStep(x: number): number {
  let shifted = x;
  let correction = 0;
  while (shifted < 20) {
    correction += Math.log(shifted / (shifted + 0.5));
    shifted += 1;
  }
  const s = 1 / shifted;
  const s2 = s * s;
  const series = s * (-1 / 8 + s2 * (1 / 192 + s2 * (-1 / 640 + s2 * (17 / 14336 - s2 * (31 / 18432)))));
  return correction + 0.5 * Math.log(shifted) + series;
}
