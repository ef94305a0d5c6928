/** Buckets by the leading bits of a number: exponent and nine bits of the mantissa, 24 octaves around 1. */
const octaves = 24;
const bucketsPerOctave = 512;
const buckets = octaves * bucketsPerOctave;
const firstBucket = (1023 - octaves / 2) * bucketsPerOctave;

/**
 * Quantiles (type 7, as `quantile`) of a sample in which value i stands `frequency[i]` times, without writing it out:
 * values are counted in buckets by their leading bits, and only the buckets that hold a wanted order statistic are
 * sorted. Exact whatever the values; fastest between 2^-12 and 2^12. O(n).
 * @param values positive and finite, the first `count` of them
 * @param frequency whole numbers of at least 0, adding up to at least 1
 * @param shares in [0, 1]
 * Checked against `quantile` of the sample written out.
 */
export function frequencyQuantiles(
  values: Float64Array,
  frequency: Float64Array,
  count: number,
  shares: readonly number[],
): readonly number[] {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * count);
  const totals = new Float64Array(buckets);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const f = frequency[i]!;
    const at = bucketOf(words[2 * i + 1]!);
    totals[at] = totals[at]! + f;
    total += f;
  }
  const wanted = shares.map((share) => {
    const position = (total - 1) * share;
    const lower = Math.floor(position);
    return { lower, upper: Math.min(lower + 1, total - 1), part: position - lower };
  });
  const sorted = new Map<number, readonly Entry[]>();
  const orderStatistic = (rank: number): number => {
    let before = 0;
    let at = 0;
    while (before + totals[at]! <= rank) before += totals[at++]!;
    const entries = sorted.get(at) ?? entriesOf(values, frequency, words, count, at);
    sorted.set(at, entries);
    for (const { value, times } of entries) {
      before += times;
      if (before > rank) return value;
    }
    return entries.at(-1)!.value;
  };
  return wanted.map(({ lower, upper, part }) => {
    const low = orderStatistic(lower);
    return part === 0 ? low : low + part * (orderStatistic(upper) - low);
  });
}

interface Entry {
  readonly value: number;
  readonly times: number;
}

/** The high word of a positive double grows with it, so buckets are in the order of the values. */
function bucketOf(highWord: number): number {
  const at = (highWord >>> 11) - firstBucket;
  return at < 0 ? 0 : at >= buckets ? buckets - 1 : at;
}

function entriesOf(
  values: Float64Array,
  frequency: Float64Array,
  words: Uint32Array,
  count: number,
  bucket: number,
): readonly Entry[] {
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++)
    if (frequency[i]! > 0 && bucketOf(words[2 * i + 1]!) === bucket)
      entries.push({ value: values[i]!, times: frequency[i]! });
  return entries.sort((one, other) => one.value - other.value);
}
