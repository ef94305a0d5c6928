/** One bin: values in [from, to). */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A value that matters on the axis of a histogram: a threshold, a cut. */
export interface HistogramMark {
  readonly value: number;
  readonly label: string;
}

/** How many events, users or user-days have which value. */
export interface Histogram {
  /** Stable and unique on a page: letters, digits and hyphens. */
  readonly name: string;
  readonly column: string;
  readonly unit: string;
  readonly of: "events" | "users" | "user-days" | "available user-days";
  readonly bins: readonly HistogramBin[];
  /** Known values that lie below the first bin, and at or beyond the end of the last. */
  readonly below: number;
  readonly beyond: number;
  readonly known: number;
  /** Quartiles (type 7) of the known values. */
  readonly quartiles: readonly [number, number, number];
  readonly marks: readonly HistogramMark[];
}

/** Bins of equal, round width: bin k holds [(first + k) · width, (first + k + 1) · width). */
export interface BinPlan {
  /** Width as a fraction `step / parts` of whole numbers, so that edges such as 0.8 are not missed by rounding. */
  readonly step: number;
  readonly parts: number;
  readonly first: number;
  readonly bins: number;
}

const wanted = 40;

/**
 * Bins from `low` to beyond `high`: width 1, 2 or 5 times a power of ten, at most 40 of them and a few; of whole numbers
 * at least 1 wide.
 */
export function planBins(low: number, high: number, whole: boolean): BinPlan {
  const range = Math.max(high - low, whole ? 1 : Number.MIN_VALUE);
  const rough = range / wanted;
  const power = Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * 10 ** power >= rough * (1 - 1e-9)) ?? 10;
  const [step, parts] =
    power >= 0 || (factor === 10 && power === -1)
      ? [Math.round(factor * 10 ** power), 1]
      : [1, Math.round(10 ** -power / factor)];
  const [width, inverse] = whole && parts > 1 ? [1, 1] : [step, parts];
  const first = Math.floor((low * inverse) / width);
  return { step: width, parts: inverse, first, bins: Math.floor((high * inverse) / width) - first + 1 };
}

/** Lower edge of bin k. */
export const edgeOf = ({ step, parts, first }: BinPlan, bin: number): number =>
  ((first + bin) * step) / parts;

/** Bins values that are known; counts are exact. */
export function countBins(plan: BinPlan, values: Iterable<number>): BinCounts {
  const counts = new Float64Array(plan.bins);
  let [below, beyond] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = Math.floor((value * plan.parts) / plan.step) - plan.first;
    if (bin < 0) below += 1;
    else if (bin >= plan.bins) beyond += 1;
    else counts[bin]! += 1;
  }
  return { counts, below, beyond };
}

export interface BinCounts {
  readonly counts: Float64Array;
  readonly below: number;
  readonly beyond: number;
}

/** A histogram of counted bins. */
export function histogramOf(
  about: Pick<Histogram, "name" | "column" | "unit" | "of" | "quartiles" | "marks">,
  plan: BinPlan,
  { counts, below, beyond }: BinCounts,
): Histogram {
  const bins = Array.from(counts, (count, bin) => ({
    from: edgeOf(plan, bin),
    to: edgeOf(plan, bin + 1),
    count,
  }));
  const known = bins.reduce((sum, { count }) => sum + count, below + beyond);
  return { ...about, bins, below, beyond, known };
}
