/** Numbers as a `Float64Array`: the very array where it is one, to be read only, else a copy. */
export function asDoubles(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : new Float64Array(values);
}
