import type { Design } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { PanelError } from "../errors.js";
import { averageTerms } from "./average-terms.js";
import { type ArmTotals, checkDesign } from "./check-design.js";
import { fitMissingnessModel, type MissingnessModel } from "./missingness-model.js";
import { fitOutcomeModel, type OutcomeForm, type OutcomeModel } from "./outcome-model.js";
import { fitPropensityModel, type PropensityModel } from "./propensity-model.js";

/** The fitted models that estimators of one design share; each is fitted when first asked for, and kept. */
export interface NuisanceModels {
  readonly design: Design;
  readonly totals: ArmTotals;
  /** Throws what `fitLogistic` throws, each time it is asked. */
  propensity(): PropensityModel;
  /**
   * By default one regression an arm, of observed outcomes: linear, or logistic when each is 0 or 1. Throws what `fitOutcomeModel`
   * throws, each time it is asked.
   */
  outcome(form?: Partial<OutcomeForm>): OutcomeModel;
  /**
   * The model of which outcomes are observed; undefined when all are. Throws what `fitMissingnessModel` throws, each time
   * it is asked.
   */
  missingness(): MissingnessModel | undefined;
  /** Σ averaging · x / Σ averaging over all rows, [terms]. */
  averageTerms(): Float64Array;
}

/** Coefficients of models fitted to nearly the same rows; the optimum is the same without. */
export interface StartingPoints {
  readonly propensity?: Float64Array | undefined;
}

/**
 * Checks a design and stands ready to fit its propensity and outcome models once for all estimators:
 * `const models = nuisanceModels(design); estimators.ipw.estimate(design, models)`.
 * @param start where iterations begin, for a caller who has fitted nearly the same rows before
 * @throws PanelError `design.invalid`; NotEstimableError `estimator.empty-arm`
 */
export function nuisanceModels(design: Design, start?: StartingPoints): NuisanceModels {
  const totals = checkDesign(design);
  let propensity: PropensityModel | undefined;
  const outcomes = new Map<string, OutcomeModel>();
  let average: Float64Array | undefined;
  let missingness: MissingnessModel | undefined;
  const total = totals.weight[0] + totals.weight[1];
  const averageOfTerms = () => {
    average ??= averageTerms(design, total);
    return average;
  };
  return {
    design,
    totals,
    propensity() {
      propensity ??= fitPropensityModel(design, undefined, start?.propensity);
      return propensity;
    },
    outcome({ arms = "separate", link = totals.binaryOutcome ? "logit" : "identity" } = {}) {
      const form = `${arms} ${link}`;
      const known = outcomes.get(form) ?? fitOutcomeModel(design, averageOfTerms(), { arms, link });
      outcomes.set(form, known);
      return known;
    },
    missingness() {
      if (totals.missing > 0) missingness ??= fitMissingnessModel(design, total);
      return missingness;
    },
    averageTerms: averageOfTerms,
  };
}

/**
 * The models that an estimator was given, or fresh ones.
 * @param missing "modelled" by estimators that weight by the missingness model; others take whole outcomes only
 * @throws PanelError `design.other-models` when they were made for another design; NotEstimableError
 * `estimator.missing-outcomes` when outcomes are missing and the estimator has no model of that
 */
export function modelsFor(design: Design, given?: NuisanceModels, missing?: "modelled"): NuisanceModels {
  if (given !== undefined && given.design !== design)
    throw new PanelError(
      "design.other-models",
      "the nuisance models were made for another design; call nuisanceModels(design) for this one",
    );
  const models = given ?? nuisanceModels(design);
  if (missing === undefined) refuseMissingOutcomes(design, models.totals.missing);
  return models;
}
