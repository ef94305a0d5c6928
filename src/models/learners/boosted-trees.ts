import { CausalError, unknownOption } from "../../errors.js";
import { boost } from "./boosting/boost.js";
import { boostingLosses } from "./boosting/boosting-loss.js";
import {
  type BoostingOptions,
  type BoostingSettings,
  boostingDefaults,
} from "./boosting/boosting-options.js";
import { addTree, type Tree } from "./boosting/tree.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import type { FittedLearner, Learner, LearnerRows } from "./learner.js";
import { rowsWithWeight } from "./select-rows.js";

export interface FittedBoostedTrees extends FittedLearner {
  /** Score of a row before any tree: the log odds of the mean outcome, or the mean. */
  readonly start: number;
  readonly trees: readonly Tree[];
  /** Mean loss of the rows held out after each tree grown, those past the best one too; empty without early stopping. */
  readonly heldOutLoss: Float64Array;
}

export interface BoostedTreesLearner extends Learner {
  fit(rows: LearnerRows): FittedBoostedTrees;
}

/**
 * Gradient boosting of small trees on binned covariates: each tree follows the gradient of the weighted loss (half the
 * squared error of a mean; minus the log-likelihood of a probability) with second-order (Newton) leaf values. Categories
 * are taken as the numbers they are coded by. Probabilities are strictly between 0 and 1: log odds are bounded at 36.
 *
 * What is promised: the same rows and options give the same bits. Gradients are rounded to a grid on which sums are
 * exact (about 1e-10 of the largest), so the order of rows changes no bit either, unless something is drawn by row
 * (`rowShare`, `earlyStopping`) and no users are given. Only the order of a covariate's values matters: an increasing
 * transformation changes no bit. Limits are shares of the information of all rows, so a weight of 2 for all is no
 * weight, and integer weights equal replicated rows: up to rounding, which may decide between two splits that gain the
 * same.
 * @throws CausalError `learner.options`; PanelError and NotEstimableError as `checkLearnerRows` says
 * Source: Friedman (2001); Chen & Guestrin (2016), XGBoost, equations 5 to 7; Ke et al. (2017), LightGBM, for leaf-wise
 * growth. Checked against a tree worked by hand and an exhaustive search; bench/models/learners beside scikit-learn.
 */
export function boostedTrees(options: BoostingOptions = {}): BoostedTreesLearner {
  const settings: BoostingSettings = { kind: "mean", ...boostingDefaults, ...options };
  checkOptions(options, settings);
  const { kind } = settings;
  const name = "boosted trees";
  return {
    name,
    kind,
    fit(rows) {
      checkLearnerRows(rows, { name, kind });
      const { terms } = rows;
      const fit = boost(rowsWithWeight(rows), settings, name);
      const { predictionOf } = boostingLosses[kind];
      return {
        ...fit,
        predict(covariates) {
          checkLearnerCovariates(covariates, terms, name);
          const scores = new Float64Array(covariates.rows).fill(fit.start);
          for (const tree of fit.trees) addTree(tree, covariates, scores);
          return scores.map(predictionOf);
        },
      };
    },
  };
}

function checkOptions(options: BoostingOptions, settings: BoostingSettings): void {
  const fault = (message: string) => new CausalError("learner.options", `boosted trees: ${message}`);
  const known = [...Object.keys(boostingDefaults), "kind", "seed", "earlyStopping"];
  const unknown = unknownOption(options, known);
  if (unknown !== undefined) throw fault(unknown.message);
  if (!(settings.kind in boostingLosses))
    throw fault(`kind is "${settings.kind}"; expected "probability" or "mean"`);
  const whole = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  const { earlyStopping } = settings;
  const checks: readonly (readonly [string, number, boolean, string])[] = [
    ["trees", settings.trees, whole(settings.trees, 1, 100_000), "a whole number from 1"],
    ["depth", settings.depth, whole(settings.depth, 1, 64), "a whole number from 1 to 64"],
    ["leaves", settings.leaves, whole(settings.leaves, 2, 65_536), "a whole number from 2"],
    ["bins", settings.bins, whole(settings.bins, 2, 256), "a whole number from 2 to 256"],
    [
      "learningRate",
      settings.learningRate,
      settings.learningRate > 0 && settings.learningRate <= 1,
      "a number above 0, at most 1",
    ],
    [
      "minimumLeaf",
      settings.minimumLeaf,
      settings.minimumLeaf > 0 && settings.minimumLeaf < 0.5,
      "a share above 0, below 0.5",
    ],
    ["ridge", settings.ridge, settings.ridge >= 0 && settings.ridge <= 1, "a share from 0 to 1"],
    ["rowShare", settings.rowShare, settings.rowShare > 0 && settings.rowShare <= 1, "a share above 0"],
    [
      "columnShare",
      settings.columnShare,
      settings.columnShare > 0 && settings.columnShare <= 1,
      "a share above 0",
    ],
    ["seed", settings.seed ?? 0, Number.isFinite(settings.seed ?? 0), "a finite number"],
    [
      "earlyStopping.oneIn",
      earlyStopping?.oneIn ?? 2,
      whole(earlyStopping?.oneIn ?? 2, 2, 1000),
      "a whole number from 2",
    ],
    [
      "earlyStopping.patience",
      earlyStopping?.patience ?? 1,
      whole(earlyStopping?.patience ?? 1, 1, 100_000),
      "a whole number from 1",
    ],
    [
      "earlyStopping.refit",
      earlyStopping?.refit ?? 1,
      (earlyStopping?.refit ?? 1) >= 1 && (earlyStopping?.refit ?? 1) <= 10,
      "a number from 1 to 10",
    ],
  ];
  for (const [key, value, holds, expected] of checks)
    if (!holds) throw fault(`${key} is ${value}; expected ${expected}`);
  const draws = settings.rowShare < 1 || settings.columnShare < 1 || earlyStopping !== undefined;
  if (draws && settings.seed === undefined)
    throw fault("rowShare, columnShare and earlyStopping draw at random; give a seed");
}
