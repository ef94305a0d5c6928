import type { Tails } from "./incomplete-gamma.js";

/**
 * The x in (0, ∞) whose lower tail is p: Newton steps on the logarithm of the smaller tail over log x, kept inside a
 * shrinking bracket. `tails` must be continuous with `lower` rising from 0 to 1; `density` is its slope.
 * @param start  any guess > 0
 */
export function invertTails(
  p: number,
  tails: (x: number) => Tails,
  density: (x: number) => number,
  start: number,
): number {
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const useLower = p <= 0.5;
  const target = Math.log(useLower ? p : 1 - p);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = start > 1e-300 && start < 1e300 ? start : 1;
  for (let step = 0; step < 2000; step++) {
    const at = tails(x);
    const tail = useLower ? at.lower : at.upper;
    const gap = Math.log(tail) - target;
    if (gap === 0) return x;
    if (useLower ? gap > 0 : gap < 0) high = x;
    else low = x;
    const slope = ((useLower ? 1 : -1) * density(x) * x) / tail;
    const moved = x * Math.exp(Math.min(Math.max(-gap / slope, -5), 5));
    const inside = moved > low && moved < high;
    const next = inside
      ? moved
      : high === Number.POSITIVE_INFINITY
        ? 2 * x
        : low === 0
          ? x / 8
          : (low + high) / 2;
    if (Math.abs(next - x) <= 2e-16 * x) return next;
    x = next;
    if (x < 1e-305) return x;
  }
  return x;
}
