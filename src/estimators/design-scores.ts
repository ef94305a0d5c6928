import type { Design, DesignShard } from "../design/design.js";
import { addNuisanceScores } from "../inference/nuisance-scores.js";
import type { GlmFit } from "../models/glm-fit.js";
import { accumulateProduct, multiply } from "../numeric/products.js";
import type { ScoredModel } from "./scored-model.js";

/** A model fitted to the rows of a design, and the treatment at which it is asked for predictions. */
export interface DesignScores {
  readonly fit: GlmFit;
  /** Weighted residual of each row of a shard, 0 where the row took no part in the fit. */
  readonly residual: (shard: DesignShard, out: Float64Array) => void;
  /** Given when the model's last term is the treatment: the value that predictions are made at. */
  readonly askedAt?: 0 | 1;
}

/**
 * `addScores` of a model on the covariates of a design, with the treatment as last term where `askedAt` says so. Two
 * passes over the rows; D and every row's share are summed in row order.
 */
export function designScores(design: Design, model: DesignScores): ScoredModel["addScores"] {
  const { fit, residual, askedAt } = model;
  const p = design.terms.length;
  return (slope, contribution) => {
    const gradient = new Float64Array(fit.terms.length);
    let largest = 0;
    for (const shard of design.shards) {
      const own = slope.subarray(shard.firstRow, shard.firstRow + shard.rows);
      accumulateProduct(shard.covariates, own, gradient);
      if (askedAt === 1) for (let r = 0; r < shard.rows; r++) gradient[p] = gradient[p]! + own[r]!;
      largest = Math.max(largest, shard.rows);
    }
    const direction = fit.solveInformation(gradient);
    const error = new Float64Array(largest);
    const product = new Float64Array(largest);
    for (const shard of design.shards) {
      const own = contribution.subarray(shard.firstRow, shard.firstRow + shard.rows);
      residual(shard, error);
      if (askedAt === undefined) {
        addNuisanceScores(shard.covariates, error, direction, product, own);
        continue;
      }
      multiply(shard.covariates, direction, product);
      for (let r = 0; r < shard.rows; r++)
        own[r] = own[r]! + error[r]! * (product[r]! + direction[p]! * shard.treatment[r]!);
    }
  };
}
