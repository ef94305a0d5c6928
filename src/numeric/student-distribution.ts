import { betaTerm, incompleteBeta } from "./incomplete-beta.js";
import { normalQuantile } from "./normal-distribution.js";

/**
 * Lower tail P(T <= t) of Student's t distribution, by the regularised incomplete beta function:
 * P(T > t) = I_x(d/2, 1/2) / 2 with x = d / (d + t²). Relative error below 1e-12 in either tail; NaN unless degrees > 0.
 * Source: Abramowitz & Stegun 26.7.1; incomplete-beta.ts. Checked against mpmath and R's `pt`.
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
    const next = t + ((tail - target) / density(t, degrees)) * newtonShare(tail, target);
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
  const t2 = t * t;
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t2), t2 / (degrees + t2)).lower / 2;
}

function density(t: number, degrees: number): number {
  const whole = degrees + t * t;
  return betaTerm(degrees / 2, 0.5, degrees / whole, (t * t) / whole) / t;
}
