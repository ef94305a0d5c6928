import { checkCall, kinds } from "../../call-check.js";
import type { Design } from "../../design/design.js";
import { refuseMissingOutcomes } from "../../design/refuse-missing-outcomes.js";
import type { NuisanceModels } from "../../estimators/nuisance-models.js";
import type { BoundRows } from "./omitted-variable-bound.js";

/**
 * Residuals of the fitted outcome models and the representer of the average effect by the fitted propensity, of every row.
 * @throws what the models throw
 */
export function representerRows(design: Design, models: NuisanceModels): BoundRows {
  checkCall("representerRows", { design, models }, { design: kinds.design, models: kinds.nuisances });
  refuseMissingOutcomes(design);
  const outcome = models.outcome();
  const { propensity } = models.propensity();
  const residual = new Float64Array(design.rows);
  const representer = new Float64Array(design.rows);
  const functional = new Float64Array(design.rows);
  let scratch = new Float64Array(0);
  for (const shard of design.shards) {
    if (scratch.length < 2 * shard.rows) scratch = new Float64Array(2 * shard.rows);
    const means = [scratch.subarray(0, shard.rows), scratch.subarray(shard.rows, 2 * shard.rows)] as const;
    for (const arm of [0, 1] as const) outcome.predict(shard, arm, means[arm]);
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const e = propensity[row]!;
      const treated = shard.treatment[r] === 1;
      residual[row] = shard.outcome[r]! - means[treated ? 1 : 0][r]!;
      representer[row] = treated ? 1 / e : -1 / (1 - e);
      functional[row] = 1 / e + 1 / (1 - e);
    }
  }
  return { residual, representer, functional };
}
