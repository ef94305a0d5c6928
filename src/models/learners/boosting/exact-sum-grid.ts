/**
 * The largest power of two by which numbers of at most this size can be multiplied and rounded to whole numbers so that
 * any sum of `count` of them is exact in double precision. Sums of such numbers do not depend on their order, and
 * differences of sums are exact.
 * @param largest  above 0, finite
 */
export function exactSumGrid(largest: number, count: number): number {
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(52 - Math.log2(largest) - Math.log2(count))));
}
