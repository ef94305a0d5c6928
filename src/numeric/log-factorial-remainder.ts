/**
 * What Stirling's formula leaves out: log Γ(x + 1) - [(x + ½) log x - x + ½ log 2π], for x > 0. Absolute error below
 * 1e-15: the series from 15 on, below it the recurrence δ(x) = δ(x + 1) + (x + ½) log(1 + 1/x) - 1.
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities, section 2.
 */
export function logFactorialRemainder(x: number): number {
  let at = x;
  let below = 0;
  while (at < 15) {
    below += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const s = 1 / (at * at);
  return (
    below +
    (1 / 12 -
      s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))))) /
      at
  );
}

/** log Γ(x) for x > 0, from the same remainder; absolute error about 1e-15 (1 + |log Γ(x)|) away from x = 1 and 2. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + logFactorialRemainder(x);
}
