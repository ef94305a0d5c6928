import { checkCall } from "../call-check.js";
import { CausalError, ConvergenceError, NotEstimableError } from "../errors.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { withBlockKernel } from "../numeric/block-kernel.js";
import { factorise, solve } from "../numeric/cholesky.js";
import { multiply } from "../numeric/products.js";
import { type ColumnMoments, columnMoments } from "./column-moments.js";
import { binomialLogit } from "./families/binomial-logit.js";
import type { GlmFamily } from "./families/family.js";
import { gaussianIdentity } from "./families/gaussian-identity.js";
import { type GlmState, glmPass } from "./glm-pass.js";
import type { GlmRows } from "./glm-rows.js";
import { minimiseQuadratic } from "./minimise-quadratic.js";
import type { ModelBasis } from "./model-basis.js";
import type { ModelSpec } from "./model-spec.js";
import { resolveModel } from "./resolve-model.js";
import { rowsOfModel } from "./rows-of-model.js";
import { forEachBlock } from "./standardised-blocks.js";
import { toTermScale } from "./standardised-solution.js";

export interface PenalisedSpec extends ModelSpec {
  readonly family: "gaussian" | "binomial";
  /** λ, at least 0. scikit-learn's logistic C is 1 / (λ n), its Ridge alpha λ n, its Lasso alpha λ. */
  readonly penalty: number;
  /** Share of the penalty on |β|: 1 lasso, 0 ridge, between them the elastic net. */
  readonly mix: number;
  /** Whether columns are penalised as if scaled to weighted standard deviation 1; default true. */
  readonly standardise?: boolean;
  /** Outer steps before giving up; default 200. */
  readonly maxIterations?: number;
}

/** A penalised regression as frozen plain data. It has no standard errors: the penalty biases on purpose. */
export interface PenalisedRecord {
  readonly family: "gaussian" | "binomial";
  readonly link: "identity" | "logit";
  readonly penalty: number;
  readonly mix: number;
  readonly coefficients: readonly { readonly term: string; readonly estimate: number }[];
  readonly rows: number;
  readonly deviance: number;
  readonly iterations: number;
  readonly fitted: Float64Array;
  readonly basis: ModelBasis | null;
}

/**
 * Ridge, lasso and elastic-net regression, linear or logistic: the minimum of
 * (1 / Σa) ½ deviance + λ Σ_j [(1 - mix) b_j² / 2 + mix |b_j|], b_j = β_j times the scale of its column, the intercept
 * free. Newton steps on the quadratic approximation; its penalised minimum by Cholesky (ridge) or coordinate descent.
 * @throws CausalError `penalised.options`; NotEstimableError as `glm`; ConvergenceError `model.not-converged`
 * Source: Friedman, Hastie & Tibshirani (2010), Regularization paths, equations 1, 7 and 13. Checked against
 * scikit-learn 1.9 and the optimality conditions.
 */
export function penalisedRegression(spec: PenalisedSpec): PenalisedRecord {
  checkCall("penalisedRegression", spec, {});
  const name = "penalised model";
  checkOptions(spec, name);
  const model = resolveModel({ ...spec }, name, ["family", "penalty", "mix", "standardise", "maxIterations"]);
  const family = spec.family === "gaussian" ? gaussianIdentity : binomialLogit;
  const outcome = Float64Array.from(model.outcome as ArrayLike<number>);
  const bad = outcome.findIndex((y) => !Number.isFinite(y) || family.responseFault(y) !== undefined);
  if (bad >= 0)
    throw new NotEstimableError(
      "model.response",
      `${name}: found the response ${model.outcome[bad]} in row ${bad}; expected ${spec.family === "binomial" ? "0 or 1" : "a number"}`,
    );
  const p = model.columns.length;
  const data = rowsOfModel(model, outcome);
  const { terms } = data;
  const design = data.shards[0].covariates;
  const fit = withBlockKernel(p, (kernel) => minimise(data, family, kernel, spec, model.intercept));
  if (!Number.isFinite(fit.deviance))
    throw new NotEstimableError(
      "model.overflow",
      `${model.model}: its deviance is ${fit.deviance}; look for outcomes or terms beyond 1e150, and rescale them`,
    );
  const predictor = new Float64Array(model.rows);
  multiply(design, fit.coefficients, predictor);
  return Object.freeze({
    family: spec.family,
    link: spec.family === "gaussian" ? "identity" : "logit",
    penalty: spec.penalty,
    mix: spec.mix,
    coefficients: Object.freeze(
      terms.map((term, j) => Object.freeze({ term, estimate: fit.coefficients[j]! })),
    ),
    rows: fit.rows,
    deviance: fit.deviance,
    iterations: fit.iterations,
    fitted: predictor.map((eta, r) => family.meanOf(eta + (model.offset?.[r] ?? 0))),
    basis: model.basis ?? null,
  });
}

/** `penalisedRegression` with the penalty on squares. */
export const ridgeRegression = (spec: Omit<PenalisedSpec, "mix">): PenalisedRecord =>
  penalisedRegression({ ...spec, mix: 0 });

/** `penalisedRegression` with the penalty on absolute values, which sets coefficients to 0. */
export const lassoRegression = (spec: Omit<PenalisedSpec, "mix">): PenalisedRecord =>
  penalisedRegression({ ...spec, mix: 1 });

function checkOptions({ penalty, mix, family }: PenalisedSpec, name: string): void {
  const fault = (message: string) => new CausalError("penalised.options", `${name}: ${message}`);
  if (!(penalty >= 0 && penalty < Number.POSITIVE_INFINITY))
    throw fault(`penalty is ${penalty}; expected a finite number, at least 0`);
  if (!(mix >= 0 && mix <= 1)) throw fault(`mix is ${mix}; expected a number from 0 (ridge) to 1 (lasso)`);
  if (family !== "gaussian" && family !== "binomial")
    throw fault(`family "${family}" has no penalised fit; families are gaussian and binomial`);
}

function minimise(
  data: GlmRows,
  family: GlmFamily,
  kernel: BlockKernel,
  spec: PenalisedSpec,
  intercept: boolean,
) {
  const moments = columnMoments(data);
  const p = data.terms.length;
  const total = moments.weight;
  const scale = penaltyScale(data, moments, kernel, spec.standardise ?? true);
  if (intercept) scale[0] = 0;
  const square = scale.map((t) => total * spec.penalty * (1 - spec.mix) * t * t);
  const absolute = scale.map((t) => total * spec.penalty * spec.mix * t);
  const cost = (state: GlmState, at: Float64Array) =>
    state.deviance / 2 +
    at.reduce((sum, g, j) => sum + (square[j]! * g * g) / 2 + absolute[j]! * Math.abs(g), 0);

  let coefficients: Float64Array = new Float64Array(p);
  let state = glmPass(data, moments, family, kernel, coefficients, new Float64Array(p));
  let objective = cost(state, coefficients);
  const maxIterations = spec.maxIterations ?? 200;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const target =
      spec.mix === 0 || spec.penalty === 0
        ? ridgeStep(state, coefficients, square)
        : minimiseQuadratic(state.information, state.gradient, coefficients, square, absolute);
    const step = target.map((value, j) => value - coefficients[j]!);
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let length = 1; ; length /= 2) {
      const tried = coefficients.map((value, j) => value + length * step[j]!);
      const next = glmPass(data, moments, family, kernel, tried, step);
      const reached = cost(next, tried);
      if (reached <= objective + 1e-12 * Math.abs(objective) || length < 1e-8) {
        coefficients = tried;
        state = next;
        objective = reached;
        break;
      }
    }
    const size = coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    if (largest <= 1e-11 * size)
      return {
        coefficients: toTermScale(moments, coefficients),
        deviance: state.deviance,
        rows: moments.rows,
        iterations: iteration,
      };
  }
  throw new ConvergenceError(
    "model.not-converged",
    `${data.model}: no optimum after ${maxIterations} steps`,
    {
      iterations: maxIterations,
    },
  );
}

/** (H + D)⁻¹ (H γ + gradient): the next point of a ridge fit. */
function ridgeStep(state: GlmState, at: Float64Array, square: Float64Array): Float64Array {
  const p = at.length;
  const penalised = state.information.slice();
  for (let j = 0; j < p; j++) penalised[j * p + j] = penalised[j * p + j]! + square[j]!;
  const gradient = state.gradient.map((value, j) => value - square[j]! * at[j]!);
  const step = solve(factorise(penalised, p, 1e-14), gradient);
  return at.map((value, j) => value + step[j]!);
}

/** What a coefficient on standardised columns is multiplied by before it is penalised. */
function penaltyScale(
  data: GlmRows,
  moments: ColumnMoments,
  kernel: BlockKernel,
  standardise: boolean,
): Float64Array {
  const p = data.terms.length;
  if (!standardise) return moments.scale.map((s) => 1 / s);
  const mean = new Float64Array(p);
  kernel.clearGram();
  forEachBlock(data, moments, kernel, ({ rows, weight }) => {
    kernel.addGram(rows, weight);
    kernel.addTransposed(rows, weight, mean);
  });
  const gram = kernel.readGram();
  return mean.map((sum, j) =>
    Math.sqrt(Math.max(gram[j * p + j]! / moments.weight - (sum / moments.weight) ** 2, 0)),
  );
}
