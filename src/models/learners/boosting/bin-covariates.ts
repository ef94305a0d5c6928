import { columnOf, type Matrix } from "../../../numeric/matrix.js";

/** Covariates as codes of ordered bins. */
export interface BinnedCovariates {
  readonly rows: number;
  /** Columns with at least two bins, by their place in the covariates; the others say nothing and are left out. */
  readonly features: Int32Array;
  /** Bins of each row, four features a word from the lowest byte on, filled up with 0, row-major, [rows x wordsOfRow]. */
  readonly words: Uint32Array;
  readonly wordsOfRow: number;
  /** Largest value of each bin of each feature: a row is in the first bin whose upper value is not below its own. */
  readonly upper: readonly Float64Array[];
}

/**
 * Bins every covariate: one bin a distinct value where there are at most `bins` of them, else bins of about equal
 * weight. Only the order of values and their weights matter, so an increasing transformation changes no code.
 * @param weights  whole numbers whose sum is exact, so that the order of rows changes nothing, [rows]
 * @param bins  2 to 256
 */
export function binCovariates(covariates: Matrix, weights: Float64Array, bins: number): BinnedCovariates {
  const { rows, columns } = covariates;
  const all = Array.from({ length: columns }, (_, j) => upperValues(columnOf(covariates, j), weights, bins));
  const features = Int32Array.from(all.keys()).filter((j) => all[j]!.length > 1);
  const upper = Array.from(features, (j) => all[j]!);
  const wordsOfRow = Math.ceil(features.length / 4);
  const words = new Uint32Array(rows * wordsOfRow);
  features.forEach((j, f) => {
    const column = columnOf(covariates, j);
    const shift = 8 * (f % 4);
    for (let r = 0; r < rows; r++) {
      const at = r * wordsOfRow + (f >> 2);
      words[at] = words[at]! | (binOf(column[r]!, upper[f]!) << shift);
    }
  });
  return { rows, features, words, wordsOfRow, upper };
}

function upperValues(column: Float64Array, weights: Float64Array, bins: number): Float64Array {
  const sorted = column.slice().sort();
  const starts = new Int32Array(sorted.length + 1);
  let distinct = 0;
  for (let k = 0; k < sorted.length; k++) if (k === 0 || sorted[k] !== sorted[k - 1]) starts[distinct++] = k;
  starts[distinct] = sorted.length;
  const values = new Float64Array(distinct);
  for (let v = 0; v < distinct; v++) values[v] = sorted[starts[v]!]!;
  if (distinct <= bins) return values;
  const weightOf = new Float64Array(distinct);
  const first = weights[0]!;
  if (weights.every((weight) => weight === first))
    for (let v = 0; v < distinct; v++) weightOf[v] = first * (starts[v + 1]! - starts[v]!);
  else
    for (let r = 0; r < column.length; r++) {
      const at = binOf(column[r]!, values);
      weightOf[at] = weightOf[at]! + weights[r]!;
    }
  return equalWeight(values, weightOf, bins);
}

/**
 * Upper values of at most `bins` bins: each bin takes values until it holds its part of the weight not yet binned. A
 * value heavier than a part has a bin of its own. Shares within 1e-9 of a part count as reaching it, so that the unit
 * of the weights does not matter.
 */
function equalWeight(values: Float64Array, weightOf: Float64Array, bins: number): Float64Array {
  const upper = new Float64Array(bins);
  let rest = weightOf.reduce((sum, w) => sum + w, 0);
  let count = 0;
  let held = 0;
  for (let v = 0; v < values.length; v++) {
    held += weightOf[v]!;
    const part = rest / (bins - count);
    const last = v === values.length - 1;
    const next = last ? 0 : weightOf[v + 1]!;
    const full = held >= part * (1 - 1e-9) || (held > 0 && next >= part * (1 - 1e-9));
    if (last || (full && count < bins - 1)) {
      upper[count++] = values[v]!;
      rest -= held;
      held = 0;
    }
  }
  return upper.slice(0, count);
}

/** The first place whose value is not below x; the last one for an x above all. */
function binOf(x: number, upper: Float64Array): number {
  let low = 0;
  let high = upper.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x <= upper[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
