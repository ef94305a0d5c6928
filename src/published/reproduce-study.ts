import type { HeldOutSkill } from "../diagnostics/prediction/held-out-skill.js";
import { CausalError } from "../errors.js";
import type { Learner } from "../models/learners/learner.js";
import type { RunContext } from "../progress.js";
import { checkpoint } from "../study/checkpoint.js";
import type { Reproduction } from "./compare-figures.js";
import { describePanel } from "./describe-panel.js";
import { effectModelSkill, effectModelTables } from "./effect-model.js";
import { finalTable } from "./final-table.js";
import { foldTables } from "./fold-tables.js";
import { mergeTables } from "./merge-tables.js";
import { notebookRidge } from "./notebook-ridge.js";
import { outcomePredictions } from "./outcome-predictions.js";
import { foldTable, outcomeSegments, outcomeTables, secondaryOutcomeRow } from "./outcome-tables.js";
import { secondaryOutcomes, unweightedTables } from "./regression-tables.js";
import { replicateFigures } from "./replicate-figures.js";
import { resampledRidge } from "./resampled-ridge.js";
import { resampledTrees } from "./resampled-trees.js";
import { segmentCuts } from "./segment-cuts.js";
import { studyCovariates } from "./study-covariates.js";
import { stratifiedRowFolds, userFoldsBySize } from "./study-folds.js";
import type { StudyRows } from "./study-rows.js";
import { treesLikeLightgbm } from "./trees-like-lightgbm.js";
import { userBootstrap } from "./user-bootstrap.js";
import { userDraws } from "./user-draws.js";

export interface ReproductionOptions {
  /** Of folds and resamples; the notebooks' own number is 42. */
  readonly seed: number;
  /** How often folds are drawn, at least 2; the first draw is what stands as ours. */
  readonly draws: number;
  /** Resamples of users on which the boosted outcome model is grown anew, at least 2; default 150, as published. */
  readonly refits?: number;
}

export interface StudyReproduction extends Reproduction {
  /** Of the effect model on scores whose folds hold whole users throughout; null with fewer than ten users. */
  readonly effectSkill: HeldOutSkill | null;
}

const folds = 5;
/** Resamples of users on which the ridge model is fitted anew. */
const ridgeRefits = 150;

/**
 * The study's analyses by its own methods on one log, deterministic but for the seed: what is random in it is repeated
 * `draws` times, so that a published figure can be held against the spread. Beside it the same with whole users in a fold.
 * Boosted trees are grown once, as no published figure of theirs is judged.
 * @throws CausalError `published.draws`, `published.folds`; what the models throw; InterruptedError when aborted
 * Checked in test/published/published-study.test.ts and tree-analyses.test.ts against plain arrays.
 */
export async function reproduceStudy(
  study: StudyRows,
  { seed, draws, refits }: Required<ReproductionOptions>,
  context: RunContext,
): Promise<StudyReproduction> {
  for (const [name, value] of Object.entries({ draws, refits }))
    if (!(Number.isInteger(value) && value >= 2))
      throw new CausalError("published.draws", `${name} is ${value}; expected a whole number from 2`, {
        [name]: value,
      });
  const table = study.analysed;
  const covariates = studyCovariates(table);
  const outcome = table.outcomes.future_7day_interactions;
  const treatment = table.treatments.high_watch_exposure;
  const pause = () => checkpoint(context, "repeating the published study");
  await pause();
  const predict = (foldOfRow: Int32Array, learner: Learner, values: Float64Array = outcome) =>
    outcomePredictions(table, covariates, values, foldOfRow, learner);
  const outcomeTrees = (trainingRows: number) =>
    treesLikeLightgbm({ kind: "mean", trees: 140, leaves: 15, rowsOfLeaf: 40, trainingRows, seed });
  const withoutAFold = (table.rows * (folds - 1)) / folds;

  context.progress.stage("Growing trees");
  const firstFolds = userFoldsBySize(table.user, folds, seed);
  const lightgbm = predict(firstFolds, outcomeTrees(withoutAFold));
  await pause();
  const others: Record<string, readonly number[]> = {};
  for (const name of secondaryOutcomes) {
    const values = table.outcomes[name];
    const predictions = predict(firstFolds, outcomeTrees(withoutAFold), values);
    others[name] = secondaryOutcomeRow(values, predictions, firstFolds);
    await pause();
  }
  const users = new Set(table.user).size;

  context.progress.stage("Growing trees on resamples of users", refits, "resamples");
  const draw = userDraws(users, seed);
  const refitted = resampledTrees(table, covariates, outcome, outcomeTrees);
  const effects: number[] = [];
  while (effects.length < refits) {
    effects.push(refitted(draw()));
    context.progress.advance(effects.length);
    await pause();
  }

  const ridgeEffect = resampledRidge(table, covariates, outcome);
  const byFolds = (model: "logistic" | "lightgbm", rowFolds: Int32Array, byUser: Int32Array, own: number) => {
    const ridge = predict(byUser, notebookRidge("mean"));
    const learner =
      model === "logistic"
        ? notebookRidge("probability")
        : treesLikeLightgbm({
            kind: "probability",
            trees: 150,
            leaves: 15,
            rowsOfLeaf: 50,
            trainingRows: withoutAFold,
            seed,
          });
    const found = foldTables({
      table,
      covariates,
      predictions: { ridge, lightgbm },
      model,
      learner,
      foldOfRow: rowFolds,
      seed: own,
    });
    const tables = mergeTables(
      found.tables,
      foldTable(table.user, outcome, byUser),
      outcomeTables("ridge", outcome, ridge, byUser),
      outcomeSegments(table, { ridge, lightgbm }),
      { g_computation_bootstrap: { ridge: userBootstrap(users, ridgeRefits, own, ridgeEffect) } },
    );
    return { tables: mergeTables(tables, finalTable(tables)), scores: found.scores };
  };

  context.progress.stage("Drawing folds", draws, "draws");
  const drawn: ReturnType<typeof byFolds>[] = [];
  for (let k = 0; k < draws; k++) {
    const rowFolds = stratifiedRowFolds(treatment, folds, seed + k);
    drawn.push(byFolds("logistic", rowFolds, userFoldsBySize(table.user, folds, seed + k), seed + k));
    context.progress.advance(k + 1);
    await pause();
  }
  context.progress.stage("Growing trees on propensities and effects");
  const byTrees = byFolds("lightgbm", stratifiedRowFolds(treatment, folds, seed), firstFolds, seed);
  await pause();
  const byUser = byFolds("logistic", firstFolds, firstFolds, seed);
  await pause();
  const effectModel = (scores: Float64Array) => ({ table, covariates, scores, foldOfRow: firstFolds, seed });
  const ours = mergeTables(
    describePanel(study),
    segmentCuts(table),
    outcomeTables("lightgbm", outcome, lightgbm, firstFolds),
    { g_computation_secondary: others },
    byTrees.tables,
    drawn[0]!.tables,
    { g_computation_bootstrap: { lightgbm: replicateFigures(effects) } },
    unweightedTables(table),
    effectModelTables(effectModel(drawn[0]!.scores)),
  );
  await pause();
  return {
    ours: mergeTables(ours, finalTable(ours)),
    byUser: byUser.tables,
    draws: drawn.map(({ tables }) => tables),
    effectSkill: effectModelSkill(effectModel(byUser.scores)),
  };
}
