import type { Design } from "../design/design.js";
import type { GlmRows } from "./glm-rows.js";

/** The rows of P(treatment = 1 | covariates), weighted as the estimand averages. Views the design; copies nothing. */
export function treatmentRows(design: Design): GlmRows {
  return {
    model: "propensity model",
    terms: design.terms,
    shards: {
      *[Symbol.iterator]() {
        for (const shard of design.shards)
          yield {
            rows: shard.rows,
            response: shard.treatment,
            weight: shard.averaging,
            covariates: shard.covariates,
          };
      },
    },
  };
}
