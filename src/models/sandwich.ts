import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, unknownOption } from "../errors.js";
import type { Matrix } from "../numeric/matrix.js";
import { biasReducedClusters } from "./bias-reduced-clusters.js";
import { type CoefficientRow, coefficientTable } from "./coefficient-table.js";
import type { GlmRecord } from "./glm-record.js";

export type SandwichType = "HC0" | "HC1" | "HC2" | "HC3" | "CR2";

export interface SandwichOptions {
  /** Default HC0. */
  readonly type?: SandwichType;
  /** Cluster of each row; rows are independent without it. HC0, HC1 and CR2 only; CR2 needs it. */
  readonly cluster?: ArrayLike<number> | ArrayLike<string>;
  /** Multiplies a clustered covariance by G / (G - 1); default true for HC1, false for HC0. */
  readonly clusterCorrection?: boolean;
  /** A second way of clustering, e.g. days beside users; HC0 only. */
  readonly crossedWith?: ArrayLike<number> | ArrayLike<string>;
}

/** Robust errors of a fitted model. */
export interface Sandwich {
  readonly type: SandwichType;
  /** null when rows are independent; two ways: of the way with fewer. */
  readonly clusters: number | null;
  /** Column-major, order of `coefficients`. */
  readonly covariance: Matrix;
  /** t with G - 1 degrees when clustered (two ways: of the way with fewer; CR2: Satterthwaite's), t with the model's where its dispersion is estimated, else normal. */
  readonly coefficients: readonly CoefficientRow[];
  /** Degrees of freedom of each coefficient's t; null where the normal distribution is used. */
  readonly degreesOfFreedom: readonly (number | null)[];
}

const optionKeys: readonly string[] = ["type", "cluster", "clusterCorrection", "crossedWith"];

/**
 * The heteroscedasticity-consistent covariance B M B of a fitted model, B the inverse information and
 * M = Σ ω_r² x_r x_r' with ω the score of a row (prior weights inside). HC0: ω as it is; HC1: times n / (n - p);
 * HC2: ω / sqrt(1 - h), HC3: ω / (1 - h), h the leverage. Clustered: M = Σ_g (Σ_{r in g} ω_r x_r)(…)', for HC1 times
 * (n - 1) / (n - p), and `clusterCorrection`. So clustered HC0 is geepack's independence error and statsmodels' without
 * correction; with `clusterCorrection` it is survey's `svyglm` and the default of sandwich's `vcovCL(type = "HC0")`;
 * clustered HC1 is `vcovCL(type = "HC1")` and Stata. Two ways: M_first + M_second - M_cell. CR2: see
 * `biasReducedClusters`, for few clusters.
 * @throws CausalError `sandwich.options`, `sandwich.cluster` (lengths, a missing id); NotEstimableError
 * `sandwich.few-clusters` (fewer clusters than coefficients), `sandwich.leverage` (a row of leverage 1 under HC2, HC3), `sandwich.two-way` (a variance that
 * is not positive: said, not mended)
 * Source: MacKinnon & White (1985); Liang & Zeger (1986); Zeileis, Köll & Graham (2020); two ways: Cameron, Gelbach &
 * Miller (2011). Checked against sandwich 3.0.2,
 * geepack 1.3.9 and survey 4.1.1 (test/reference).
 */
export function sandwich(fit: GlmRecord, options: SandwichOptions = {}): Sandwich {
  checkCall("sandwich", { fit }, { fit: kinds.glm });
  checkCall("sandwich", options, { cluster: optional(kinds.rows), crossedWith: optional(kinds.rows) });
  const type = options.type ?? "HC0";
  const unknown = unknownOption(options, optionKeys);
  if (unknown !== undefined || !["HC0", "HC1", "HC2", "HC3", "CR2"].includes(type))
    throw new CausalError(
      "sandwich.options",
      unknown?.message ?? `type "${type}" is not known; types are HC0, HC1, HC2, HC3, CR2`,
    );
  if (options.cluster !== undefined && (type === "HC2" || type === "HC3"))
    throw new CausalError(
      "sandwich.options",
      `type ${type} is for independent rows; clustered types are HC0, HC1 and CR2`,
    );
  if (options.cluster === undefined && (options.clusterCorrection !== undefined || type === "CR2"))
    throw new CausalError(
      "sandwich.options",
      `${type === "CR2" ? "type CR2" : "clusterCorrection"} needs cluster`,
    );
  if (options.crossedWith !== undefined && (options.cluster === undefined || type !== "HC0"))
    throw new CausalError("sandwich.options", "crossedWith needs cluster, and type HC0");
  if (type === "CR2" && options.clusterCorrection === true)
    throw new CausalError("sandwich.options", "type CR2 has its own correction; leave clusterCorrection out");

  const p = fit.coefficients.length;
  const rows = fit.design.rows;
  const inverse = fit.covariance.values.map((value) => value / fit.dispersion);
  const groups = options.cluster === undefined ? undefined : groupsOf(options.cluster, fit, p);
  if (groups !== undefined && type === "CR2") {
    const { covariance, degrees } = biasReducedClusters(fit, inverse, groups.of, groups.count);
    return record(fit, type, groups.count, covariance, degrees);
  }
  const influence =
    groups === undefined ? rowInfluence(fit, inverse, type) : clusterInfluence(fit, inverse, groups);
  let factor = 1;
  if (type === "HC1")
    factor = groups === undefined ? fit.rows / (fit.rows - p) : (fit.rows - 1) / (fit.rows - p);
  const correction = (count: number) =>
    (options.clusterCorrection ?? type === "HC1") ? count / (count - 1) : 1;
  if (groups !== undefined) factor *= correction(groups.count);
  const covariance = crossProduct(influence, groups?.count ?? rows, p).map((value) => value * factor);
  let clusters = groups?.count ?? null;
  if (groups !== undefined && options.crossedWith !== undefined) {
    const other = groupsOf(options.crossedWith, fit, p);
    const cell = groupsOf(
      Float64Array.from(groups.of, (group, r) => group * other.count + other.of[r]!),
      fit,
      p,
    );
    const ofOther = crossProduct(clusterInfluence(fit, inverse, other), other.count, p);
    const ofCell = crossProduct(clusterInfluence(fit, inverse, cell), cell.count, p);
    covariance.forEach((value, at) => {
      covariance[at] = value + correction(other.count) * ofOther[at]! - correction(cell.count) * ofCell[at]!;
    });
    const negative = fit.coefficients.find((_, j) => !(covariance[j * p + j]! > 0));
    if (negative !== undefined)
      throw new NotEstimableError(
        "sandwich.two-way",
        `the two-way variance of "${negative.term}" is not positive: too few clusters one way; cluster one way, or use a bootstrap`,
        { term: negative.term },
      );
    clusters = Math.min(groups.count, other.count);
  }
  const estimated = fit.family === "gaussian" || fit.family === "quasibinomial";
  const degrees = clusters !== null ? clusters - 1 : estimated ? fit.degreesOfFreedom : null;
  return record(
    fit,
    type,
    clusters,
    covariance,
    fit.coefficients.map(() => degrees),
  );
}

function record(
  fit: GlmRecord,
  type: SandwichType,
  clusters: number | null,
  covariance: Float64Array,
  degrees: readonly (number | null)[],
): Sandwich {
  const p = fit.coefficients.length;
  return Object.freeze({
    type,
    clusters,
    covariance: { rows: p, columns: p, values: covariance },
    coefficients: coefficientTable(
      fit.coefficients.map((row) => row.term),
      fit.coefficients.map((row) => row.estimate),
      covariance,
      degrees,
    ),
    degreesOfFreedom: Object.freeze(degrees),
  });
}

interface Groups {
  readonly of: Int32Array;
  readonly count: number;
}

/** Clusters numbered by first appearance among rows with weight. */
function groupsOf(cluster: ArrayLike<number> | ArrayLike<string>, fit: GlmRecord, p: number): Groups {
  const rows = fit.design.rows;
  if (cluster.length !== rows)
    throw new CausalError(
      "sandwich.cluster",
      `cluster has ${cluster.length} values, but the model ${rows} rows`,
    );
  const index = new Map<number | string, number>();
  const of = new Int32Array(rows);
  let last: number | string | undefined;
  let lastIndex = 0;
  for (let r = 0; r < rows; r++) {
    const id = cluster[r]!;
    if (id === last) {
      of[r] = lastIndex;
      continue;
    }
    if (id === undefined || id === null || id === "" || Number.isNaN(id))
      throw new CausalError(
        "sandwich.cluster",
        `the cluster of row ${r} is missing (${id}); every row needs one`,
        {
          row: r,
        },
      );
    if (fit.weights[r] === 0) continue;
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    of[r] = known;
    last = id;
    lastIndex = known;
  }
  if (index.size < Math.max(p, 2))
    throw new NotEstimableError(
      "sandwich.few-clusters",
      `${index.size} clusters cannot give errors for ${p} coefficients; expected at least ${Math.max(p, 2)}`,
      { clusters: index.size, coefficients: p },
    );
  return { of, count: index.size };
}

/** B x_r ω_r of every row, [rows x p] column-major. */
function rowInfluence(fit: GlmRecord, inverse: Float64Array, type: SandwichType): Float64Array {
  const { rows, columns: p, values: x } = fit.design;
  const solved = timesInverse(x, rows, p, inverse);
  const score = fit.scores.slice();
  if (type === "HC2" || type === "HC3")
    for (let r = 0; r < rows; r++) {
      if (fit.weights[r] === 0) continue;
      let leverage = 0;
      for (let j = 0; j < p; j++) leverage += x[j * rows + r]! * solved[j * rows + r]!;
      const rest = 1 - leverage * fit.workingWeights[r]!;
      if (!(rest > 1e-10))
        throw new NotEstimableError(
          "sandwich.leverage",
          `row ${r} alone decides a coefficient (leverage 1), so ${type} does not exist; use HC0 or HC1, or leave the row out`,
          { row: r },
        );
      score[r] = score[r]! / (type === "HC2" ? Math.sqrt(rest) : rest);
    }
  for (let j = 0; j < p; j++)
    for (let r = 0; r < rows; r++) solved[j * rows + r] = solved[j * rows + r]! * score[r]!;
  return solved;
}

/** B Σ_{r in g} x_r ω_r of every cluster, [clusters x p] column-major. */
function clusterInfluence(fit: GlmRecord, inverse: Float64Array, groups: Groups): Float64Array {
  const { rows, columns: p, values: x } = fit.design;
  const sums = new Float64Array(groups.count * p);
  for (let j = 0; j < p; j++)
    for (let r = 0; r < rows; r++) {
      const at = j * groups.count + groups.of[r]!;
      sums[at] = sums[at]! + x[j * rows + r]! * fit.scores[r]!;
    }
  return timesInverse(sums, groups.count, p, inverse);
}

/** X B for column-major X [rows x p]. */
function timesInverse(x: Float64Array, rows: number, p: number, inverse: Float64Array): Float64Array {
  const out = new Float64Array(rows * p);
  for (let k = 0; k < p; k++)
    for (let j = 0; j < p; j++) {
      const b = inverse[k * p + j]!;
      for (let r = 0; r < rows; r++) out[k * rows + r] = out[k * rows + r]! + b * x[j * rows + r]!;
    }
  return out;
}

function crossProduct(a: Float64Array, rows: number, p: number): Float64Array {
  const out = new Float64Array(p * p);
  for (let k = 0; k < p; k++)
    for (let j = k; j < p; j++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += a[k * rows + r]! * a[j * rows + r]!;
      out[k * p + j] = sum;
      out[j * p + k] = sum;
    }
  return out;
}
