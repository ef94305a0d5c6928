import { CausalError } from "../errors.js";
import { boostedTrees } from "../models/learners/boosted-trees.js";
import type { Learner } from "../models/learners/learner.js";
import type { RunContext } from "../progress.js";
import { checkpoint } from "../study/checkpoint.js";
import type { Reproduction } from "./compare-figures.js";
import type { ComputedTables } from "./computed-tables.js";
import { describePanel } from "./describe-panel.js";
import { foldTables } from "./fold-tables.js";
import { mergeTables } from "./merge-tables.js";
import { notebookRidge } from "./notebook-ridge.js";
import { outcomePredictions } from "./outcome-predictions.js";
import { foldTable, outcomeSegments, outcomeTables, secondaryOutcomeRow } from "./outcome-tables.js";
import { secondaryOutcomes, unweightedTables } from "./regression-tables.js";
import { resampledRidge } from "./resampled-ridge.js";
import { studyCovariates } from "./study-covariates.js";
import { stratifiedRowFolds, userFoldsBySize } from "./study-folds.js";
import type { StudyRows, StudyTable } from "./study-rows.js";
import { userBootstrap } from "./user-bootstrap.js";

export interface ReproductionOptions {
  /** Of folds and resamples; the notebooks' own number is 42. */
  readonly seed: number;
  /** How often folds are drawn, at least 2; the first draw is what stands as ours. */
  readonly draws: number;
}

const folds = 5;

/**
 * The study's analyses by its own methods on one log, deterministic but for the seed: what is random in it is repeated
 * `draws` times, so that a published figure can be held against the spread. Beside it the same with whole users in a fold.
 * @throws CausalError `published.draws`, `published.folds`; what the models throw; InterruptedError when aborted
 * Checked in test/published/published-study.test.ts against plain arrays.
 */
export async function reproduceStudy(
  study: StudyRows,
  { seed, draws }: ReproductionOptions,
  context: RunContext,
): Promise<Reproduction> {
  if (!(Number.isInteger(draws) && draws >= 2))
    throw new CausalError("published.draws", `draws is ${draws}; expected a whole number from 2`, { draws });
  const table = study.analysed;
  const covariates = studyCovariates(table);
  const outcome = table.outcomes.future_7day_interactions;
  const treatment = table.treatments.high_watch_exposure;
  const pause = () => checkpoint(context, "repeating the published study");
  await pause();
  const predict = (foldOfRow: Int32Array, learner: Learner, values: Float64Array = outcome) =>
    outcomePredictions(table, covariates, values, foldOfRow, learner);

  context.progress.stage("Growing trees");
  const firstFolds = userFoldsBySize(table.user, folds, seed);
  const lightgbm = predict(firstFolds, treesLike(table, "mean", seed));
  await pause();
  const others: Record<string, readonly number[]> = {};
  for (const name of secondaryOutcomes) {
    const values = table.outcomes[name];
    const predictions = predict(firstFolds, treesLike(table, "mean", seed), values);
    others[name] = secondaryOutcomeRow(values, predictions, firstFolds);
    await pause();
  }
  const users = new Set(table.user).size;
  const ridgeEffect = resampledRidge(table, covariates, outcome);

  const propensityFrom = (
    model: "logistic" | "lightgbm",
    rowFolds: Int32Array,
    byUser: Int32Array,
    draw: number,
  ) => {
    const ridge = predict(byUser, notebookRidge("mean"));
    const learner =
      model === "logistic" ? notebookRidge("probability") : treesLike(table, "probability", seed);
    const shared = { table, covariates, predictions: { ridge, lightgbm }, model, learner };
    return mergeTables(
      foldTables({ ...shared, foldOfRow: rowFolds, seed: draw }),
      outcomeTables("ridge", outcome, ridge, byUser),
      outcomeSegments(table, { ridge, lightgbm }),
      { g_computation_bootstrap: { ridge: userBootstrap(users, 150, draw, ridgeEffect) } },
    );
  };

  context.progress.stage("Drawing folds", draws, "draws");
  const drawn: ComputedTables[] = [];
  for (let k = 0; k < draws; k++) {
    const rowFolds = stratifiedRowFolds(treatment, folds, seed + k);
    drawn.push(propensityFrom("logistic", rowFolds, userFoldsBySize(table.user, folds, seed + k), seed + k));
    context.progress.advance(k + 1);
    await pause();
  }
  const byTrees = propensityFrom("lightgbm", stratifiedRowFolds(treatment, folds, seed), firstFolds, seed);
  await pause();
  return {
    ours: mergeTables(
      describePanel(study),
      foldTable(table.user, firstFolds),
      outcomeTables("lightgbm", outcome, lightgbm, firstFolds),
      { g_computation_secondary: others },
      drawn[0]!,
      byTrees,
      unweightedTables(table),
    ),
    byUser: propensityFrom("logistic", firstFolds, firstFolds, seed),
    draws: drawn,
  };
}

/** Our trees with LightGBM's settings as far as they have names here. */
function treesLike(table: StudyTable, kind: Learner["kind"], seed: number): Learner {
  const training = (table.rows * (folds - 1)) / folds;
  return boostedTrees({
    kind,
    trees: kind === "mean" ? 140 : 150,
    learningRate: 0.04,
    leaves: 15,
    depth: 14,
    minimumLeaf: Math.min(0.25, (kind === "mean" ? 40 : 50) / training),
    ridge: 0,
    columnShare: 0.9,
    seed,
  });
}
