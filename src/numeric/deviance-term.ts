/**
 * x log(x / mean) + mean - x without cancellation near x = mean, for x >= 0 and mean > 0: half the Poisson deviance, the
 * exponent of both Poisson and binomial probabilities.
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities, equation (5) (`bd0`).
 */
export function devianceTerm(x: number, mean: number): number {
  if (x === 0) return mean;
  const gap = x - mean;
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - gap;
  const v = gap / (x + mean);
  const square = v * v;
  let term = 2 * x * v;
  let sum = gap * v;
  for (let j = 1; j < 1000; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}
