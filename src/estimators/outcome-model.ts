import type { Design, DesignShard } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import { binomialLogit, quasibinomialLogit } from "../models/families/binomial-logit.js";
import { fitGlm } from "../models/fit-glm.js";
import { fitLinear } from "../models/fit-linear.js";
import type { GlmFit } from "../models/glm-fit.js";
import type { GlmRows } from "../models/glm-rows.js";
import { outcomeRows } from "../models/outcome-rows.js";
import { multiply } from "../numeric/products.js";
import { designScores } from "./design-scores.js";
import { outcomeRowsWithTreatment } from "./outcome-rows-with-treatment.js";
import type { ScoredModel } from "./scored-model.js";

/** Which regression of the outcome is fitted. */
export interface OutcomeForm {
  /** "separate": one regression in each arm; "together": one for all rows, with a main effect of treatment. */
  readonly arms: "separate" | "together";
  /** "logit" for outcomes from 0 to 1, which keeps every predicted mean there. */
  readonly link: "identity" | "logit";
}

/** Fitted regressions of the outcome on covariates and treatment. */
export interface OutcomeModel {
  readonly form: OutcomeForm;
  /** Predicted mean outcome of every row of the shard, had it been treated (1) or not (0), into `out`. */
  predict(shard: DesignShard, arm: 0 | 1, out: Float64Array): void;
  /** Derivative of a predicted mean with respect to its linear predictor. */
  meanSlope(mean: number): number;
  /** The model behind predictions at this treatment; slopes are by their linear predictors. */
  at(arm: 0 | 1): ScoredModel;
  /** Every fitted model with its name in messages. */
  readonly models: readonly { readonly model: string; readonly fit: GlmFit }[];
}

/** Fits one regression; `index` counts the regressions of a model in the order of `OutcomeModel.models`. */
export type FitOutcomeRows = (data: GlmRows, index: number) => GlmFit;

/**
 * Fits the outcome regressions with averaging weights to the rows whose outcome is observed: least squares, or logistic
 * regression.
 * @param averageTerms Σ averaging · x / Σ averaging over all rows, [terms]
 * @param fitRows how each regression is fitted, for a caller who has its factors already
 * @throws NotEstimableError `outcome.no-support` when the rows leave a term undetermined that the average over all rows
 * needs, e.g. a level of a factor that occurs in one arm only; `model.one-class`, `model.separated` with a logit link
 */
export function fitOutcomeModel(
  design: Design,
  averageTerms: Float64Array,
  form: OutcomeForm,
  fitRows: FitOutcomeRows = (data) => (form.link === "identity" ? fitLinear(data) : fitLogit(data)),
): OutcomeModel {
  const separate = form.arms === "separate";
  const models = (
    separate ? [outcomeRows(design, 0), outcomeRows(design, 1)] : [outcomeRowsWithTreatment(design)]
  ).map((data, index) => ({ model: data.model, fit: fitRows(data, index) }));
  const fitOf = (arm: 0 | 1) => models[separate ? arm : 0]!.fit;
  for (const arm of [0, 1] as const)
    requireSupport(fitOf(arm), arm, separate ? averageTerms : Float64Array.from([...averageTerms, arm]));

  const meanSlope = form.link === "identity" ? () => 1 : (mean: number) => mean * (1 - mean);
  const predict: OutcomeModel["predict"] = (shard, arm, out) => {
    const { coefficients } = fitOf(arm);
    multiply(shard.covariates, coefficients, out);
    if (!separate && arm === 1) for (let r = 0; r < shard.rows; r++) out[r] = out[r]! + coefficients.at(-1)!;
    if (form.link === "logit") for (let r = 0; r < shard.rows; r++) out[r] = binomialLogit.meanOf(out[r]!);
  };
  let scratch = new Float64Array(0);
  const ownMean = (shard: DesignShard): Float64Array => {
    if (scratch.length < 2 * shard.rows) scratch = new Float64Array(2 * shard.rows);
    const means = [scratch.subarray(0, shard.rows), scratch.subarray(shard.rows, 2 * shard.rows)] as const;
    for (const arm of [0, 1] as const) predict(shard, arm, means[arm]);
    for (let r = 0; r < shard.rows; r++) if (shard.treatment[r] === 1) means[0][r] = means[1][r]!;
    return means[0];
  };
  let leverage: Float64Array | undefined;
  const at = (arm: 0 | 1): ScoredModel => ({
    addScores: designScores(design, {
      fit: fitOf(arm),
      residual(shard, out) {
        const mean = ownMean(shard);
        for (let r = 0; r < shard.rows; r++)
          out[r] =
            (separate && shard.treatment[r] !== arm) || shard.observed?.[r] === 0
              ? 0
              : shard.averaging[r]! * (shard.outcome[r]! - mean[r]!);
      },
      ...(separate ? {} : { askedAt: arm }),
    }),
    leverage() {
      leverage ??= separate
        ? leverageInArms(design, [fitOf(0), fitOf(1)], ownMean, meanSlope)
        : leverageTogether(design, fitOf(0), ownMean, meanSlope);
      return leverage;
    },
  });
  return { form, predict, meanSlope, at, models };
}

function requireSupport(fit: GlmFit, arm: 0 | 1, average: Float64Array): void {
  const term = fit.inestimableTerm(average);
  if (term !== undefined)
    throw new NotEstimableError(
      "outcome.no-support",
      `outcome model of ${arm === 1 ? "treated" : "untreated"} rows: these ${fit.rows} rows do not determine the coefficient of "${term}", which varies among the rows to be predicted; merge or leave out the term, or restrict the population`,
      { term, arm, rows: fit.rows },
    );
}

function fitLogit(data: GlmRows): GlmFit {
  for (const { rows, response } of data.shards)
    for (let r = 0; r < rows; r++)
      if (!Number.isNaN(response[r]!) && response[r] !== 0 && response[r] !== 1)
        return fitGlm(data, quasibinomialLogit);
  return fitGlm(data, binomialLogit);
}

type OwnMean = (shard: DesignShard) => Float64Array;
type MeanSlope = (mean: number) => number;

function leverageInArms(
  design: Design,
  fits: readonly [GlmFit, GlmFit],
  ownMean: OwnMean,
  meanSlope: MeanSlope,
): Float64Array {
  const out = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const own = out.subarray(shard.firstRow, shard.firstRow + shard.rows);
    const rows = Int32Array.from({ length: shard.rows }, (_, r) => r);
    for (const arm of [0, 1] as const)
      fits[arm].quadraticForm(
        shard.covariates,
        rows.filter((r) => shard.treatment[r] === arm && shard.observed?.[r] !== 0),
        own,
      );
    const mean = ownMean(shard);
    for (let r = 0; r < shard.rows; r++) own[r] = own[r]! * shard.averaging[r]! * meanSlope(mean[r]!);
  }
  return out;
}

function leverageTogether(design: Design, fit: GlmFit, ownMean: OwnMean, meanSlope: MeanSlope): Float64Array {
  const out = new Float64Array(design.rows);
  let firstRow = 0;
  const shards = [...design.shards];
  let index = 0;
  for (const { rows, covariates, weight } of outcomeRowsWithTreatment(design).shards) {
    const own = out.subarray(firstRow, firstRow + rows);
    fit.quadraticForm(
      covariates,
      Int32Array.from({ length: rows }, (_, r) => r),
      own,
    );
    const mean = ownMean(shards[index++]!);
    for (let r = 0; r < rows; r++) own[r] = own[r]! * weight[r]! * meanSlope(mean[r]!);
    firstRow += rows;
  }
  return out;
}
