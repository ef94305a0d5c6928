import type { Design, DesignShard } from "../design/design.js";
import { fitLogistic } from "../models/fit-logistic.js";
import type { GlmFit } from "../models/glm-fit.js";
import { treatmentRows } from "../models/treatment-rows.js";
import { multiply } from "../numeric/products.js";
import { designScores } from "./design-scores.js";
import type { ScoredModel } from "./scored-model.js";

/** A logistic model of treatment given the covariates, and what it predicts. */
export interface PropensityModel extends ScoredModel {
  readonly fit: GlmFit;
  /** P(A = 1 | L) of every analysis row, in design order, [rows]. */
  readonly propensity: Float64Array;
  /** averaging · (A - p) of the rows of a shard: the score over x. */
  residual(shard: DesignShard, out: Float64Array): void;
}

/**
 * Fits P(A = 1 | L) by maximum likelihood with averaging weights and predicts every row.
 * @param model its name in messages
 * @param start coefficients to start from, such as those of the sample that a resample was drawn from
 */
export function fitPropensityModel(
  design: Design,
  model = "propensity model",
  start?: Float64Array,
): PropensityModel {
  const fit = fitLogistic({ ...treatmentRows(design), model }, { start });
  const propensity = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const own = propensity.subarray(shard.firstRow, shard.firstRow + shard.rows);
    multiply(shard.covariates, fit.coefficients, own);
    for (let r = 0; r < shard.rows; r++) own[r] = 1 / (1 + Math.exp(-own[r]!));
  }
  let leverage: Float64Array | undefined;
  const residual: PropensityModel["residual"] = (shard, out) => {
    for (let r = 0; r < shard.rows; r++)
      out[r] = shard.averaging[r]! * (shard.treatment[r]! - propensity[shard.firstRow + r]!);
  };
  return {
    fit,
    propensity,
    residual,
    addScores: designScores(design, { fit, residual }),
    leverage() {
      leverage ??= leverages(design, fit, propensity);
      return leverage;
    },
  };
}

function leverages(design: Design, fit: GlmFit, propensity: Float64Array): Float64Array {
  const out = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const own = out.subarray(shard.firstRow, shard.firstRow + shard.rows);
    fit.quadraticForm(
      shard.covariates,
      Int32Array.from({ length: shard.rows }, (_, r) => r),
      own,
    );
    for (let r = 0; r < shard.rows; r++) {
      const p = propensity[shard.firstRow + r]!;
      own[r] = own[r]! * shard.averaging[r]! * p * (1 - p);
    }
  }
  return out;
}
