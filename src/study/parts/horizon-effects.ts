import { arrayOf, checkCall, having, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError, refuseUnknownOptions } from "../../errors.js";
import type { Estimator, EstimatorFit } from "../../estimators/estimator.js";
import { modelsFor, type NuisanceModels } from "../../estimators/nuisance-models.js";
import { modelsWithOutcome } from "../../falsification/plasmode/models-with-outcome.js";
import { difference } from "../../inference/difference.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";

export interface HorizonSpec {
  readonly estimator: Estimator;
  /** Of the design whose outcome is the last of `outcomes`; its propensity serves every point. */
  readonly models: NuisanceModels;
  /** The estimator's fit on that design, which is the last point. */
  readonly fit: Pick<EstimatorFit, "effect">;
  /** The outcome added up over days 1 to k, for k = 1 to the horizon, [rows] in design order each. */
  readonly outcomes: readonly ArrayLike<number>[];
}

/** The effect at one point of the horizon. */
export interface HorizonEffect {
  /** On the outcome of days 1 to k. */
  readonly cumulative: InfluenceEstimate;
  /** On that of day k alone: this point's less the one's before it. */
  readonly own: InfluenceEstimate;
}

/**
 * One estimator's effect on the outcome of days 1 to k for every k up to the horizon, on the same rows (those complete at
 * the longest one), with the same adjustment, propensity and kind of outcome model. The last point is the given fit itself.
 * Points share their influence values' users, so differences of them have errors as well. A day whose outcome is the same in
 * every row (nobody came, everybody was active) adds exactly 0 without error: no difference of means moves by a constant.
 * @throws CausalError `horizon.option`, `horizon.lengths` (also when there is no point); NotEstimableError `horizon.learners`
 *   for an estimator that learns its models anew from each outcome, `estimator.missing-outcomes`; what the estimator throws
 * Checked in test/study/horizon.test.ts.
 */
export function horizonEffects(spec: HorizonSpec): readonly HorizonEffect[] {
  refuseUnknownOptions("horizon", spec, ["estimator", "models", "fit", "outcomes"]);
  checkCall("horizonEffects", spec, {
    estimator: having("an estimator, such as estimators.aipw", "name", "estimate"),
    models: kinds.nuisances,
    fit: having("the estimator's fit on the design", "effect"),
    outcomes: arrayOf(kinds.rows),
  });
  const { estimator, models, fit } = spec;
  const outcomes = spec.outcomes.map((outcome) => Float64Array.from(outcome));
  const { design } = models;
  if (outcomes.length === 0)
    throw new CausalError("horizon.lengths", "outcomes is empty; expected the outcome of one point at least");
  for (const [k, outcome] of outcomes.entries())
    if (outcome.length !== design.rows)
      throw new CausalError(
        "horizon.lengths",
        `the outcome of point ${k + 1} has ${outcome.length} values for ${design.rows} rows of the design; expected one a row`,
        { point: k + 1 },
      );
  if (estimator.name === "aipwCrossFitted")
    throw new NotEstimableError(
      "horizon.learners",
      "the primary estimator learns its models anew from each outcome, which would take as long again for every point of the curve",
    );
  modelsFor(design, models);
  const last = outcomes.length - 1;
  const nothing: InfluenceEstimate = {
    estimate: 0,
    influence: new Float64Array(design.users),
    sample: fit.effect.sample,
  };
  const points = [fit.effect];
  for (let k = last - 1; k >= 0; k--) {
    const outcome = outcomes[k]!;
    if (isConstant(outcome)) points.unshift(nothing);
    else if (isConstant(outcomes[k + 1]!.map((value, row) => value - outcome[row]!)))
      points.unshift(points[0]!);
    else {
      const other = modelsWithOutcome(models, outcome);
      points.unshift(estimator.estimate(other.design, other).effect);
    }
  }
  return points.map((cumulative, k) => ({
    cumulative,
    own: k === 0 ? cumulative : difference(cumulative, points[k - 1]!),
  }));
}

const isConstant = (values: Float64Array): boolean =>
  Number.isFinite(values[0]) && values.every((value) => value === values[0]);
