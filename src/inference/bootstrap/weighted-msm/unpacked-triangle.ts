/** A symmetric matrix whose lower triangle is given column after column, as the lower triangle of [p x p]. */
export function unpackedTriangle(packed: Float64Array, p: number): Float64Array {
  const out = new Float64Array(p * p);
  let at = 0;
  for (let j = 0; j < p; j++) for (let k = j; k < p; k++) out[j * p + k] = packed[at++]!;
  return out;
}
