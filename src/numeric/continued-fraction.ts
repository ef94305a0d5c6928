const tiny = 1e-300;

/**
 * b_0 + a_1 / (b_1 + a_2 / (b_2 + …)) by the modified Lentz method (Thompson & Barnett 1986), until a step changes
 * nothing. `part(k)` writes a_k to `out[0]` and b_k to `out[1]`, k from 1.
 */
export function continuedFraction(first: number, part: (k: number, out: Float64Array) => void): number {
  const out = new Float64Array(2);
  let value = first === 0 ? tiny : first;
  let c = value;
  let d = 0;
  for (let k = 1; k <= 100_000; k++) {
    part(k, out);
    const a = out[0]!;
    const b = out[1]!;
    d = b + a * d;
    if (d === 0) d = tiny;
    c = b + a / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}
