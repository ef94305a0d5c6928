import type { BinnedCovariates } from "./bin-covariates.js";

/** What the search for a split of one node must obey. */
export interface SplitLimits {
  /** Least information of a child. */
  readonly information: number;
  /** Added to every information before a gradient is divided by it. */
  readonly ridge: number;
  /** 1 for the places of features that may split, [features]. */
  readonly offered: Uint8Array;
}

/** The best split of a node: rows with a code of at most `bin` in the feature at `place` go left. */
export interface Split {
  readonly gain: number;
  readonly place: number;
  readonly bin: number;
  readonly leftGradient: number;
  readonly leftInformation: number;
}

/** Places of one feature in a histogram: gradient and information by turns, as many bins as the widest feature has. */
export const histogramWidth = (binned: BinnedCovariates): number =>
  2 * binned.upper.reduce((most, { length }) => Math.max(most, length), 0);

/** Places of the histogram of a node. */
export const histogramSize = (binned: BinnedCovariates): number =>
  4 * binned.wordsOfRow * histogramWidth(binned);

/**
 * Sums of gradient and information by feature and bin over rows order[from] to order[to - 1].
 */
export function fillHistogram(
  histogram: Float64Array,
  binned: BinnedCovariates,
  gradient: Float64Array,
  information: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
): void {
  const { words, wordsOfRow: count } = binned;
  const width = histogramWidth(binned);
  histogram.fill(0);
  for (let k = from; k < to; k++) {
    const row = order[k]!;
    const g = gradient[row]!;
    const h = information[row]!;
    const first = row * count;
    for (let word = first, base = 0; word < first + count; word++, base += 4 * width) {
      const four = words[word]!;
      const a = base + 2 * (four & 255);
      histogram[a] = histogram[a]! + g;
      histogram[a + 1] = histogram[a + 1]! + h;
      const b = base + width + 2 * ((four >>> 8) & 255);
      histogram[b] = histogram[b]! + g;
      histogram[b + 1] = histogram[b + 1]! + h;
      const c = base + 2 * width + 2 * ((four >>> 16) & 255);
      histogram[c] = histogram[c]! + g;
      histogram[c + 1] = histogram[c + 1]! + h;
      const d = base + 3 * width + 2 * (four >>> 24);
      histogram[d] = histogram[d]! + g;
      histogram[d + 1] = histogram[d + 1]! + h;
    }
  }
}

/** whole -= part, place by place: the histogram of the other child, exact because the sums are. */
export function subtractHistogram(whole: Float64Array, part: Float64Array): void {
  for (let k = 0; k < whole.length; k++) whole[k] = whole[k]! - part[k]!;
}

/**
 * The split with the largest fall of the second-order loss, G_L² / (H_L + λ) + G_R² / (H_R + λ) - G² / (H + λ); of
 * equal ones the first feature's, then the lowest. A bin without rows of the node never ends a left side.
 * Source: Chen & Guestrin (2016), XGBoost, equation 7.
 */
export function bestSplit(
  histogram: Float64Array,
  binned: BinnedCovariates,
  gradient: number,
  information: number,
  limits: SplitLimits,
): Split | undefined {
  const width = histogramWidth(binned);
  const { ridge } = limits;
  const whole = (gradient * gradient) / (information + ridge);
  let best: Split | undefined;
  let most = 0;
  for (let place = 0; place < binned.features.length; place++) {
    if (limits.offered[place] === 0) continue;
    const last = binned.upper[place]!.length - 1;
    const base = place * width;
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < last; bin++) {
      const here = histogram[base + 2 * bin + 1]!;
      if (here === 0) continue;
      g += histogram[base + 2 * bin]!;
      h += here;
      const right = information - h;
      if (h < limits.information) continue;
      if (right < limits.information) break;
      const parts = (g * g) / (h + ridge) + ((gradient - g) * (gradient - g)) / (right + ridge);
      const gain = parts - whole;
      if (gain > most && gain > 1e-12 * parts) {
        most = gain;
        best = { gain, place, bin, leftGradient: g, leftInformation: h };
      }
    }
  }
  return best;
}
