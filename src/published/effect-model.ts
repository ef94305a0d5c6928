import { type HeldOutSkill, heldOutSkill } from "../diagnostics/prediction/held-out-skill.js";
import { crossFit } from "../models/learners/cross-fit.js";
import type { ComputedTables } from "./computed-tables.js";
import { predictionFit } from "./prediction-fit.js";
import { rowsByFold } from "./rows-by-fold.js";
import type { StudyCovariates } from "./study-covariates.js";
import type { StudyTable } from "./study-rows.js";
import { treesLikeLightgbm } from "./trees-like-lightgbm.js";

export interface EffectModelInput {
  readonly table: StudyTable;
  readonly covariates: StudyCovariates;
  /** Doubly robust score of each row. */
  readonly scores: Float64Array;
  /** Whole users in a fold. */
  readonly foldOfRow: Int32Array;
  readonly seed: number;
}

/**
 * The sixth notebook's model of the effect: boosted trees on the scores, judged on users they have not seen, and the splits
 * that each covariate gets in a fit to all rows, which the notebook reads as importances.
 * Checked in test/published/tree-analyses.test.ts against calls of the learner on the rows of each fold.
 */
export function effectModelTables(input: EffectModelInput): ComputedTables {
  const { table, covariates, scores, foldOfRow } = input;
  const predicted = heldOutEffects(input);
  const { trees } = learnerOf(input, table.rows).fit({
    ...covariates,
    outcome: scores,
    weights: new Float64Array(table.rows).fill(1),
  });
  const splits = new Float64Array(covariates.terms.length);
  for (const { feature } of trees) for (const at of feature) if (at >= 0) splits[at] = splits[at]! + 1;
  return {
    effect_model: Object.fromEntries(
      rowsByFold(foldOfRow).map((rows, k) => [
        `fold_${k + 1}`,
        [
          rows.length,
          new Set(rows.map((row) => table.user[row]!)).size,
          ...predictionFit(rows, scores, predicted),
        ],
      ]),
    ),
    effect_model_splits: Object.fromEntries(covariates.terms.map((term, j) => [term, [splits[j]!]])),
  };
}

/**
 * Whether that model says anything of users it has not seen, by `heldOutSkill`.
 * @returns null with fewer than two users a fold
 */
export function effectModelSkill(input: EffectModelInput): HeldOutSkill | null {
  const { table, scores, foldOfRow } = input;
  const { user } = table;
  const users = rowsByFold(foldOfRow).map((rows) => new Set(rows.map((row) => user[row]!)).size);
  if (Math.min(...users) < 2) return null;
  return heldOutSkill({ scores, predicted: heldOutEffects(input), user, foldOfRow });
}

function heldOutEffects(input: EffectModelInput): Float64Array {
  const { table, covariates, scores, foldOfRow } = input;
  return crossFit({
    ...covariates,
    outcome: scores,
    weights: new Float64Array(table.rows).fill(1),
    foldOfRow,
    learner: learnerOf(input, (table.rows * 4) / 5),
  });
}

const learnerOf = ({ seed }: EffectModelInput, trainingRows: number) =>
  treesLikeLightgbm({ kind: "mean", trees: 120, leaves: 10, rowsOfLeaf: 60, trainingRows, seed });
