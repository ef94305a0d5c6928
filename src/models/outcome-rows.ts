import type { Design } from "../design/design.js";
import type { GlmRows } from "./glm-rows.js";

/**
 * The rows of E[outcome | covariates] in one arm, weighted as the estimand averages; rows of the other arm and rows
 * whose outcome is missing have weight 0. Views the design; one weight array is reused between shards.
 */
export function outcomeRows(design: Design, arm: 0 | 1): GlmRows {
  return {
    model: arm === 1 ? "outcome model of treated rows" : "outcome model of untreated rows",
    terms: design.terms,
    shards: {
      *[Symbol.iterator]() {
        let weight = new Float64Array(0);
        for (const shard of design.shards) {
          if (weight.length < shard.rows) weight = new Float64Array(shard.rows);
          for (let r = 0; r < shard.rows; r++)
            weight[r] = shard.treatment[r] === arm && shard.observed?.[r] !== 0 ? shard.averaging[r]! : 0;
          yield { rows: shard.rows, response: shard.outcome, weight, covariates: shard.covariates };
        }
      },
    },
  };
}
