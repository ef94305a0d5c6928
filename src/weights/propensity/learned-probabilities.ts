import { CausalError, NotEstimableError } from "../../errors.js";
import { crossFit } from "../../models/learners/cross-fit.js";
import type { Learner } from "../../models/learners/learner.js";
import { logisticRegression } from "../../models/regressions.js";
import { matrixOf } from "../../models/rows-of-model.js";
import { type CovariateTerms, type DesignPart, resolveCovariates } from "../covariate-terms.js";
import type { PointTreatment } from "../point-treatment.js";
import { refusingNuisance } from "../refusing-nuisance.js";
import type { ProbabilityModel } from "./probability-model.js";

/** A learner of the probability of the second of two levels. */
export interface LearnedPropensity {
  readonly learner: Learner;
  readonly covariates: CovariateTerms;
  /** Fold of each row, whole units in one fold (`userFolds`): predictions then come from fits without the row's fold. */
  readonly foldOfRow?: Int32Array;
  /** Passes predictions through a logistic regression of the treatment on their log odds; default false. */
  readonly recalibrated?: boolean;
}

/**
 * Probabilities by a learner, fitted with the sampling weights; cross-fitted where folds are given, and
 * recalibrated (Platt scaling: slope and intercept of the log odds) where asked. Weights built on them
 * have no analytic error (STATISTICS section 2), so their nuisance refuses to be stacked.
 * @throws CausalError `weights.spec` for a learner of means or more than two levels; NotEstimableError
 * `weights.probability` for a prediction outside (0, 1); what the learner, `crossFit` and the recalibration throw
 * Source: Platt (1999) for the recalibration.
 */
export function learnedProbabilities(
  treatment: PointTreatment,
  part: DesignPart,
  learned: LearnedPropensity,
): ProbabilityModel {
  const { rows, levels, sampling } = treatment;
  const { learner, foldOfRow } = learned;
  if (learner.kind !== "probability" || levels.length !== 2)
    throw new CausalError(
      "weights.spec",
      `learner ${learner.name} predicts a ${learner.kind} and the treatment has ${levels.length} levels; expected a learner of probabilities and two levels`,
    );
  const outcome = Float64Array.from(treatment.arm);
  const { columns } = resolveCovariates(part, "treatment model", outcome, sampling);
  const own = columns.slice(1);
  const covariates = matrixOf(own, rows);
  const learnerRows = { covariates, terms: own.map(({ name }) => name), outcome, weights: sampling };
  const predicted =
    foldOfRow === undefined
      ? learner.fit(learnerRows).predict(covariates)
      : crossFit({ ...learnerRows, foldOfRow, learner });
  const bad = predicted.findIndex((p) => !(p > 0 && p < 1));
  if (bad >= 0)
    throw new NotEstimableError(
      "weights.probability",
      `learner ${learner.name} predicts ${predicted[bad]} in row ${bad}; expected a number between 0 and 1, neither included`,
      { row: bad },
    );
  const used =
    learned.recalibrated === true
      ? logisticRegression({
          matrix: { "log odds": predicted.map((p) => Math.log(p / (1 - p))) },
          outcome,
          weights: sampling,
        }).fitted
      : predicted;
  const values = new Float64Array(2 * rows);
  values.set(used.map((p) => 1 - p));
  values.set(used, rows);
  return {
    probabilities: { rows, columns: 2, values },
    aliased: [],
    nuisances: (label) => [
      refusingNuisance(label, `the uncertainty of learner ${learner.name} has no formula in weighted means`),
    ],
  };
}
