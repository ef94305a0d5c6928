import { checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";
import { kishSize } from "./kish-size.js";
import { type Arm, belongsTo, checkSample, type WeightedSample } from "./weighted-sample.js";

/** What truncation did to the weights of an arm: a line of a tidy table. */
export interface TruncationCount {
  readonly arm: Arm;
  readonly rows: number;
  readonly lowered: number;
  readonly raised: number;
  /** Share of rows that were moved. */
  readonly share: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** (Σw)² / Σw². */
  readonly effectiveBefore: number;
  readonly effectiveAfter: number;
}

/**
 * Weights before and after truncation held against each other, by arm and over all rows.
 * @param sample with the weights before
 * @param truncated the weights after, [rows]
 * @throws CausalError `diagnostics.*` as `checkSample`, of either; `diagnostics.lengths`
 */
export function truncationCounts(
  sample: WeightedSample,
  truncated: Float64Array,
): readonly TruncationCount[] {
  checkSample(sample);
  checkCall("truncationCounts", { truncated }, { truncated: kinds.rows });
  if (truncated.length !== sample.weight.length)
    throw new CausalError(
      "diagnostics.lengths",
      `found ${truncated.length} truncated weights for ${sample.weight.length} rows; expected one a row`,
    );
  checkSample({ ...sample, weight: truncated });
  return (["treated", "control", "all"] as const).map((arm) => {
    let [rows, lowered, raised] = [0, 0, 0];
    const before = { sum: 0, squares: 0 };
    const after = { sum: 0, squares: 0 };
    for (let row = 0; row < truncated.length; row++) {
      if (!belongsTo(arm, sample.treatment[row]!)) continue;
      const [was, is] = [sample.weight[row]!, truncated[row]!];
      rows += 1;
      if (is < was) lowered += 1;
      if (is > was) raised += 1;
      before.sum += was;
      before.squares += was * was;
      after.sum += is;
      after.squares += is * is;
    }
    return {
      arm,
      rows,
      lowered,
      raised,
      share: (lowered + raised) / rows,
      meanBefore: before.sum / rows,
      meanAfter: after.sum / rows,
      effectiveBefore: kishSize(before.sum, before.squares),
      effectiveAfter: kishSize(after.sum, after.squares),
    };
  });
}
