import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import { frequencyQuantiles } from "../numeric/frequency-quantiles.js";
import { quantile } from "../numeric/quantile.js";

/** Stabilised weights of every row, and which of them a truncation moved. */
export interface StabilisedWeights {
  /** P(A = 1) among the analysis rows, averaging-weighted. */
  readonly prevalence: number;
  /** The weight as fitted, [rows]. */
  readonly raw: Float64Array;
  /** The weight used, [rows]; the same array as `raw` without truncation. */
  readonly used: Float64Array;
  readonly truncatedRows: number;
}

/**
 * P(A = a) / P(A = a | L) of each row; with `truncation`, weights beyond these shares (type 7 quantiles of the raw
 * weights of all rows, both arms together, a row of a resample as often as it was drawn) are set to the quantile.
 * @throws NotEstimableError `weights.infinite` when a row's fitted probability of its own arm rounds to 0
 */
export function stabilisedWeights(
  design: Design,
  propensity: Float64Array,
  prevalence: number,
  truncation?: readonly [number, number],
): StabilisedWeights {
  const raw = new Float64Array(design.rows);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const p = propensity[row]!;
      const weight = shard.treatment[r] === 1 ? prevalence / p : (1 - prevalence) / (1 - p);
      if (!Number.isFinite(weight))
        throw new NotEstimableError(
          "weights.infinite",
          `analysis row ${row} is ${shard.treatment[r] === 1 ? "treated" : "untreated"} though its fitted probability of that rounds to 0; restrict the population or drop the outlying term`,
          { row, propensity: p },
        );
      raw[row] = weight;
    }
  if (truncation === undefined) return { prevalence, raw, used: raw, truncatedRows: 0 };
  const [low, high] = cutsOf(design, raw, truncation);
  let truncatedRows = 0;
  const used = raw.map((weight) => {
    const kept = Math.min(Math.max(weight, low), high);
    if (kept !== weight) truncatedRows += 1;
    return kept;
  });
  return { prevalence, raw, used, truncatedRows };
}

function cutsOf(
  design: Design,
  raw: Float64Array,
  shares: readonly [number, number],
): readonly [number, number] {
  const frequency = new Float64Array(design.rows).fill(1);
  let resampled = false;
  for (const shard of design.shards) {
    if (shard.frequency === undefined) continue;
    resampled = true;
    frequency.set(shard.frequency.subarray(0, shard.rows), shard.firstRow);
  }
  if (!resampled) return [quantile(raw, shares[0]), quantile(raw, shares[1])];
  const [low, high] = frequencyQuantiles(raw, frequency, design.rows, shares);
  return [low!, high!];
}
