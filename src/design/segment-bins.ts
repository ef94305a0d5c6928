import type { Segmentation } from "../estimand/estimand.js";
import { quantile } from "../numeric/quantile.js";

/** A column cut into segments. */
export interface SegmentBins {
  /** Number of the segment of each row, from 0; -1 for a row in none, [rows]. */
  readonly part: Int32Array;
  readonly parts: number;
  /** Name of each part. */
  readonly names: readonly string[];
  readonly cutPoints: readonly number[];
  /** How it was cut, in words. */
  readonly cut: string;
}

/** The segments, or why the column cannot be cut so. */
export type CutColumn =
  | { readonly found: SegmentBins; readonly reason?: undefined }
  | { readonly found?: undefined; readonly reason: string };

/** Values a column may have as segments of their own; more means that a measured column was taken for a factor. */
const mostLevels = 40;

/**
 * Cuts the values of the analysis rows as a question asks: one segment a value, quantile bins (type 7, a cut point belongs
 * to the bin below it; ties merge bins), or given cut points. Rows whose value is NaN are in no segment.
 * @param nameOf what a single value is called
 */
export function segmentBins(
  values: Float64Array,
  { column, quantiles, at }: Segmentation,
  nameOf: (value: number) => string,
): CutColumn {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { reason: `${column} is known on no analysis row` };
  if (quantiles === undefined && at === undefined) return levels(values, known, column, nameOf);
  const cutPoints = at ?? quantilePoints(known, quantiles!);
  if (cutPoints.length === 0)
    return { reason: `${column} has the same value on too many rows to be cut into ${quantiles} bins` };
  const written = writeApart(cutPoints);
  const names = [...cutPoints, undefined].map((_, k) => {
    const [above, upTo] = [written[k - 1], written[k]];
    return above === undefined
      ? `at most ${upTo}`
      : upTo === undefined
        ? `above ${above}`
        : `above ${above} to ${upTo}`;
  });
  const points = `at ${listed(written)}`;
  return {
    found: {
      names,
      cutPoints,
      parts: names.length,
      part: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : binOf(value, cutPoints))),
      cut:
        at === undefined
          ? `${names.length} bins by quantiles of the analysis rows, cut ${points}${names.length < quantiles! ? ` (${quantiles} were asked for; equal values are never parted)` : ""}`
          : `${names.length} bins, cut ${points}`,
    },
  };
}

function levels(
  values: Float64Array,
  known: Float64Array,
  column: string,
  nameOf: (value: number) => string,
): CutColumn {
  const found = [...new Set(known)].sort((a, b) => a - b);
  if (found.length > mostLevels)
    return {
      reason: `${column} has ${found.length} different values, more than the ${mostLevels} that may be segments of their own; cut it by quantiles or at given points`,
    };
  const index = new Map(found.map((value, k) => [value, k]));
  return {
    found: {
      names: found.map(nameOf),
      cutPoints: [],
      parts: found.length,
      part: Int32Array.from(values, (value) => index.get(value) ?? -1),
      cut: "one segment a value",
    },
  };
}

/** Quantiles that part the rows: each once, and none that the largest value does not exceed. */
function quantilePoints(known: Float64Array, bins: number): readonly number[] {
  const sorted = Float64Array.from(known).sort();
  const points = Array.from({ length: bins - 1 }, (_, k) => quantile(sorted, (k + 1) / bins));
  return [...new Set(points)].filter((point) => point < sorted.at(-1)!);
}

const binOf = (value: number, cutPoints: readonly number[]): number => {
  let bin = 0;
  while (bin < cutPoints.length && value > cutPoints[bin]!) bin += 1;
  return bin;
};

/** Four significant digits, more where two cut points would read alike; whole numbers as they are. */
function writeApart(cutPoints: readonly number[]): readonly string[] {
  for (let digits = 4; digits < 17; digits++) {
    const written = cutPoints.map((point) =>
      `${Number.isInteger(point) ? point : Number(point.toPrecision(digits))}`.replace("-", "−"),
    );
    if (new Set(written).size === written.length) return written;
  }
  return cutPoints.map((point) => `${point}`.replace("-", "−"));
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
