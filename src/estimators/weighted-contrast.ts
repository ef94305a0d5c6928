import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, PanelError, unknownOption } from "../errors.js";
import { difference } from "../inference/difference.js";
import { ratio } from "../inference/ratio.js";
import { rowClusters, sampleOfRows } from "../inference/row-clusters.js";
import { stackedInfluence } from "../inference/stacked-influence.js";
import { checkValues } from "../models/terms/check-values.js";
import { type DataTable, numberColumn, tableColumn } from "../models/terms/data-table.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { FittedWeights } from "../weights/fitted-weights.js";
import { levelIndex, pointTreatment } from "../weights/point-treatment.js";

export interface WeightedContrastSpec {
  readonly data?: DataTable;
  /** Numbers: a column of `data`, or values. Rows of weight 0 may be NaN. */
  readonly outcome: string | ArrayLike<number>;
  /** A column of `data`, or values: 0 and 1, or labels of two or more arms. */
  readonly treatment: string | ArrayLike<number> | ArrayLike<string>;
  /** Fitted weights, or plain ones (a column, or values), which are taken as known. */
  readonly weights: FittedWeights | string | ArrayLike<number>;
  /** Unit of each row; without it every row is a unit. */
  readonly cluster?: string | ArrayLike<number> | ArrayLike<string>;
  /** "stacked" (default) includes the fitted weight models; "robust" takes the weights as known (HC0). */
  readonly standardErrors?: "stacked" | "robust";
  /** The arm that others are compared with; default the first. */
  readonly reference?: string | number;
  /** Columns of a stabilising numerator, which arm means leave unadjusted; each is refused unless named here. */
  readonly omittedNumeratorColumns?: readonly string[];
}

/** Weighted means of the arms and their comparisons; influence values are by unit, in order of first appearance. */
export interface WeightedContrast {
  readonly levels: readonly (string | number)[];
  readonly reference: string | number;
  readonly means: readonly { readonly level: string | number; readonly mean: InfluenceEstimate }[];
  readonly contrasts: readonly {
    readonly level: string | number;
    /** Mean of the level minus that of the reference. */
    readonly difference: InfluenceEstimate;
    /** Mean of the level over that of the reference; null when the latter is 0. */
    readonly ratio: InfluenceEstimate | null;
  }[];
  readonly standardErrors: "stacked" | "robust";
}

const keys: readonly (keyof WeightedContrastSpec)[] = [
  "data",
  "outcome",
  "treatment",
  "weights",
  "cluster",
  "standardErrors",
  "reference",
  "omittedNumeratorColumns",
];

/**
 * Hájek means μ_a = Σ_a w Y / Σ_a w of a treatment taken once, their differences and ratios to the reference arm. "stacked"
 * errors include the uncertainty of the models behind the weights (M-estimation); "robust" ones leave it out and are
 * those of a weighted regression on the arms with HC0 errors.
 * @throws CausalError `contrast.spec`, `weights.focal`; PanelError `contrast.lengths`, `contrast.outcome`, `cluster.missing`;
 * CausalError `contrast.numerator-columns` for weights stabilised by covariates, which do not adjust for these (use
 * `marginalStructuralModel` with them in the model);
 * NotEstimableError `weights.one-arm`, `contrast.weights` (negative, not finite or all 0), `contrast.empty-arm`,
 * `weights.no-analytic-error` for weights whose models have no stacked error
 * Source: Lunceford & Davidian (2004), section 3; Stefanski & Boos (2002). Checked against What If 12.2, 12.3 and the
 * M-estimation, HC0 and survey errors of WeightIt and survey (test/reference/nhefs-weights.test.ts, lalonde.test.ts).
 */
export function weightedContrast(spec: WeightedContrastSpec): WeightedContrast {
  const unknown = unknownOption(spec, keys);
  if (unknown !== undefined) throw fault(unknown.message);
  checkCall("weightedContrast", spec, {
    data: optional(kinds.table),
    outcome: kinds.column,
    treatment: kinds.column,
    weights: kinds.weights,
    cluster: optional(kinds.column),
  });
  const standardErrors = spec.standardErrors ?? "stacked";
  if (standardErrors !== "stacked" && standardErrors !== "robust")
    throw fault(`standardErrors is "${standardErrors}"; expected stacked or robust`);
  const { rows, levels, arm } = pointTreatment({
    treatment: spec.treatment,
    ...(spec.data === undefined ? {} : { data: spec.data }),
  });
  const { weights, nuisances, numeratorColumns = [] } = weightsOf(spec, rows);
  const unadjusted = numeratorColumns.filter((name) => spec.omittedNumeratorColumns?.includes(name) !== true);
  if (unadjusted.length > 0)
    throw new CausalError(
      "contrast.numerator-columns",
      `weighted contrast: the stabilising numerator conditions on ${unadjusted.join(", ")}, so the weights do not adjust for them, and arm means do not either; fit a marginalStructuralModel that holds them, or leave them out of the numerator`,
      { columns: unadjusted },
    );
  const outcome = outcomeOf(spec, weights);
  const cluster =
    typeof spec.cluster === "string" ? tableColumn(tableOf(spec, "cluster"), spec.cluster) : spec.cluster;
  const clusters = rowClusters(cluster, rows);
  const reference = spec.reference === undefined ? 0 : levelIndex(levels, spec.reference);

  const sums = armSums(levels, arm, weights, outcome);
  const scores = levels.map((_, k) => {
    const score = new Float64Array(rows);
    for (let r = 0; r < rows; r++)
      if (arm[r] === k && weights[r]! > 0) score[r] = outcome[r]! - sums.mean[k]!;
    return score;
  });
  const inverse = new Float64Array(levels.length ** 2);
  levels.forEach((_, k) => {
    inverse[k * levels.length + k] = 1 / sums.weight[k]!;
  });
  const influence = stackedInfluence({
    scores,
    weights,
    inverse: { rows: levels.length, columns: levels.length, values: inverse },
    nuisances: standardErrors === "stacked" ? nuisances : [],
    clusters,
  });
  const sample = sampleOfRows(clusters, new Float64Array(arm), outcome);
  const means = levels.map((_, k) => ({
    estimate: sums.mean[k]!,
    influence: influence[k]!,
    sample,
  }));
  const base = means[reference]!;
  return Object.freeze({
    levels: Object.freeze([...levels]),
    reference: levels[reference]!,
    means: Object.freeze(levels.map((level, k) => Object.freeze({ level, mean: means[k]! }))),
    contrasts: Object.freeze(
      levels.flatMap((level, k) =>
        k === reference
          ? []
          : [
              Object.freeze({
                level,
                difference: difference(means[k]!, base),
                ratio: base.estimate === 0 ? null : ratio(means[k]!, base),
              }),
            ],
      ),
    ),
    standardErrors,
  });
}

function weightsOf(
  spec: WeightedContrastSpec,
  rows: number,
): Pick<FittedWeights, "weights" | "nuisances" | "numeratorColumns"> {
  const given = spec.weights;
  if (typeof given === "object" && !("nuisances" in given))
    checkValues(given, "weighted contrast: weights", true);
  const fitted =
    typeof given === "object" && "nuisances" in given
      ? given
      : {
          weights: new Float64Array(
            typeof given === "string" ? numberColumn(tableOf(spec, "weights"), given) : given,
          ),
          nuisances: [],
        };
  const { weights } = fitted;
  if (weights.length !== rows) throw lengthFault("weights", weights.length, rows);
  const bad = weights.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (bad >= 0 || weights.every((w) => w === 0))
    throw new NotEstimableError(
      "contrast.weights",
      bad >= 0
        ? `weighted contrast: the weight of row ${bad} is ${weights[bad]}; expected a finite number, at least 0`
        : `weighted contrast: all ${rows} weights are 0; no row takes part`,
      { row: bad },
    );
  return fitted;
}

/** Outcomes; those of rows without weight are never read and become 0. */
function outcomeOf(spec: WeightedContrastSpec, weights: Float64Array): Float64Array {
  if (typeof spec.outcome !== "string") checkValues(spec.outcome, "weighted contrast: outcome", true);
  const outcome = new Float64Array(
    typeof spec.outcome === "string" ? numberColumn(tableOf(spec, "outcome"), spec.outcome) : spec.outcome,
  );
  if (outcome.length !== weights.length) throw lengthFault("outcome", outcome.length, weights.length);
  for (let r = 0; r < outcome.length; r++) {
    const y = outcome[r]!;
    if (Number.isFinite(y)) continue;
    if (!(weights[r] === 0 && Number.isNaN(y)))
      throw new PanelError(
        "contrast.outcome",
        `weighted contrast: the outcome is ${y} in row ${r}, which has weight; expected a finite number`,
        { row: r },
      );
    outcome[r] = 0;
  }
  return outcome;
}

function armSums(
  levels: readonly (string | number)[],
  arm: Int32Array,
  weights: Float64Array,
  outcome: Float64Array,
): { readonly weight: Float64Array; readonly mean: Float64Array } {
  const weight = new Float64Array(levels.length);
  const moment = new Float64Array(levels.length);
  const origin = outcome[weights.findIndex((w) => w > 0)]!;
  for (let r = 0; r < weights.length; r++) {
    const k = arm[r]!;
    weight[k] = weight[k]! + weights[r]!;
    moment[k] = moment[k]! + weights[r]! * (outcome[r]! - origin);
  }
  levels.forEach((level, k) => {
    if (!(weight[k]! > 0))
      throw new NotEstimableError(
        "contrast.empty-arm",
        `weighted contrast: no row of arm "${level}" has weight; its mean does not exist`,
        { level },
      );
  });
  return { weight, mean: moment.map((sum, k) => origin + sum / weight[k]!) };
}

function tableOf(spec: WeightedContrastSpec, key: string): DataTable {
  if (spec.data !== undefined) return spec.data;
  throw fault(`${key} is a name, which needs data`);
}

const fault = (message: string) => new CausalError("contrast.spec", `weighted contrast: ${message}`);

const lengthFault = (name: string, length: number, rows: number) =>
  new PanelError(
    "contrast.lengths",
    `weighted contrast: ${name} has ${length} values, but the treatment ${rows}; every column has one value a row`,
    { name },
  );
