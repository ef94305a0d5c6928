import { armInfluence } from "../inference/arm-influence.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";

/**
 * Difference of the mean outcomes of treated and untreated rows, weighted by `averaging`; no adjustment.
 * A row of arm a contributes w (Y - μ_a) / Σ_a w, so the denominators are inside φ.
 * Checked against: NHEFS 12.1.crude (lm with HC0 errors).
 */
export const naive: Estimator = {
  name: "naive",
  label: "Unadjusted difference",
  role: "unadjusted",
  target: "ATE",
  estimate(design, given) {
    const models = modelsFor(design, given);
    const { weight, mean } = models.totals;
    const influence = armInfluence(design, { treated: mean[1], control: mean[0] }, (shard, out) => {
      for (let r = 0; r < shard.rows; r++) {
        const arm = shard.treatment[r] === 1 ? 1 : 0;
        const w = shard.averaging[r]!;
        const pull = w * (shard.outcome[r]! - mean[arm]);
        (arm === 1 ? out.treated : out.control)[r] = pull / weight[arm];
        out.shift[r] = ((arm === 1 ? -1 : 1) * pull) / (weight[arm] - w);
      }
    });
    return { estimator: "naive", ...influence, aliased: [] };
  },
};
