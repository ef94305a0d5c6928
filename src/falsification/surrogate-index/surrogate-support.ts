import { notEvaluated, type SurrogateCheck, short } from "./surrogate-check.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** One surrogate or covariate in rows without the long outcome, beside those that have it. Unweighted. */
export interface SupportColumn {
  readonly name: string;
  /** Difference of means over the standard deviation of the rows with the long outcome; null when they do not vary. */
  readonly standardizedDifference: number | null;
  /** Share of rows without the long outcome that lie outside the range of the rows with it. */
  readonly outside: number;
}

export interface SupportCheck extends SurrogateCheck {
  /** Rows without the long outcome. */
  readonly rows: number;
  /** Share of them outside the range of the others in any column; null when there are none. */
  readonly outside: number | null;
  /** Share of them whose fitted chance to have the long outcome is below that of every row that has it. */
  readonly belowChance: number | null;
  readonly columns: readonly SupportColumn[];
}

/** Share of rows outside above which the index has to reach further than it was fitted. */
const mostOutside = 0.05;

/**
 * Whether rows without the long outcome have surrogates and covariates such as the index was fitted to.
 * @param chance P(long outcome observed | S, L) of every row; undefined when all are observed
 * Source: 5 % as for the common support of propensities, Dehejia & Wahba (1999), JASA 94.
 */
export function surrogateSupport(rows: SurrogateRows, chance: Float64Array | undefined): SupportCheck {
  const { wide, observed } = rows;
  const without = observed.reduce((count, seen) => count + (seen === 0 ? 1 : 0), 0);
  if (chance === undefined)
    return {
      ...notEvaluated("Every row has its long outcome; the index is not carried to others."),
      rows: 0,
      outside: null,
      belowChance: null,
      columns: [],
    };
  const beyond = new Uint8Array(wide.rows);
  const columns = wide.terms
    .slice(1)
    .map((name, j) => supportOf(name, columnOf(rows, j + 1), observed, beyond));
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < wide.rows; row++) if (observed[row] === 1) least = Math.min(least, chance[row]!);
  let below = 0;
  for (let row = 0; row < wide.rows; row++) if (observed[row] === 0 && chance[row]! < least) below += 1;
  const outside = beyond.reduce((sum, value) => sum + value, 0) / without;
  const refuted = Math.max(outside, below / without) > mostOutside;
  const percent = (share: number) => `${short(100 * share)}%`;
  const widest = columns.reduce((a, b) => (b.outside > a.outside ? b : a));
  return {
    verdict: refuted ? "refuted" : "not refuted",
    sentence: `${percent(outside)} of ${without} rows without the long outcome lie outside the range of the rows with it${outside > 0 ? ` (most in ${widest.name}, ${percent(widest.outside)})` : ""}, and ${percent(below / without)} are less like them than any of these${refuted ? ": there the index reaches further than it was fitted." : "."}`,
    tests: [],
    rows: without,
    outside,
    belowChance: below / without,
    columns,
  };
}

function columnOf({ wide }: SurrogateRows, j: number): Float64Array {
  const out = new Float64Array(wide.rows);
  for (const { firstRow, rows, covariates } of wide.shards)
    out.set(covariates.values.subarray(j * rows, (j + 1) * rows), firstRow);
  return out;
}

function supportOf(
  name: string,
  values: Float64Array,
  observed: Uint8Array,
  beyond: Uint8Array,
): SupportColumn {
  const ofGroup = (seen: number) => values.filter((_, row) => observed[row] === seen);
  const [late, early] = [ofGroup(0), ofGroup(1)];
  const mean = (group: Float64Array) => group.reduce((sum, value) => sum + value, 0) / group.length;
  const centre = mean(early);
  const deviation = Math.sqrt(
    early.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, early.length - 1),
  );
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of early) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  let outside = 0;
  values.forEach((value, row) => {
    if (observed[row] === 1 || (value >= low && value <= high)) return;
    outside += 1;
    beyond[row] = 1;
  });
  return {
    name,
    standardizedDifference: deviation > 0 ? (mean(late) - centre) / deviation : null,
    outside: outside / late.length,
  };
}
