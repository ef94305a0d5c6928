import { quickselect } from "simple-statistics";

/**
 * Sample quantiles by linear interpolation at position (n - 1) · share (type 7 of Hyndman & Fan 1996). Selects the
 * wanted ranks without sorting the others, and so reorders `values`. NaN without any value.
 * @param values none NaN
 * @param shares in [0, 1]
 * Checked in test/sources/kuairec-summary.test.ts.
 */
export function quantilesInPlace(values: Float64Array, shares: readonly number[]): readonly number[] {
  if (values.length === 0) return shares.map(() => Number.NaN);
  const positions = shares.map((share) => (values.length - 1) * share);
  const ranks = new Set(positions.flatMap((position) => [Math.floor(position), Math.ceil(position)]));
  place(
    values,
    [...ranks].sort((a, b) => a - b),
    0,
    values.length - 1,
  );
  return positions.map((position) => {
    const low = values[Math.floor(position)]!;
    return low + (position - Math.floor(position)) * (values[Math.ceil(position)]! - low);
  });
}

/** Reorders values between two places so that each rank holds what sorting would put there. */
function place(values: Float64Array, ranks: readonly number[], left: number, right: number): void {
  if (ranks.length === 0 || left >= right) return;
  const middle = ranks.length >> 1;
  const rank = ranks[middle]!;
  quickselect(values as unknown as number[], rank, left, right);
  place(values, ranks.slice(0, middle), left, rank - 1);
  place(values, ranks.slice(middle + 1), rank + 1, right);
}
