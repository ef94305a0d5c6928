import { checkCall } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { Matrix } from "../numeric/matrix.js";
import { multiply } from "../numeric/products.js";
import { coefficientTable } from "./coefficient-table.js";
import type { Family, GlmFamily, Link } from "./families/family.js";
import { gaussianIdentity } from "./families/gaussian-identity.js";
import { defaultLinks, familyOf } from "./families/registry.js";
import { fitGlm } from "./fit-glm.js";
import { fitLinear } from "./fit-linear.js";
import type { GlmFit } from "./glm-fit.js";
import type { GlmRecord } from "./glm-record.js";
import { logLikelihood } from "./log-likelihood.js";
import type { ModelSpec } from "./model-spec.js";
import { type ResolvedModel, resolveModel } from "./resolve-model.js";
import { matrixOf, rowsOfModel } from "./rows-of-model.js";
import type { NamedColumn } from "./terms/encode-terms.js";

export interface GlmSpec extends ModelSpec {
  readonly family: Family;
  /** Default: identity, logit, logit, log. Binomial families also have probit and cloglog. */
  readonly link?: Link;
  /** Scoring steps before giving up; default 50. */
  readonly maxIterations?: number;
}

/**
 * A generalised linear model on plain arrays or a table: maximum likelihood (quasi-likelihood), exactly collinear later
 * terms left out by name, errors from the expected information times the dispersion. `sandwich` gives robust and
 * clustered errors, `predictGlm` means for other rows.
 * @returns a frozen record; see `GlmRecord`
 * @throws CausalError `model.spec`, `glm.family`, `formula.invalid`; NotEstimableError `model.weights`,
 * `model.too-few-rows`, `model.constant-outcome`, `model.no-degrees`, `model.one-class`, `model.separated`, `model.overflow`;
 * PanelError `design.not-finite`, `model.response`, `model.lengths`; ConvergenceError `model.not-converged`
 * Source: McCullagh & Nelder (1989). Checked against R's `glm` (test/reference/glm.test.ts).
 */
export function glm(spec: GlmSpec): GlmRecord {
  checkCall("glm", spec, {});
  const name = `${spec.family} model`;
  const family =
    spec.family === "gaussian" && (spec.link ?? "identity") === "identity"
      ? gaussianIdentity
      : familyOf(spec.family as Exclude<Family, "gaussian">, spec.link ?? defaultLinks[spec.family]);
  const model = resolveModel(spec, name, ["family", "link", "maxIterations"]);
  if (typeof model.outcome[0] === "string")
    throw new NotEstimableError(
      "model.response",
      `${name}: the outcome is text ("${model.outcome[0]}"); expected numbers (for categories, multinomialRegression)`,
    );
  return fitRecord(model, family, spec.maxIterations ?? 50);
}

function fitRecord(model: ResolvedModel, family: GlmFamily, maxIterations: number): GlmRecord {
  const outcome = new Float64Array(model.outcome as ArrayLike<number>);
  if (family.family === "gaussian") checkVaries(model, outcome);
  const fit = fitted(model, model.columns, outcome, family, maxIterations);
  const kept = model.columns.filter(({ name }) => !fit.aliased.includes(name));
  const terms = kept.map((column) => column.name);
  const places = terms.map((term) => fit.terms.indexOf(term));
  const estimates = Float64Array.from(places, (place) => fit.coefficients[place]!);
  const design = matrixOf(kept, model.rows);
  const state = atEstimate(model, family, design, estimates, outcome);

  if (!Number.isFinite(state.pearson + state.deviance))
    throw new NotEstimableError(
      "model.overflow",
      `${model.model}: its deviance is ${state.deviance}; look for outcomes or terms beyond 1e150, and rescale them`,
    );
  const degreesOfFreedom = fit.rows - terms.length;
  const estimated = family.family === "gaussian" || family.family === "quasibinomial";
  if (estimated && degreesOfFreedom === 0)
    throw new NotEstimableError(
      "model.no-degrees",
      `${model.model}: ${fit.rows} rows and as many coefficients leave nothing to estimate the dispersion from; drop terms or add rows`,
    );
  const dispersion = estimated ? state.pearson / degreesOfFreedom : 1;
  const covariance = covarianceOf(fit, places, dispersion);
  const likelihood = logLikelihood(family, outcome, state.fitted, model.weights, fit.rows, state.deviance);
  const parameters = terms.length + (family.family === "gaussian" ? 1 : 0);
  return Object.freeze({
    family: family.family,
    link: family.link,
    coefficients: coefficientTable(terms, estimates, covariance.values, estimated ? degreesOfFreedom : null),
    aliased: Object.freeze([...fit.aliased]),
    covariance,
    rows: fit.rows,
    degreesOfFreedom,
    dispersion,
    deviance: state.deviance,
    nullDeviance: nullDeviance(model, family, outcome, maxIterations),
    logLikelihood: likelihood,
    aic: likelihood === null ? null : -2 * likelihood + 2 * parameters,
    iterations: fit.iterations,
    fitted: state.fitted,
    linearPredictor: state.predictor,
    outcome,
    weights: model.weights,
    design,
    scores: state.scores,
    workingWeights: state.working,
    basis: model.basis ?? null,
  });
}

function checkVaries(model: ResolvedModel, outcome: Float64Array): void {
  const kept = outcome.filter((_, r) => model.weights[r]! > 0);
  if (kept.every((value) => value === kept[0]))
    throw new NotEstimableError(
      "model.constant-outcome",
      `${model.model}: the outcome is ${kept[0]} in all ${kept.length} rows with weight; expected it to vary`,
    );
}

function fitted(
  model: ResolvedModel,
  columns: readonly NamedColumn[],
  outcome: Float64Array,
  family: GlmFamily,
  maxIterations: number,
): GlmFit {
  const rows = rowsOfModel(model, outcome, columns);
  return family.family === "gaussian"
    ? fitLinear(rows)
    : fitGlm(rows, family, { maxIterations, information: "optimum" });
}

/** What every row says at the estimate. */
function atEstimate(
  model: ResolvedModel,
  family: GlmFamily,
  design: Matrix,
  estimates: Float64Array,
  outcome: Float64Array,
) {
  const { rows, weights, offset } = model;
  const predictor = new Float64Array(rows);
  multiply(design, estimates, predictor);
  if (offset !== undefined) for (let r = 0; r < rows; r++) predictor[r] = predictor[r]! + offset[r]!;
  const scores = new Float64Array(rows);
  const working = new Float64Array(rows);
  const deviance = family.evaluate(rows, predictor, outcome, weights, scores, working);
  let pearson = 0;
  for (let r = 0; r < rows; r++) if (working[r]! > 0) pearson += (scores[r]! * scores[r]!) / working[r]!;
  return { predictor, scores, working, deviance, pearson, fitted: predictor.map(family.meanOf) };
}

function covarianceOf(fit: GlmFit, places: readonly number[], dispersion: number): Matrix {
  const p = places.length;
  const values = new Float64Array(p * p);
  places.forEach((place, k) => {
    const unit = new Float64Array(fit.terms.length);
    unit[place] = 1;
    const solved = fit.solveInformation(unit);
    places.forEach((other, j) => {
      values[k * p + j] = dispersion * solved[other]!;
    });
  });
  return { rows: p, columns: p, values };
}

/** Deviance of the intercept alone, or of nothing, with the same offset. */
function nullDeviance(
  model: ResolvedModel,
  family: GlmFamily,
  outcome: Float64Array,
  maxIterations: number,
): number {
  if (!model.intercept)
    return atEstimate(model, family, matrixOf([], model.rows), new Float64Array(0), outcome).deviance;
  if (model.offset === undefined) {
    const total = model.weights.reduce((sum, w) => sum + w, 0);
    const mean = outcome.reduce((sum, y, r) => sum + (model.weights[r]! / total) * y, 0);
    const predictor = new Float64Array(model.rows).fill(family.linkOf(mean));
    const scratch = new Float64Array(model.rows);
    return family.evaluate(model.rows, predictor, outcome, model.weights, scratch, scratch);
  }
  const constant = model.columns.slice(0, 1);
  const { coefficients } = fitted(model, constant, outcome, family, maxIterations);
  return atEstimate(model, family, matrixOf(constant, model.rows), coefficients, outcome).deviance;
}
