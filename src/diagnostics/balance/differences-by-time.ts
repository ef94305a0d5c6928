import { checkRowKeys } from "../check-row-keys.js";
import { checkedWeights, comparedArms } from "./compared-arms.js";
import { standardizedDifference } from "./standardized-difference.js";

/** Standardised mean differences of one covariate over time; arrays are in the order of `times`. */
export interface CovariateDifferences {
  readonly covariate: string;
  /** Before weighting; null where an arm has fewer than two rows or no weight, or no spread to be the unit. */
  readonly unweighted: readonly (number | null)[];
  /** After weighting; null as before, and without weights. */
  readonly weighted: readonly (number | null)[];
}

export interface DifferencesByTime {
  /** Times ascending, with the rows of each arm. */
  readonly times: readonly { readonly time: number; readonly treated: number; readonly control: number }[];
  /** Covariates that vary between rows at some time, in the order given. */
  readonly covariates: readonly CovariateDifferences[];
}

export interface TimedSample {
  /** Day or period of each row, [rows]. */
  readonly time: Int32Array;
  /** 0 or 1, [rows]. */
  readonly treatment: Float64Array;
  /** Weight of each row before adjusting, [rows]. */
  readonly averaging: Float64Array;
  /** Weight after adjusting, `averaging` included, [rows]; undefined when there is none. */
  readonly weight: Float64Array | undefined;
}

/** Below this share of a covariate's size a spread or difference is what rounding made of 0. */
const negligible = 1e-10;

/**
 * The standardised mean differences of `balanceByTime` and nothing else of it, for panels of many rows: no distance of
 * distributions is formed, each covariate is passed over twice, and one is held at a time. Each time has its own unit,
 * the pooled standard deviation of its rows before any weight (n - 1), so a covariate that drifts over the calendar is
 * judged by how people differ on the day. A covariate that at every time is the same for all rows is left out.
 * @param columns covariates with a value a row, [rows]; read once, in order
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`
 * Source: Jackson (2016), Epidemiology 27, diagnostics 1 and 3. Checked against `balanceByTime` and a day worked by hand
 * (test/diagnostics/balance/differences-by-time.test.ts).
 */
export function differencesByTime(
  columns: Iterable<{ readonly name: string; readonly values: Float64Array }>,
  { time, treatment, averaging, weight }: TimedSample,
): DifferencesByTime {
  const { arm, rows, weights } = comparedArms(treatment, averaging);
  const adjusted = weight && checkedWeights(weight, rows);
  checkRowKeys("time", time, rows, "time");
  const times = [...new Set(time)].sort((a, b) => a - b);
  const at = new Map(times.map((one, k) => [one, k]));
  const cell = Int32Array.from(time, (one, row) => 2 * at.get(one)! + arm[row]!);
  const sizes = cellSums(cell, 2 * times.length, () => 1);
  const before = cellSums(cell, 2 * times.length, (row) => weights[row]!);
  const after = adjusted && cellSums(cell, 2 * times.length, (row) => adjusted[row]!);
  const covariates: CovariateDifferences[] = [];
  for (const { name, values } of columns) {
    const moments = cellMoments(values, cell, sizes);
    const meansBy = (w: Float64Array, sums: Float64Array) =>
      cellSums(cell, sums.length, (row) => w[row]! * values[row]!).map((sum, k) => sum / sums[k]!);
    const judged = (sums: Float64Array | undefined, means: Float64Array | undefined) =>
      times.map((_, k) => {
        const [control, treated] = [2 * k, 2 * k + 1];
        if (sums === undefined || means === undefined) return null;
        const carried = [control, treated].every((c) => sizes[c]! >= 2 && sums[c]! > 0);
        if (!carried) return null;
        const real = (value: number) => (Math.abs(value) <= negligible * moments.size[k]! ? 0 : value);
        const unit = real(Math.sqrt((moments.variance[control]! + moments.variance[treated]!) / 2));
        return standardizedDifference(real(means[treated]! - means[control]!), unit, !moments.varies(k));
      });
    const found = {
      covariate: name,
      unweighted: judged(before, meansBy(weights, before)),
      weighted: judged(after, adjusted && after && meansBy(adjusted, after)),
    };
    if (times.some((_, k) => moments.varies(k))) covariates.push(found);
  }
  const counted = times.map((one, k) => ({
    time: one,
    treated: sizes[2 * k + 1]!,
    control: sizes[2 * k]!,
  }));
  return { times: counted, covariates };
}

/** Sum of a number of each row by cell; cell 2k holds the untreated rows of time k, 2k + 1 the treated ones. */
function cellSums(cell: Int32Array, cells: number, of: (row: number) => number): Float64Array {
  const sums = new Float64Array(cells);
  for (let row = 0; row < cell.length; row++) sums[cell[row]!] = sums[cell[row]!]! + of(row);
  return sums;
}

/** Unweighted variance (n - 1) of each cell; of each time the largest |value|, and whether it has two different ones. */
function cellMoments(values: Float64Array, cell: Int32Array, sizes: Float64Array) {
  const means = cellSums(cell, sizes.length, (row) => values[row]!).map((sum, k) => sum / sizes[k]!);
  const first = new Float64Array(sizes.length / 2).fill(Number.NaN);
  const different = new Uint8Array(sizes.length / 2);
  const size = new Float64Array(sizes.length / 2);
  const squares = cellSums(cell, sizes.length, (row) => {
    const [value, time] = [values[row]!, cell[row]! >> 1];
    if (Number.isNaN(first[time]!)) first[time] = value;
    else if (value !== first[time]) different[time] = 1;
    size[time] = Math.max(size[time]!, Math.abs(value));
    return (value - means[cell[row]!]!) ** 2;
  });
  return {
    variance: squares.map((sum, k) => sum / (sizes[k]! - 1)),
    size,
    varies: (time: number) => different[time] === 1,
  };
}
