import type { Design } from "../../design/design.js";
import { fitPropensityModel } from "../../estimators/propensity-model.js";
import type { ScoredModel } from "../../estimators/scored-model.js";
import { fitLinear } from "../../models/fit-linear.js";
import { withTreatment } from "../designs/with-treatment.js";

/** A logistic model of which of two samples a row is in. */
export interface SampleModel {
  /** P(first sample | terms) of every row, [rows]. */
  readonly chance: Float64Array;
  /** Slopes are by linear predictors; those of rows with chance 1 have to be 0. */
  readonly addScores: ScoredModel["addScores"];
}

/**
 * Fits P(row is in the first sample | terms) by maximum likelihood with averaging weights. Rows of the first sample that no
 * combination of the second one's rows resembles (a weekday that none of those has) are certain: their chance is 1, the
 * limit that the likelihood goes to there, and they take no part in the fit.
 * @param first 1 for rows of the first sample, [rows]
 * @param model its name in messages
 * @throws NotEstimableError `model.separated` when other terms part the samples; as `fitLogistic`
 */
export function fitSampleModel(design: Design, first: Uint8Array, model: string): SampleModel {
  const certain = rowsWithoutLike(design, first);
  const fitted = fitPropensityModel(
    withTreatment(
      {
        ...design,
        shards: Array.from(design.shards, (shard) => ({
          ...shard,
          averaging: shard.averaging.map((w, r) => (certain[shard.firstRow + r] === 1 ? 0 : w)),
        })),
      },
      Float64Array.from(first),
    ),
    model,
  );
  return {
    chance: fitted.propensity.map((p, row) => (certain[row] === 1 ? 1 : p)),
    addScores: fitted.addScores,
  };
}

/** 1 for rows of the first sample outside the span of the rows of the second. */
function rowsWithoutLike(design: Design, first: Uint8Array): Uint8Array {
  const fit = fitLinear({
    model: "span of the second sample",
    terms: design.terms,
    shards: Array.from(design.shards, (shard) => ({
      rows: shard.rows,
      response: shard.treatment,
      weight: Float64Array.from({ length: shard.rows }, (_, r) => 1 - first[shard.firstRow + r]!),
      covariates: shard.covariates,
    })),
  });
  const outside = new Uint8Array(design.rows);
  if (fit.aliased.length === 0) return outside;
  const row = new Float64Array(design.terms.length);
  for (const { rows, firstRow, covariates } of design.shards)
    for (let r = 0; r < rows; r++) {
      if (first[firstRow + r] === 0) continue;
      for (let j = 0; j < row.length; j++) row[j] = covariates.values[j * rows + r]!;
      if (fit.inestimableTerm(row) !== undefined) outside[firstRow + r] = 1;
    }
  return outside;
}
