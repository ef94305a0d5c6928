import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, PanelError, unknownOption } from "../errors.js";
import type { ResolvedModel } from "../models/resolve-model.js";
import { checkValues } from "../models/terms/check-values.js";
import { type DataTable, numberColumn } from "../models/terms/data-table.js";
import type { Matrix } from "../numeric/matrix.js";
import { accumulateProduct, multiply } from "../numeric/products.js";
import { balanceArm, balanceNuisance } from "./balancing/arm-balance.js";
import { carriedColumns } from "./carried-columns.js";
import { type CovariateTerms, designPart, resolveCovariates } from "./covariate-terms.js";
import type { FittedWeights, WeightNuisance } from "./fitted-weights.js";
import { pointTreatment, type TreatmentSpec } from "./point-treatment.js";

export interface CalibrationSpec {
  readonly data?: DataTable;
  /** Fitted weights, or plain ones (a column, or values), which are taken as known. */
  readonly weights: FittedWeights | string | ArrayLike<number>;
  readonly covariates: CovariateTerms;
  /** The known mean of every column of the covariates, by its name ("age", "school=2"). */
  readonly means: Readonly<Record<string, number>>;
  /** Arms that are calibrated one by one, each to the same means; all rows together without it. */
  readonly treatment?: TreatmentSpec["treatment"];
  /** Newton steps before giving up; default 200. */
  readonly maxIterations?: number;
}

const keys: readonly string[] = ["data", "weights", "covariates", "means", "treatment", "maxIterations"];

/**
 * Calibration (raking): the weights closest to the given ones in relative entropy, w = w₀ exp(z'λ), under which the covariates
 * have means that are known, e.g. from a census; the sum of the weights (of each arm) stays. The models behind the given
 * weights remain nuisances, seen through the calibration; λ is one more. The sum that stays is not a nuisance: use the
 * weights in means and regressions, which do not depend on it.
 * @throws NotEstimableError `balance.infeasible` naming the covariate, `weights.given` (negative, not finite or all 0);
 * ConvergenceError `balance.not-converged`; CausalError `weights.spec` for means that miss or exceed the columns; what models throw
 * Source: Deville & Särndal (1992), Journal of the American Statistical Association 87, case 2.
 */
export function calibrateWeights(spec: CalibrationSpec): FittedWeights {
  const unknown = unknownOption(spec, keys);
  if (unknown !== undefined) throw fault(unknown.message);
  checkCall("calibrateWeights", spec, {
    data: optional(kinds.table),
    weights: kinds.weights,
    covariates: kinds.covariates,
    means: kinds.object,
    treatment: optional(kinds.column),
  });
  const given = givenWeights(spec);
  const rows = given.weights.length;
  const part = designPart(spec.covariates, spec.data, undefined);
  const model = resolveCovariates(part, "calibration", new Float64Array(rows), given.weights);
  const groups = groupsOf(spec, rows);
  const weights = new Float64Array(rows);
  const centred = centredDesign(model, spec.means);
  const inverses: Matrix[] = [];
  const aliased: string[] = [];
  groups.levels.forEach((level, k) => {
    const name = level === null ? "calibration" : `calibration, arm "${level}"`;
    const base = given.weights.map((w, r) => (groups.arm[r] === k ? w : 0));
    const total = base.reduce((sum, w) => sum + w, 0);
    const solution = balanceArm({
      name,
      design: { terms: model.columns.map((column) => column.name), matrix: withTargetRow(centred) },
      base: appended(base, 0),
      target: appended(new Float64Array(rows), total),
      maxIterations: spec.maxIterations,
    });
    for (let r = 0; r < rows; r++) if (groups.arm[r] === k) weights[r] = solution.tilt[r]!;
    const p = centred.columns;
    inverses.push({
      ...solution.inverse,
      values: solution.inverse.values.map((value, at) => (at < p || at % p === 0 ? 0 : value)),
    });
    aliased.push(...solution.aliased.map((term) => `${term} (${name})`));
  });
  const own = groups.levels.map((level, k): WeightNuisance => {
    const tilt = weights.map((w, r) => (groups.arm[r] === k ? w : 0));
    return balanceNuisance(
      level === null ? "calibration" : `calibration, arm "${level}"`,
      centred,
      { residual: tilt.map((w) => -w), inverse: inverses[k]! },
      tilt,
    );
  });
  const through = (sensitivity: Float64Array) =>
    throughCalibration(sensitivity, weights, given.weights, centred, groups.arm, inverses);
  return Object.freeze({
    ...carriedColumns(given),
    weights,
    untruncated: weights,
    truncation: null,
    nuisances: Object.freeze([
      ...own,
      ...given.nuisances.map(
        (nuisance): WeightNuisance => ({
          label: nuisance.label,
          addScores: (sensitivity, contribution) => nuisance.addScores(through(sensitivity), contribution),
        }),
      ),
    ]),
    aliased: Object.freeze([...given.aliased, ...aliased]),
  });
}

/**
 * Σ_r s_r ∂w_r/∂w₀_q = (w_q / w₀_q) (s_q - Σ_g s w / Σ_g w - z_q'v), v = (Σ_g w z z')⁻¹ Σ_g s w z, g the arm of row q.
 */
function throughCalibration(
  sensitivity: Float64Array,
  weights: Float64Array,
  given: Float64Array,
  centred: Matrix,
  arm: Int32Array,
  inverses: readonly Matrix[],
): Float64Array {
  const out = new Float64Array(weights.length);
  const fitted = new Float64Array(weights.length);
  inverses.forEach((inverse, k) => {
    const pull = weights.map((w, r) => (arm[r] === k ? w * sensitivity[r]! : 0));
    const moment = new Float64Array(centred.columns);
    accumulateProduct(centred, pull, moment);
    const direction = new Float64Array(centred.columns);
    multiply(inverse, moment, direction);
    multiply(centred, direction, fitted);
    let total = 0;
    let pulled = 0;
    for (let r = 0; r < weights.length; r++)
      if (arm[r] === k) {
        total += weights[r]!;
        pulled += pull[r]!;
      }
    for (let r = 0; r < weights.length; r++)
      if (arm[r] === k && given[r]! > 0)
        out[r] = (weights[r]! / given[r]!) * (sensitivity[r]! - pulled / total - fitted[r]!);
  });
  return out;
}

/** Columns minus their known means, over their standard deviations; the constant first. */
function centredDesign(model: ResolvedModel, means: Readonly<Record<string, number>>): Matrix {
  const { columns, rows, weights } = model;
  const names = columns.slice(1).map(({ name }) => name);
  const missing = names.find((name) => !Number.isFinite(means[name]));
  const extra = Object.keys(means).find((name) => !names.includes(name));
  if (missing !== undefined || extra !== undefined)
    throw fault(
      missing === undefined
        ? `"${extra}" is no column of the covariates; columns are ${names.join(", ")}`
        : `the mean of "${missing}" is ${means[missing]}; expected a number for each of ${names.join(", ")}`,
    );
  const values = new Float64Array(rows * columns.length);
  const total = weights.reduce((sum, w) => sum + w, 0);
  columns.forEach((column, j) => {
    if (j === 0) {
      values.fill(1, 0, rows);
      return;
    }
    const own = column.values.reduce((sum, x, r) => sum + weights[r]! * x, 0) / total;
    const variance = column.values.reduce((sum, x, r) => sum + weights[r]! * (x - own) ** 2, 0) / total;
    if (!Number.isFinite(variance))
      throw new PanelError(
        "design.not-finite",
        `calibration: the variance of "${column.name}" is not a finite number; rescale the covariate`,
        { name: column.name },
      );
    const scale = variance > 0 ? Math.sqrt(variance) : 1;
    for (let r = 0; r < rows; r++) values[j * rows + r] = (column.values[r]! - means[column.name]!) / scale;
  });
  return { rows, columns: columns.length, values };
}

/** One row more, which has the known means: all centred columns 0. */
function withTargetRow({ rows, columns, values }: Matrix): Matrix {
  const out = new Float64Array((rows + 1) * columns);
  for (let j = 0; j < columns; j++) out.set(values.subarray(j * rows, (j + 1) * rows), j * (rows + 1));
  out[rows] = 1;
  return { rows: rows + 1, columns, values: out };
}

function groupsOf(
  { data, treatment }: CalibrationSpec,
  rows: number,
): { readonly arm: Int32Array; readonly levels: readonly (string | number | null)[] } {
  if (treatment === undefined) return { arm: new Int32Array(rows), levels: [null] };
  const read = pointTreatment({ treatment, ...(data === undefined ? {} : { data }) });
  if (read.rows !== rows)
    throw new PanelError("weights.lengths", `there are ${rows} weights, but ${read.rows} treatments`);
  return read;
}

function givenWeights(
  spec: CalibrationSpec,
): Pick<FittedWeights, "weights" | "nuisances" | "aliased" | "numeratorColumns"> {
  const { weights: given, data } = spec;
  if (typeof given === "string" && data === undefined)
    throw fault(`weights "${given}" is a name, which needs data`);
  if (typeof given === "object" && !("nuisances" in given)) checkValues(given, "calibration: weights", true);
  const fitted =
    typeof given === "object" && "nuisances" in given
      ? given
      : {
          weights: Float64Array.from(typeof given === "string" ? numberColumn(data!, given) : given),
          nuisances: [],
          aliased: [],
        };
  const bad = fitted.weights.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (bad >= 0 || fitted.weights.every((w) => w === 0))
    throw new NotEstimableError(
      "weights.given",
      bad >= 0
        ? `calibration: the weight of row ${bad} is ${fitted.weights[bad]}; expected a finite number, at least 0`
        : `calibration: all ${fitted.weights.length} weights are 0; no row takes part`,
      { row: bad },
    );
  return fitted;
}

const fault = (message: string) => new CausalError("weights.spec", `calibration: ${message}`);

function appended(values: Float64Array, last: number): Float64Array {
  const out = new Float64Array(values.length + 1);
  out.set(values);
  out[values.length] = last;
  return out;
}
