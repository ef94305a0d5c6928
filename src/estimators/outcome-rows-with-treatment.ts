import type { Design } from "../design/design.js";
import type { GlmRows } from "../models/glm-rows.js";

/**
 * The rows of E[outcome | covariates, treatment], one model for both arms with the treatment as last term, weighted as
 * the estimand averages; rows whose outcome is missing have weight 0. Copies one shard's covariates at a time.
 */
export function outcomeRowsWithTreatment(design: Design): GlmRows {
  const terms = [...design.terms, "treatment"];
  return {
    model: "outcome model",
    terms,
    shards: {
      *[Symbol.iterator]() {
        let values = new Float64Array(0);
        for (const shard of design.shards) {
          const { rows } = shard;
          if (values.length < rows * terms.length) values = new Float64Array(rows * terms.length);
          values.set(shard.covariates.values.subarray(0, rows * design.terms.length));
          values.set(shard.treatment.subarray(0, rows), rows * design.terms.length);
          yield {
            rows,
            response: shard.outcome,
            weight:
              shard.observed === undefined
                ? shard.averaging
                : shard.averaging.map((w, r) => (shard.observed![r] === 0 ? 0 : w)),
            covariates: { rows, columns: terms.length, values },
          };
        }
      },
    },
  };
}
