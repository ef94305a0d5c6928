import { CausalError, NotEstimableError, PanelError } from "../../errors.js";
import { glm } from "../../models/glm.js";
import type { GlmRecord } from "../../models/glm-record.js";
import { multinomialRegression } from "../../models/multinomial-regression.js";
import { matrixOf } from "../../models/rows-of-model.js";
import { type DataTable, tableColumn } from "../../models/terms/data-table.js";
import { encodeTerms } from "../../models/terms/encode-terms.js";
import type { Term } from "../../models/terms/term.js";
import { createMatrix } from "../../numeric/matrix.js";
import type { FactorModel, FactorPart } from "./factor-model.js";
import { takeRows } from "./take-rows.js";
import { termColumns } from "./weight-terms.js";

/** How the thing that happens in each row is modelled; "staying" is a 0/1 indicator whose 0 is the factor. */
export type FactorKind = "binary" | "categorical" | "continuous" | "staying";

/**
 * Fits P(what happened | terms) on the listed rows: logistic, multinomial logit, or a normal density around a linear
 * mean with the residual variance RSS / (n - p).
 * @throws PanelError `design.not-finite` naming column and table row; NotEstimableError `weights.infinite` when what
 * happened has probability 0 to rounding; and what the model throws, its label before the message
 */
export function fitFactor(
  label: string,
  kind: FactorKind,
  data: DataTable,
  outcome: string,
  terms: readonly (Term | string)[],
  rows: Int32Array,
): FactorModel {
  const table = rowsOf(data, [outcome, ...termColumns(terms)], rows, label);
  const spec = { data: table, outcome, terms };
  return labelled(label, () => {
    if (kind === "categorical") return fromClasses(label, spec, rows);
    if (kind === "continuous") return fromDensity(label, glm({ ...spec, family: "gaussian" }), rows);
    return fromProbability(label, glm({ ...spec, family: "binomial" }), kind === "staying", rows);
  });
}

function fromProbability(label: string, fit: GlmRecord, staying: boolean, rows: Int32Array): FactorModel {
  const slope = new Float64Array(rows.length);
  const logFactor = slope.map((_, k) => {
    const p = fit.fitted[k]!;
    const counted = !staying && fit.outcome[k] === 1;
    slope[k] = counted ? 1 - p : -p;
    return checked(counted ? Math.log(p) : Math.log1p(-p), label, rows[k]!);
  });
  return model(label, rows, logFactor, fit, [partOf(fit, slope)]);
}

function fromDensity(label: string, fit: GlmRecord, rows: Int32Array): FactorModel {
  const { dispersion: variance, degreesOfFreedom } = fit;
  const n = rows.length;
  const residual = fit.scores;
  const logFactor = residual.map((e) => -0.5 * (Math.log(2 * Math.PI * variance) + (e * e) / variance));
  const constant = { rows: n, columns: 1, values: new Float64Array(n).fill(1) };
  return model(label, rows, logFactor, fit, [
    partOf(
      fit,
      residual.map((e) => e / variance),
    ),
    {
      design: constant,
      equations: [
        {
          slope: residual.map((e) => (e * e - variance) / (2 * variance * variance)),
          score: residual.map((e) => (e * e * n) / degreesOfFreedom - variance),
        },
      ],
      inverse: { rows: 1, columns: 1, values: Float64Array.of(1 / n) },
    },
  ]);
}

function fromClasses(
  label: string,
  spec: { readonly data: DataTable; readonly outcome: string; readonly terms: readonly (Term | string)[] },
  rows: Int32Array,
): FactorModel {
  const fit = multinomialRegression(spec);
  const kept = fit.equations[0]!.coefficients.map(({ term }) => term);
  const columns = [
    { name: "intercept", values: new Float64Array(rows.length).fill(1) },
    ...encodeTerms(fit.basis!.terms, spec.data, rows.length),
  ].filter(({ name }) => kept.includes(name));
  const happened = Array.from(spec.data[spec.outcome] as ArrayLike<string | number>, (value) =>
    fit.levels.indexOf(value),
  );
  const probability = (row: number, level: number) => fit.fitted.values[level * rows.length + row]!;
  const equations = fit.equations.map((_, k) => {
    const score = Float64Array.from(
      happened,
      (own, row) => (own === k + 1 ? 1 : 0) - probability(row, k + 1),
    );
    return { slope: score, score };
  });
  return {
    label,
    rows,
    logFactor: Float64Array.from(happened, (own, row) =>
      checked(Math.log(probability(row, own)), label, rows[row]!),
    ),
    parts: [{ design: matrixOf(columns, rows.length), equations, inverse: fit.covariance }],
    aliased: fit.aliased,
    coefficients: fit.equations.flatMap(({ level, coefficients }) =>
      coefficients.map((row) => ({ ...row, level })),
    ),
  };
}

function partOf(fit: GlmRecord, slope: Float64Array): FactorPart {
  const inverse = createMatrix(fit.covariance.rows, fit.covariance.columns);
  fit.covariance.values.forEach((value, k) => {
    inverse.values[k] = value / fit.dispersion;
  });
  return { design: fit.design, equations: [{ slope, score: fit.scores }], inverse };
}

const model = (
  label: string,
  rows: Int32Array,
  logFactor: Float64Array,
  { aliased, coefficients }: GlmRecord,
  parts: readonly FactorPart[],
): FactorModel => ({ label, rows, logFactor, parts, aliased, coefficients });

function checked(logFactor: number, label: string, row: number): number {
  if (Number.isFinite(logFactor)) return logFactor;
  throw new NotEstimableError(
    "weights.infinite",
    `${label}: what happened in row ${row} has a fitted probability that rounds to 0, so its weight is infinite; restrict the rows at risk or drop the outlying term`,
    { row },
  );
}

/** The listed rows of the listed columns. */
function rowsOf(data: DataTable, columns: readonly string[], rows: Int32Array, label: string): DataTable {
  return Object.fromEntries(
    [...new Set(columns)].map((name) => {
      const values = tableColumn(data, name);
      const own = takeRows(values, rows);
      if (!(own instanceof Float64Array)) return [name, own];
      const bad = own.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0)
        throw new PanelError(
          "design.not-finite",
          `${label}: column "${name}" is ${own[bad]} in table row ${rows[bad]}, which is at risk; fill it, or take the row out of the risk set (atRisk, available)`,
          { name, row: rows[bad] },
        );
      return [name, own];
    }),
  );
}

/** Says which model failed: the same error with the label before its message. */
function labelled<T>(label: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CausalError) || error.message.startsWith(label)) throw error;
    const Kind = error.constructor as typeof CausalError;
    throw new Kind(error.code, `${label}: ${error.message}`, error.details, error);
  }
}
