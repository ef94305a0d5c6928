import { crossFit } from "../models/learners/cross-fit.js";
import type { Learner } from "../models/learners/learner.js";
import { checkRows } from "./check-rows.js";
import type { ComputedTables } from "./computed-tables.js";
import { doublyRobustRow, doublyRobustScores, segmentTables } from "./doubly-robust.js";
import { mergeTables } from "./merge-tables.js";
import type { OutcomePredictions } from "./outcome-predictions.js";
import { propensityTables } from "./propensity-tables.js";
import { weightedTables } from "./regression-tables.js";
import type { StudyCovariates } from "./study-covariates.js";
import type { StudyTable } from "./study-rows.js";
import { studyWeights } from "./study-weights.js";

export interface FoldTablesInput {
  readonly table: StudyTable;
  readonly covariates: StudyCovariates;
  readonly predictions: Readonly<Record<"ridge" | "lightgbm", OutcomePredictions>>;
  readonly model: "logistic" | "lightgbm";
  readonly learner: Learner;
  readonly foldOfRow: Int32Array;
  /** Of the resamples of users. */
  readonly seed: number;
}

export interface FoldTables {
  readonly tables: ComputedTables;
  readonly propensity: Float64Array;
  /** Doubly robust scores with the boosted outcome model. */
  readonly scores: Float64Array;
}

/** Everything that a propensity model enters, from one choice of folds: its tables, regressions, doubly robust means. */
export function foldTables(input: FoldTablesInput): FoldTables {
  const { table, covariates, predictions, model, learner, foldOfRow, seed } = input;
  const treatment = table.treatments.high_watch_exposure;
  const outcome = table.outcomes.future_7day_interactions;
  const propensity = crossFit({
    ...covariates,
    outcome: treatment,
    weights: new Float64Array(table.rows).fill(1),
    foldOfRow,
    learner,
  });
  const weights = studyWeights(treatment, propensity);
  const scoresBy = (name: "ridge" | "lightgbm") =>
    doublyRobustScores(treatment, outcome, propensity, predictions[name]);
  const scores = { ridge: scoresBy("ridge"), lightgbm: scoresBy("lightgbm") };
  const primary = weights.capped(10);
  const choices = {
    [`${model}_unclipped`]: weights.stabilised,
    [`${model}_cap_10`]: primary,
    ...(model === "logistic" ? { logistic_cap_5: weights.capped(5), logistic_cap_2: weights.capped(2) } : {}),
  };
  const regressions = weightedTables(table, choices, primary, seed);
  const tables = mergeTables(
    propensityTables(table, model, propensity, foldOfRow),
    model === "logistic" ? regressions : { weight_choices: regressions.weight_choices! },
    {
      doubly_robust: Object.fromEntries(
        (["lightgbm", "ridge"] as const).map((name) => [
          `${model} / ${name}`,
          doublyRobustRow(table, scores[name], predictions[name], seed),
        ]),
      ),
    },
    model === "logistic" ? segmentTables(table, scores.lightgbm, predictions.lightgbm, propensity, seed) : {},
    checkRows(treatment, propensity, weights.stabilised, model),
  );
  return { tables, propensity, scores: scores.lightgbm };
}
