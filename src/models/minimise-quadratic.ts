/**
 * The minimum over γ of ½ (γ - c)' H (γ - c) - g'(γ - c) + Σ_j (d_j γ_j² / 2 + l_j |γ_j|) by cyclic coordinate descent
 * from c, until no coordinate moves by more than 1e-13 of the largest. H is given by its lower triangle, column-major.
 * Source: Friedman, Hastie & Tibshirani (2010), equation 10 with covariance updates (section 2.2).
 */
export function minimiseQuadratic(
  information: Float64Array,
  gradient: Float64Array,
  from: Float64Array,
  square: Float64Array,
  absolute: Float64Array,
): Float64Array {
  const p = from.length;
  const h = (i: number, j: number) => (i >= j ? information[j * p + i]! : information[i * p + j]!);
  const at = from.slice();
  const slope = gradient.slice();
  for (let sweep = 0; sweep < 100_000; sweep++) {
    let largestMove = 0;
    let largest = 1e-6;
    for (let j = 0; j < p; j++) {
      const curvature = h(j, j);
      if (curvature === 0) continue;
      const before = at[j]!;
      const pull = slope[j]! + curvature * before;
      const shrunk = Math.sign(pull) * Math.max(Math.abs(pull) - absolute[j]!, 0);
      const next = shrunk / (curvature + square[j]!);
      const move = next - before;
      if (move !== 0) {
        at[j] = next;
        for (let k = 0; k < p; k++) slope[k] = slope[k]! - h(k, j) * move;
        largestMove = Math.max(largestMove, Math.abs(move));
      }
      largest = Math.max(largest, Math.abs(next));
    }
    if (largestMove <= 1e-13 * largest) return at;
  }
  return at;
}
