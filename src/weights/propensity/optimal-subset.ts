/**
 * Which rows belong to the subset in which the effect is estimated most precisely when the outcome variance is constant:
 * α ≤ p ≤ 1 - α with the smallest α for which 1 / (α (1 - α)) ≤ 2 E[k(p) | k(p) ≤ 1 / (α (1 - α))], k = 1 / (p (1 - p));
 * all rows when that holds without a cut.
 * @param propensity P(A = 1 | L), in (0, 1)
 * @param sampling   sampling weights of the expectation
 * @returns α, 0 without a cut
 * Source: Crump, Hotz, Imbens & Mitnik (2009), theorem 2 and corollary 1. Checked against WeightIt (lalonde glm.ATOS).
 */
export function optimalSubsetCut(propensity: Float64Array, sampling: Float64Array): number {
  const order = Array.from(propensity.keys())
    .filter((r) => sampling[r]! > 0)
    .map((r) => ({ k: 1 / (propensity[r]! * (1 - propensity[r]!)), s: sampling[r]! }))
    .sort((a, b) => a.k - b.k);
  let weight = 0;
  let sum = 0;
  const means = order.map(({ k, s }) => {
    weight += s;
    sum += s * k;
    return sum / weight;
  });
  const last = order.length - 1;
  if (order[last]!.k <= 2 * means[last]!) return 0;
  let at = last;
  while (at > 0 && order[at]!.k > 2 * means[at]!) at -= 1;
  const bound = 2 * means[at]!;
  return 0.5 - Math.sqrt(Math.max(0, 0.25 - 1 / bound));
}
