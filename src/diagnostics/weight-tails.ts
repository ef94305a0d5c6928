import { checkCall, kinds } from "../call-check.js";
import { quantile } from "../numeric/quantile.js";
import type { Diagnostic } from "./diagnostic.js";
import { type Arm, belongsTo, checkSample, type WeightedSample } from "./weighted-sample.js";

export const weightTailRecord: Diagnostic = {
  name: "weightTail",
  label: "Weight on the heaviest hundredth of rows",
  unit: "share of weight",
  worse: "above",
  warn: null,
  fail: null,
  source:
    "Cole & Hernán (2008), American Journal of Epidemiology 168, on looking at extremes; no limit is agreed on: effective sizes and the largest user are what is judged",
  sentence: "Share of an arm's weight that stands on the hundredth of its rows with the largest weights.",
};

/** The tail of the weights at one share of the rows: a line of a tidy table. */
export interface WeightTail {
  readonly arm: Arm;
  /** The heaviest share of the arm's rows that the line is about. */
  readonly heaviest: number;
  /** Their number, rounded up. */
  readonly rows: number;
  /** The share of the arm's weight on them; `heaviest` when all weights are the same. */
  readonly shareOfWeight: number;
  /** Type 7 quantile of the weights at 1 - `heaviest`, over their mean. */
  readonly timesMean: number;
}

/**
 * How much of an arm's weight stands on its heaviest rows.
 * @param heaviest shares of rows; default 0.1 %, 1 %, 5 % and 10 %
 * @throws CausalError `diagnostics.*` as `checkSample`; `quantile.invalid` for a share outside [0, 1]
 */
export function weightTails(
  sample: WeightedSample,
  arm: Arm,
  heaviest: readonly number[] = [0.001, 0.01, 0.05, 0.1],
): readonly WeightTail[] {
  checkSample(sample);
  checkCall("weightTails", { heaviest }, { heaviest: kinds.array });
  const weights = sample.weight.filter((_, row) => belongsTo(arm, sample.treatment[row]!)).sort();
  const total = weights.reduce((sum, w) => sum + w, 0);
  return heaviest.map((share) => {
    const timesMean = (quantile(weights, 1 - share) * weights.length) / total;
    const rows = Math.ceil(share * weights.length);
    const onThem = weights.subarray(weights.length - rows).reduce((sum, w) => sum + w, 0);
    return { arm, heaviest: share, rows, shareOfWeight: onThem / total, timesMean };
  });
}
