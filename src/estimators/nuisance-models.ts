import type { Design } from "../design/design.js";
import { PanelError } from "../errors.js";
import { accumulateProduct } from "../numeric/products.js";
import { type ArmTotals, checkDesign } from "./check-design.js";
import { fitOutcomeModel, type OutcomeForm, type OutcomeModel } from "./outcome-model.js";
import { fitPropensityModel, type PropensityModel } from "./propensity-model.js";

/** The fitted models that estimators of one design share; each is fitted when first asked for, and kept. */
export interface NuisanceModels {
  readonly design: Design;
  readonly totals: ArmTotals;
  /** Throws what `fitLogistic` throws, each time it is asked. */
  propensity(): PropensityModel;
  /**
   * By default one regression an arm: linear, or logistic when every outcome is 0 or 1. Throws what `fitOutcomeModel`
   * throws, each time it is asked.
   */
  outcome(form?: Partial<OutcomeForm>): OutcomeModel;
  /** Σ averaging · x / Σ averaging over all rows, [terms]. */
  averageTerms(): Float64Array;
}

/**
 * Checks a design and stands ready to fit its propensity and outcome models once for all estimators:
 * `const models = nuisanceModels(design); estimators.ipw.estimate(design, models)`.
 * @throws PanelError `design.invalid`; NotEstimableError `estimator.empty-arm`
 */
export function nuisanceModels(design: Design): NuisanceModels {
  const totals = checkDesign(design);
  let propensity: PropensityModel | undefined;
  const outcomes = new Map<string, OutcomeModel>();
  let average: Float64Array | undefined;
  const averageOfTerms = () => {
    average ??= averageTerms(design, totals);
    return average;
  };
  return {
    design,
    totals,
    propensity() {
      propensity ??= fitPropensityModel(design);
      return propensity;
    },
    outcome({ arms = "separate", link = totals.binaryOutcome ? "logit" : "identity" } = {}) {
      const form = `${arms} ${link}`;
      const known = outcomes.get(form) ?? fitOutcomeModel(design, averageOfTerms(), { arms, link });
      outcomes.set(form, known);
      return known;
    },
    averageTerms: averageOfTerms,
  };
}

/**
 * The models that an estimator was given, or fresh ones.
 * @throws PanelError `design.other-models` when they were made for another design
 */
export function modelsFor(design: Design, models?: NuisanceModels): NuisanceModels {
  if (models !== undefined && models.design !== design)
    throw new PanelError(
      "design.other-models",
      "the nuisance models were made for another design; call nuisanceModels(design) for this one",
    );
  return models ?? nuisanceModels(design);
}

function averageTerms(design: Design, totals: ArmTotals): Float64Array {
  const sum = new Float64Array(design.terms.length);
  for (const shard of design.shards) accumulateProduct(shard.covariates, shard.averaging, sum);
  const total = totals.weight[0] + totals.weight[1];
  return sum.map((value) => value / total);
}
