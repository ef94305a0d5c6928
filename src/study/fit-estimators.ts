import type { Design } from "../design/design.js";
import type { Estimand } from "../estimand/estimand.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import { type NuisanceModels, nuisanceModels } from "../estimators/nuisance-models.js";
import { estimators } from "../estimators/registry.js";
import type { RunContext } from "../progress.js";
import type { EstimatorName } from "../results/estimator-names.js";
import { checkpoint } from "./checkpoint.js";
import { isNoAnswer } from "./no-answer.js";

/** An estimator that the data gave no answer for, and why. */
export interface NotEstimated {
  readonly estimator: EstimatorName;
  readonly label: string;
  readonly reason: string;
}

export interface EstimatorFits {
  /** In the order of the question. */
  readonly fits: readonly EstimatorFit[];
  readonly primary: EstimatorFit;
  /** The nuisance models that the fits share. */
  readonly models: NuisanceModels;
  readonly notEstimated: readonly NotEstimated[];
  /**
   * Untruncated weights: the primary's own, another asked estimator's, or fitted for the diagnostics alone. Undefined
   * when the propensity model has no answer, which a primary estimator that does not weight need not have.
   */
  readonly weighting: NonNullable<EstimatorFit["weighting"]> | undefined;
  /** Why there are none, and whether it is that the covariates decide the treatment. */
  readonly noWeighting?: { readonly reason: string; readonly separated: boolean };
}

/**
 * All estimators of a question on one design, nuisance models shared. When the primary one cannot answer, the run fails
 * with its error; another one that cannot is recorded with its reason.
 */
export async function fitEstimators(
  design: Design,
  { primary, estimators: asked }: Pick<Estimand, "primary" | "estimators">,
  context: RunContext,
): Promise<EstimatorFits> {
  const models = nuisanceModels(design);
  const names = [...new Set([...asked, primary])];
  context.progress.stage("Estimating", names.length, "estimators");
  const fits: EstimatorFit[] = [];
  const notEstimated: NotEstimated[] = [];
  for (const [index, name] of names.entries()) {
    await checkpoint(context, "estimating");
    try {
      fits.push(estimators[name].estimate(design, models));
    } catch (error) {
      if (name === primary || !isNoAnswer(error)) throw error;
      notEstimated.push({ estimator: name, label: estimators[name].label, reason: error.message });
    }
    context.progress.advance(index + 1);
  }
  const primaryFit = fits.find((fit) => fit.estimator === primary)!;
  const untruncated = (fit: EstimatorFit) =>
    fit.weighting?.truncatedRows === 0 && estimators[fit.estimator].target === estimators[primary].target;
  const answers = { fits, primary: primaryFit, models, notEstimated };
  const weighted = [primaryFit, ...fits].find(untruncated);
  if (weighted !== undefined) return { ...answers, weighting: weighted.weighting };
  try {
    return { ...answers, weighting: estimators.ipw.estimate(design, models).weighting };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const separated = error.code === "model.separated";
    return { ...answers, weighting: undefined, noWeighting: { reason: error.message, separated } };
  }
}
