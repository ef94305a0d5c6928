import { checkCall, having, kinds, oneOf, optional } from "../call-check.js";
import type { Design } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { refuseUnknownOptions } from "../errors.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { augmentedRows } from "./augmented-rows.js";
import { bracketContributions } from "./bracket-contributions.js";
import type { MissingnessModel } from "./missingness-model.js";
import type { OutcomeModel } from "./outcome-model.js";
import type { PropensityModel } from "./propensity-model.js";
import { type ScoreShares, scoreShares, scoreSharesByArm, stackedArms } from "./stacked-arms.js";

export interface AugmentedMeansOptions {
  /**
   * Without it the augmentation is left out and the means are plain standardisation, over all rows, from outcome models
   * fitted where the outcome is observed.
   */
  readonly propensity?: PropensityModel;
  /**
   * Of a design with missing outcomes, `missingness()` of its nuisance models: the augmentation is weighted by
   * 1 / P(observed | A = a, L) too and left out where the outcome is missing.
   */
  readonly missingness?: MissingnessModel | undefined;
  /** "efficient" keeps each row's own term only, without nuisance scores (Σ averaging, the denominator, stays inside). */
  readonly variance?: "stacked" | "efficient";
}

/**
 * μ_a = Σ averaging · [m_a(L) + 1(A = a) / P(A = a | L) · (Y - m_a(L))] / Σ averaging, the bracket without its second
 * part when no propensity is given. A row contributes averaging · (its bracket - μ_a) / Σ averaging, plus the scores of
 * the outcome model behind m_a, by whose linear predictor the mean has the derivative averaging · m_a' (1 - 1(A = a) /
 * P(A = a | L)) / Σ averaging, plus the propensity's, with the derivative
 * -averaging · 1(A = a) (dlog P(A = a | L) / dη) / P(A = a | L) · (Y - m_a) / Σ averaging. Where outcomes are missing,
 * 1(A = a) / P(A = a | L) is 1(A = a, observed) / (P(A = a | L) P(observed | A = a, L)) throughout, and the missingness
 * model's score comes in as the propensity's does.
 * @param total Σ averaging over the design's rows: `totals.weight` of its nuisance models added up
 * @throws CausalError `call.argument`, `augmented.option`; NotEstimableError `estimator.missing-outcomes` when outcomes are
 * missing, there is a propensity and no missingness model
 */
export function augmentedMeans(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  options: AugmentedMeansOptions = {},
): ArmInfluence {
  checkCall(
    "augmentedMeans",
    { design, outcome, total, options },
    {
      design: kinds.design,
      outcome: having("an outcome model of nuisanceModels(design)", "at"),
      total: kinds.number,
      options: kinds.object,
    },
  );
  refuseUnknownOptions("augmented", options, ["propensity", "missingness", "variance"]);
  checkCall("augmentedMeans", options, { variance: optional(oneOf(["stacked", "efficient"])) });
  const { propensity, missingness, variance = "stacked" } = options;
  if (propensity !== undefined && missingness === undefined) refuseMissingOutcomes(design);
  const { mean, bracket, onOutcome, onPropensity, onMissingness } = augmentedRows(design, outcome, total, {
    propensity,
    missingness,
  });
  const own = bracketContributions(design, bracket, mean, total);
  const means = { treated: mean[1], control: mean[0] };
  if (variance === "efficient") return stackedArms(design, means, own, []);
  const shares: ScoreShares[] = [scoreSharesByArm(outcome, { treated: onOutcome[1], control: onOutcome[0] })];
  if (propensity !== undefined)
    shares.push(scoreShares(propensity, { treated: onPropensity[1], control: onPropensity[0] }));
  if (missingness !== undefined)
    shares.push(scoreSharesByArm(missingness, { treated: onMissingness[1], control: onMissingness[0] }));
  return stackedArms(design, means, own, shares);
}
