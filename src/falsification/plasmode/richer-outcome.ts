import type { Design } from "../../design/design.js";
import { NotEstimableError } from "../../errors.js";
import type { NuisanceModels } from "../../estimators/nuisance-models.js";
import { wholeCovariates } from "../../estimators/whole-covariates.js";
import { boostedTrees } from "../../models/learners/boosted-trees.js";
import type { FittedLearner } from "../../models/learners/learner.js";
import type { Matrix } from "../../numeric/matrix.js";
import { sampleUsers } from "../designs/sample-users.js";

/** A model of the outcome that holds more than the estimators' own models can. */
export interface RicherOutcome {
  /** Mean of every row, had it been untreated and treated, [rows] each. */
  readonly mean: readonly [Float64Array, Float64Array];
  /** Outcome minus the mean under the treatment that was, [rows]. */
  readonly residual: Float64Array;
  /** Whether the outcome is 0 or 1, so that the means are chances. */
  readonly binary: boolean;
  /** Trees that the rows held out asked for; 0 says that the estimators' own models leave nothing to find. */
  readonly trees: number;
}

/** Rows that trees are grown on, at most about this many; of whole users, evenly picked. */
const mostRows = 50_000;

/** Means of an outcome of 0 and 1 are kept this far from both. */
const margin = 0.001;

/**
 * The estimators' own outcome models, one an arm with linear terms (logistic for an outcome of 0 and 1), plus boosted
 * trees on what they leave, grown on covariates and treatment together, so that curves, steps and interactions with each
 * other and with treatment are in it. How many trees is decided by users held out.
 * @throws NotEstimableError `plasmode.no-noise` when those models leave nothing; what `NuisanceModels.outcome` throws
 * Checked against: the mean of a world with a curve and an effect that varies (test/falsification/plasmode.test.ts).
 */
export function richerOutcome(models: NuisanceModels, seed: number): RicherOutcome {
  const { design, totals } = models;
  const own = models.outcome();
  const pair = () => [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  const mean = pair();
  const residual = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const part = (values: Float64Array) => values.subarray(shard.firstRow, shard.firstRow + shard.rows);
    for (const arm of [0, 1] as const) own.predict(shard, arm, part(mean[arm]));
    const left = part(residual);
    for (let r = 0; r < shard.rows; r++)
      left[r] = shard.outcome[r]! - part(mean[shard.treatment[r] === 1 ? 1 : 0])[r]!;
  }
  let largest = 0;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) largest = Math.max(largest, Math.abs(shard.outcome[r]!));
  if (!residual.some((value) => Math.abs(value) > 1e-12 * largest))
    throw new NotEstimableError(
      "plasmode.no-noise",
      "the outcome models leave no residuals, so there is no noise to simulate with",
    );
  const { fitted, trees } = grow(design, residual, seed);
  for (const shard of design.shards)
    for (const arm of [0, 1] as const) {
      const more = fitted.predict(covariatesAt(shard.covariates, arm));
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const value = mean[arm][row]! + more[r]!;
        mean[arm][row] = totals.binaryOutcome ? Math.min(Math.max(value, margin), 1 - margin) : value;
        if (shard.treatment[r] === arm) residual[row] = shard.outcome[r]! - mean[arm][row]!;
      }
    }
  return { mean, residual, binary: totals.binaryOutcome, trees };
}

function grow(
  design: Design,
  residual: Float64Array,
  seed: number,
): { readonly fitted: FittedLearner; readonly trees: number } {
  const { design: sampled, keep } = sampleUsers(design, mostRows);
  const { covariates, terms, user, treatment, averaging } = wholeCovariates(sampled);
  const fitted = boostedTrees({
    kind: "mean",
    trees: 150,
    depth: 3,
    learningRate: 0.1,
    bins: 64,
    minimumLeaf: 0.01,
    earlyStopping: { oneIn: 4, patience: 8 },
    seed,
  }).fit({
    covariates: withColumn(covariates.values, covariates.rows, terms.length, (own) => own.set(treatment)),
    terms: [...terms, "treatment"],
    outcome: residual.filter((_, row) => keep[row] === 1),
    weights: averaging,
    users: user,
  });
  return { fitted, trees: fitted.trees.length };
}

/** The covariates of a shard without the intercept, with treatment as last column. */
const covariatesAt = ({ values, rows, columns }: Matrix, arm: 0 | 1): Matrix =>
  withColumn(values.subarray(rows, rows * columns), rows, columns - 1, (own) => own.fill(arm));

function withColumn(
  values: Float64Array,
  rows: number,
  columns: number,
  fill: (own: Float64Array) => void,
): Matrix {
  const out = new Float64Array(rows * (columns + 1));
  out.set(values.subarray(0, rows * columns));
  fill(out.subarray(rows * columns));
  return { rows, columns: columns + 1, values: out };
}
