import type { Design } from "../design/design.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import type { ScoredModel } from "./scored-model.js";
import { type ScoreShares, scoreShares, stackedArms } from "./stacked-arms.js";

/** Weights of the rows within their arms, averaging apart, and how they move with the propensity. */
export interface ArmWeights {
  /** [rows] */
  readonly weight: Float64Array;
  /** d log weight / dη, η the linear predictor of the propensity; 0 where the weight does not move, [rows]. */
  readonly logSlope: Float64Array;
}

/** Totals of w = averaging · weight by arm, [untreated, treated], and each row's w (Y - μ of its arm). */
export interface ArmPulls {
  readonly sum: readonly [number, number];
  readonly pull: Float64Array;
}

/**
 * Hájek means: μ_a = Σ_a w Y / Σ_a w with w = averaging · weight. A row contributes w (Y - μ_a) / Σ_a w in its arm and
 * its propensity score through dw/dη.
 * @param propensity the model behind the weights; left out, the weights count as known (HC0 with given weights)
 * @param more shares of whatever else was estimated
 */
export function hajekMeans(
  design: Design,
  { weight, logSlope }: ArmWeights,
  propensity: ScoredModel | undefined,
  more: (pulls: ArmPulls) => readonly ScoreShares[] = () => [],
): ArmInfluence {
  const { sum, mean } = armSums(design, weight);
  const array = () => new Float64Array(design.rows);
  const own = { treated: array(), control: array(), shift: array() };
  const slopes = { treated: array(), control: array() };
  const pull = array();
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const part = arm === 1 ? "treated" : "control";
      const w = shard.averaging[r]! * weight[row]!;
      pull[row] = w * (shard.outcome[r]! - mean[arm]);
      own[part][row] = pull[row]! / sum[arm];
      own.shift[row] = ((arm === 1 ? -1 : 1) * pull[row]!) / Math.max(sum[arm] - w, 1e-12 * sum[arm]);
      slopes[part][row] = logSlope[row]! * own[part][row]!;
    }
  return stackedArms(design, { treated: mean[1], control: mean[0] }, own, [
    ...(propensity === undefined ? [] : [scoreShares(propensity, slopes)]),
    ...more({ sum, pull }),
  ]);
}

type ByArm = readonly [number, number];

function armSums(design: Design, weight: Float64Array): { readonly sum: ByArm; readonly mean: ByArm } {
  const sum: [number, number] = [0, 0];
  const moment: [number, number] = [0, 0];
  let origin = Number.NaN;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const y = shard.outcome[r]!;
      if (Number.isNaN(origin)) origin = y;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const w = shard.averaging[r]! * weight[shard.firstRow + r]!;
      sum[arm] += w;
      moment[arm] += w * (y - origin);
    }
  return { sum, mean: [origin + moment[0] / sum[0], origin + moment[1] / sum[1]] };
}
