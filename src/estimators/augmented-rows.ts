import type { Design } from "../design/design.js";
import { averageOfRows } from "./average-of-rows.js";
import type { MissingnessModel } from "./missingness-model.js";
import type { OutcomeModel } from "./outcome-model.js";
import type { PropensityModel } from "./propensity-model.js";

/**
 * What augmented weighting takes from every row, by arm, [rows] each: its bracket, the average of brackets, and the
 * derivatives of that average with respect to the linear predictors of the outcome, propensity and missingness models.
 * Without a propensity the bracket is the prediction.
 * @param total Σ averaging
 */
export function augmentedRows(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  {
    propensity,
    missingness,
  }: {
    readonly propensity: PropensityModel | undefined;
    readonly missingness: MissingnessModel | undefined;
  },
) {
  const pair = () => [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  const bracket = pair();
  const onOutcome = pair();
  const onPropensity = pair();
  const onMissingness = pair();
  for (const shard of design.shards)
    for (const arm of [0, 1] as const) {
      const own = bracket[arm].subarray(shard.firstRow, shard.firstRow + shard.rows);
      outcome.predict(shard, arm, own);
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const w = shard.averaging[r]!;
        const slope = outcome.meanSlope(own[r]!);
        onOutcome[arm][row] = (w / total) * slope;
        if (shard.treatment[r] === arm && shard.observed?.[r] !== 0 && propensity !== undefined) {
          const e = shard.outcome[r]! - own[r]!;
          const p1 = propensity.propensity[row]!;
          const observed = missingness?.chance[arm][row] ?? 1;
          const chance = (arm === 1 ? p1 : 1 - p1) * observed;
          own[r] = own[r]! + e / chance;
          onOutcome[arm][row] = ((w * (1 - 1 / chance)) / total) * slope;
          onPropensity[arm][row] = ((arm === 1 ? -(1 - p1) : p1) * w * e) / (chance * total);
          onMissingness[arm][row] = (-(1 - observed) * w * e) / (chance * total);
        }
      }
    }
  const mean = [averageOfRows(design, bracket[0], total), averageOfRows(design, bracket[1], total)] as const;
  return { mean, bracket, onOutcome, onPropensity, onMissingness };
}
