import { checkCall, having, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { augmentedParts } from "./augmented-parts.js";
import { checkParts } from "./check-parts.js";
import { efficientMeans } from "./efficient-means.js";
import type { EstimatorFit } from "./estimator.js";
import { hajekMeans } from "./hajek-means.js";
import type { NuisanceModels } from "./nuisance-models.js";
import { weightedMeans } from "./weighted-means.js";

/**
 * The effect within each part of the analysis rows.
 * @param part number of the part of each row, from 0; -1 for none, [rows]
 * @param parts how many there are; each has treated and untreated rows
 */
export type EffectWithin = (part: Int32Array, parts: number) => readonly InfluenceEstimate[];

/** How an estimator answers for parts of its rows. */
export interface PartwiseEstimator {
  readonly within: EffectWithin;
  /** Whose average it is: the estimator itself, but for `tmle`. */
  readonly estimator: EstimatorName;
  readonly reason?: undefined;
}

/**
 * How a fitted estimator answers for parts of its rows, or why it cannot. The nuisance models are those of the whole fit;
 * only the average is taken over a part, so φ holds the part's own terms and the scores of models that all rows shaped.
 * Parts that make up the whole average to the whole estimate (of weighted means: about). `tmle` answers by augmented
 * weighting with the same propensity: its means are targeted to the whole, and solve the score equation of no part of it.
 * @param models the nuisance models that `fit` was made with
 * @throws CausalError `call.argument`; `within` throws what `checkParts` throws
 * Source: for augmented weighting Robins, Rotnitzky & Zhao (1994), with the average over a subgroup.
 * Checked in test/estimators/effect-within.test.ts: whole and parts, and errors in a world of known effects.
 */
export function effectWithin(
  models: NuisanceModels,
  fit: EstimatorFit,
): PartwiseEstimator | { readonly within?: undefined; readonly reason: string } {
  checkCall(
    "effectWithin",
    { models, fit },
    {
      models: kinds.nuisances,
      fit: having("a fit, as an estimator's estimate returns it", "estimator", "effect"),
    },
  );
  const { design, totals } = models;
  if (totals.missing > 0)
    return { reason: "some outcomes are missing, and effects in parts of the rows need them all" };
  const { estimator, predicted, weighting } = fit;
  const answer = (by: EstimatorName, within: EffectWithin): PartwiseEstimator => ({
    estimator: by,
    within(part, parts) {
      checkParts(design, part, parts);
      return within(part, parts);
    },
  });
  switch (estimator) {
    case "naive":
      return answer(
        estimator,
        oneByOne(design, (one) => hajekMeans(one, plainWeights(design), undefined)),
      );
    case "ipw":
      return answer(
        estimator,
        oneByOne(design, (one) => weightedMeans(one, models)),
      );
    case "standardisation":
      return answer(estimator, (part, parts) => augmentedParts(models, part, parts, undefined));
    case "aipw":
    case "tmle":
      return answer("aipw", (part, parts) => augmentedParts(models, part, parts, models.propensity()));
    case "ipwTruncated":
    case "overlapWeighted":
    case "gEstimation":
    case "propensityStratification":
    case "propensityRegression":
    case "outcomeRegression":
      break;
    case "aipwCrossFitted":
      if (predicted === undefined || weighting === undefined) break;
      return answer(
        estimator,
        oneByOne(design, (one, total) => efficientMeans(one, total, weighting.propensity, predicted)),
      );
  }
  return {
    reason: `the primary estimator ${estimator} is no average of rows that could be taken over a part of them; aipw, aipwCrossFitted, tmle, ipw, standardisation and naive are`,
  };
}

/** Runs once a part, on the design with averaging weights of 0 outside it. */
function oneByOne(design: Design, run: (one: Design, total: number) => ArmInfluence): EffectWithin {
  return (part, parts) =>
    Array.from({ length: parts }, (_, k) => {
      let total = 0;
      const shards = Array.from(design.shards, (shard) => {
        const averaging = shard.averaging
          .subarray(0, shard.rows)
          .map((weight, r) => (part[shard.firstRow + r] === k ? weight : 0));
        for (const weight of averaging) total += weight;
        return { ...shard, averaging };
      });
      return run({ ...design, shards }, total).effect;
    });
}

const plainWeights = ({ rows }: Design) => ({
  weight: new Float64Array(rows).fill(1),
  logSlope: new Float64Array(rows),
});
