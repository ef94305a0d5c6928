import { checkLearnerRows } from "../check-learner-rows.js";
import type { LearnerRows } from "../learner.js";
import { rowsWhere, selectLearnerRows } from "../select-rows.js";
import { unitsOfRows } from "../units-of-rows.js";
import { userFolds } from "../user-folds.js";
import { binCovariates } from "./bin-covariates.js";
import { type BoostingLoss, boostingLosses } from "./boosting-loss.js";
import type { BoostingSettings } from "./boosting-options.js";
import { sampler } from "./draw-sample.js";
import { exactSumGrid } from "./exact-sum-grid.js";
import { growTree } from "./grow-tree.js";
import { addTree, type Tree } from "./tree.js";

/** What boosting leaves behind; see `FittedBoostedTrees`. */
export interface Boosted {
  readonly start: number;
  readonly trees: readonly Tree[];
  readonly heldOutLoss: Float64Array;
}

/** Boosts trees on checked rows that all have weight. */
export function boost(rows: LearnerRows, settings: BoostingSettings, name: string): Boosted {
  const { earlyStopping, kind } = settings;
  if (earlyStopping === undefined) return boostTrees(rows, undefined, settings);
  const { count, unitOfRow } = unitsOfRows(rows);
  const folds = userFolds(count, Math.min(earlyStopping.oneIn, count), settings.seed!);
  const part = (held: boolean) =>
    selectLearnerRows(
      rows,
      rowsWhere(unitOfRow.length, (row) => (folds[unitOfRow[row]!] === 0) === held),
    );
  const training = part(false);
  checkLearnerRows(training, { name: `${name} on the rows not held out`, kind });
  const stopped = boostTrees(training, part(true), settings);
  if (earlyStopping.refit === undefined) return stopped;
  const trees = Math.ceil(earlyStopping.refit * stopped.trees.length);
  return { ...boostTrees(rows, undefined, { ...settings, trees }), heldOutLoss: stopped.heldOutLoss };
}

function boostTrees(rows: LearnerRows, held: LearnerRows | undefined, settings: BoostingSettings): Boosted {
  const { covariates } = rows;
  const n = covariates.rows;
  const loss = boostingLosses[settings.kind];
  const { outcome } = rows;
  const weights = rows.weights.slice();
  roundToGrid(weights);
  const binned = binCovariates(covariates, weights, settings.bins);
  const start = loss.start(weightedMean(outcome, weights));
  const scores = new Float64Array(n).fill(start);
  const heldScores = new Float64Array(held?.covariates.rows ?? 0).fill(start);
  const gradient = new Float64Array(n);
  const information = new Float64Array(n);
  const draw = sampler(rows, binned.features.length, settings);
  const spare: Float64Array[] = [];
  const trees: Tree[] = [];
  const losses: number[] = [];
  let best = held === undefined ? 0 : meanLoss(held, heldScores, loss);
  let kept = 0;

  for (let k = 0; k < settings.trees; k++) {
    loss.derivatives(scores, outcome, weights, gradient, information);
    if (gradient.every((g) => g === 0) || information.every((h) => h === 0)) break;
    const scale = roundToGrid(information) / roundToGrid(gradient);
    const { order, rest, offered } = draw();
    const total = sumOver(information, order);
    if (total === 0) continue;
    const limits = { information: settings.minimumLeaf * total, ridge: settings.ridge * total, offered };
    const { depth, leaves } = settings;
    const learningRate = settings.learningRate * scale;
    const grown = growTree(
      { binned, gradient, information, order, limits, depth, leaves, learningRate },
      spare,
    );
    for (const { from, to, value } of grown.leaves)
      for (let at = from; at < to; at++) scores[order[at]!] = scores[order[at]!]! + value;
    if (rest.length > 0) addTree(grown.tree, covariates, scores, rest);
    trees.push(grown.tree);
    if (held === undefined || settings.earlyStopping === undefined) continue;
    addTree(grown.tree, held.covariates, heldScores);
    const now = meanLoss(held, heldScores, loss);
    losses.push(now);
    if (now < best) {
      best = now;
      kept = trees.length;
    } else if (trees.length - kept >= settings.earlyStopping.patience) break;
  }
  return {
    start,
    trees: Object.freeze(held === undefined ? trees : trees.slice(0, kept)),
    heldOutLoss: Float64Array.from(losses),
  };
}

/** Adding and taking off this leaves the nearest whole number of anything up to 2^52. */
const rounding = 1.5 * 2 ** 52;

/** Multiplies by the power of two returned and rounds, so that sums of the numbers are exact. Not all are 0. */
function roundToGrid(values: Float64Array): number {
  let largest = 0;
  for (let r = 0; r < values.length; r++) largest = Math.max(largest, Math.abs(values[r]!));
  const grid = exactSumGrid(largest, values.length);
  for (let r = 0; r < values.length; r++) values[r] = values[r]! * grid + rounding - rounding;
  return grid;
}

/** Mean by weights that are whole numbers, its sums exact. */
function weightedMean(outcome: Float64Array, weights: Float64Array): number {
  const products = outcome.map((y, r) => y * weights[r]!);
  if (products.every((product) => product === 0)) return 0;
  const grid = roundToGrid(products);
  return products.reduce((sum, v) => sum + v, 0) / grid / weights.reduce((sum, w) => sum + w, 0);
}

function sumOver(values: Float64Array, listed: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < listed.length; k++) sum += values[listed[k]!]!;
  return sum;
}

function meanLoss(rows: LearnerRows, scores: Float64Array, { loss }: BoostingLoss): number {
  let sum = 0;
  let weight = 0;
  for (let r = 0; r < scores.length; r++) {
    sum += rows.weights[r]! * loss(rows.outcome[r]!, scores[r]!);
    weight += rows.weights[r]!;
  }
  return sum / weight;
}
