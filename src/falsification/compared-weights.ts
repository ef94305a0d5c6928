import { checkCall, having, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import type { NuisanceModels } from "../estimators/nuisance-models.js";
import type { ScoredModel } from "../estimators/scored-model.js";

/** The weights of a comparison of two arms, and how they move with the model behind them. */
export interface ComparedWeights {
  /** `averaging` not included, [rows]. */
  readonly weight: Float64Array;
  /** d log weight / dη, η the linear predictor of the propensity; 0 where the weight does not move, [rows]. */
  readonly logSlope: Float64Array;
  /** The propensity model; undefined when the weights are taken as known. */
  readonly model: ScoredModel | undefined;
}

/** Weight 1 for every row: the arms as they are. */
export function plainWeights(rows: number): ComparedWeights {
  checkCall("plainWeights", { rows }, { rows: kinds.number });
  return { weight: new Float64Array(rows).fill(1), logSlope: new Float64Array(rows), model: undefined };
}

/**
 * The weights of a fit with their slopes by the propensity's linear predictor: P(A = a) / P(A = a | L) has -(1 - e) in
 * treated and e in untreated rows, overlap weights 1 - e and e have -e and 1 - e, a truncated weight has 0. Weights of
 * another propensity than the models' own (cross-fitted learners) are taken as known.
 * Source: as `ipw` and `overlapWeighted`, whose errors these slopes give (test/falsification/past-outcome.test.ts).
 */
export function comparedWeights(
  design: Design,
  weighting: NonNullable<EstimatorFit["weighting"]>,
  models: NuisanceModels,
): ComparedWeights {
  checkCall(
    "comparedWeights",
    { design, weighting, models },
    {
      design: kinds.design,
      weighting: having(
        "the weighting of a fit, estimators.ipw.estimate(design).weighting",
        "propensity",
        "weight",
      ),
      models: having("nuisanceModels(design)", "propensity", "totals"),
    },
  );
  const { propensity, weight } = weighting;
  const logSlope = new Float64Array(design.rows);
  const model = models.propensity();
  if (propensity !== model.propensity) return { weight, logSlope, model: undefined };
  const [untreated, treated] = models.totals.weight;
  const prevalence = treated / (treated + untreated);
  const overlap = isOverlap(design, propensity, weight);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const e = propensity[row]!;
      const a = shard.treatment[r] === 1;
      const raw = a ? prevalence / e : (1 - prevalence) / (1 - e);
      if (overlap) logSlope[row] = a ? -e : 1 - e;
      else if (weight[row] === raw) logSlope[row] = a ? -(1 - e) : e;
    }
  return { weight, logSlope, model };
}

function isOverlap(design: Design, propensity: Float64Array, weight: Float64Array): boolean {
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const e = propensity[row]!;
      if (weight[row] !== (shard.treatment[r] === 1 ? 1 - e : e)) return false;
    }
  return true;
}
