import { checkCall, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { CausalError, NotEstimableError } from "../errors.js";
import { crossFit } from "../models/learners/cross-fit.js";
import type { Learner } from "../models/learners/learner.js";
import { userFolds } from "../models/learners/user-folds.js";
import { efficientMeans } from "./efficient-means.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { stabilisedWeights } from "./stabilised-weights.js";
import { wholeCovariates } from "./whole-covariates.js";

export interface CrossFittedOptions {
  /** Of P(A = 1 | L); kind "probability". */
  readonly propensity: Learner;
  /** Of the outcome in each arm; kind "mean", or "probability" for an outcome of 0 and 1. */
  readonly outcome: Learner;
  /** Folds of whole users, from 2 to the number of users with rows; default 5. */
  readonly folds?: number;
  /** Of the fold map. */
  readonly seed: number;
  /** Fitted probabilities beyond these bounds are set to them and counted; none by default. */
  readonly bounds?: readonly [number, number];
}

/**
 * Augmented inverse probability weighting with any learners, cross-fitted: a row's nuisance predictions come from fits
 * that have not seen its user. One fold map by user serves the propensity and both outcome fits. φ is the efficient
 * influence function alone, which is all there is to first order when the nuisances converge faster than n^(-1/4).
 * Plug-in standardisation and weighting with learners have no such error and are not offered: their bias is the
 * learner's own, of first order.
 * Source: Chernozhukov et al. (2018), Double/debiased machine learning, sections 3.2 and 5.1.
 * Checked against: worlds with known truth in which linear models are wrong, and `aipw` with parametric learners.
 * @throws CausalError `crossFitted.learner` for learners of the wrong kind, `crossFitted.bounds`; `folds.invalid`
 */
export function aipwCrossFitted(options: CrossFittedOptions): Estimator {
  checkCall("aipwCrossFitted", options, { propensity: kinds.learner, outcome: kinds.learner });
  const { propensity: treatmentLearner, outcome: outcomeLearner, folds = 5, seed, bounds } = options;
  checkOptions(options);
  return {
    name: "aipwCrossFitted",
    label: `Doubly robust with learners (${treatmentLearner.name} for treatment, ${outcomeLearner.name} for outcome), cross-fitted by user`,
    role: "adjusted",
    target: "ATE",
    estimate(design, given) {
      const { totals } = modelsFor(design, given);
      const rows = wholeCovariates(design);
      if (outcomeLearner.kind === "probability" && !totals.binaryOutcome)
        throw new NotEstimableError(
          "crossFitted.outcome-not-binary",
          `learner ${outcomeLearner.name} predicts probabilities, but the outcome has values other than 0 and 1; use a learner of a mean`,
        );
      const foldOfRow = foldsOf(design, rows.user, folds, seed);
      const shared = {
        covariates: rows.covariates,
        terms: rows.terms,
        weights: rows.averaging,
        users: rows.user,
        foldOfRow,
      };
      const raw = crossFit({ ...shared, outcome: rows.treatment, learner: treatmentLearner });
      const propensity =
        bounds === undefined ? raw : raw.map((p) => Math.min(Math.max(p, bounds[0]), bounds[1]));
      const predictedIn = (arm: 0 | 1) =>
        crossFit({
          ...shared,
          outcome: rows.outcome,
          learner: outcomeLearner,
          trainOn: Uint8Array.from(rows.treatment, (a) => (a === arm ? 1 : 0)),
        });
      const predicted = [predictedIn(0), predictedIn(1)] as const;
      const total = totals.weight[0] + totals.weight[1];
      const weights = stabilisedWeights(design, propensity, totals.weight[1] / total);
      return {
        estimator: "aipwCrossFitted",
        ...efficientMeans(design, total, propensity, predicted),
        predicted,
        weighting: {
          propensity,
          weight: weights.used,
          truncatedRows: raw.reduce((moved, p, row) => moved + (p === propensity[row] ? 0 : 1), 0),
        },
        aliased: [],
      };
    },
  };
}

function checkOptions({ propensity, outcome, bounds }: CrossFittedOptions): void {
  if (propensity?.kind !== "probability")
    throw new CausalError(
      "crossFitted.learner",
      `the propensity needs a learner of a probability, found ${propensity?.name ?? "none"}${propensity ? `, which predicts a ${propensity.kind}` : ""}`,
    );
  if (outcome === undefined)
    throw new CausalError("crossFitted.learner", "the outcome needs a learner, found none");
  if (bounds !== undefined && !(bounds[0] > 0 && bounds[0] < bounds[1] && bounds[1] < 1))
    throw new CausalError(
      "crossFitted.bounds",
      `bounds are [${bounds.join(", ")}]; expected two ascending numbers between 0 and 1`,
      { bounds },
    );
}

/** Fold of each row; users are numbered among those with rows, so that users without rows move no fold. */
function foldsOf(design: Design, user: Int32Array, folds: number, seed: number): Int32Array {
  const index = new Int32Array(design.users).fill(-1);
  let users = 0;
  for (const id of user) if (index[id]! < 0) index[id] = users++;
  const foldOfUser = userFolds(users, folds, seed);
  return user.map((id) => foldOfUser[index[id]!]!);
}
