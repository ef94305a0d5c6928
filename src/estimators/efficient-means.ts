import type { Design } from "../design/design.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { averageOfRows } from "./average-of-rows.js";
import { bracketContributions } from "./bracket-contributions.js";
import { stackedArms } from "./stacked-arms.js";

/**
 * Means by augmented weighting from predictions that are taken as they are: μ_a = Σ averaging · D_a / Σ averaging with
 * D_a = m_a(L) + 1(A = a) / P(A = a | L) · (Y - m_a(L)); a row contributes averaging · (D_a - μ_a) / Σ averaging, the
 * efficient influence function with the denominator inside.
 * @param total Σ averaging
 * @param propensity P(A = 1 | L), [rows]
 * @param predicted  outcome had the row been untreated and treated, [rows] each
 */
export function efficientMeans(
  design: Design,
  total: number,
  propensity: Float64Array,
  predicted: readonly [Float64Array, Float64Array],
): ArmInfluence {
  const bracket = [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  for (const arm of [0, 1] as const)
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const m = predicted[arm][row]!;
        const chance = arm === 1 ? propensity[row]! : 1 - propensity[row]!;
        bracket[arm][row] = shard.treatment[r] === arm ? m + (shard.outcome[r]! - m) / chance : m;
      }
  const mean = [averageOfRows(design, bracket[0], total), averageOfRows(design, bracket[1], total)] as const;
  const own = bracketContributions(design, bracket, mean, total);
  return stackedArms(design, { treated: mean[1], control: mean[0] }, own, []);
}
