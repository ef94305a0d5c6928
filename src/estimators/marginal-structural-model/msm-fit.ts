import { CausalError, NotEstimableError } from "../../errors.js";
import type { RowClusters } from "../../inference/row-clusters.js";
import { stackedInfluence } from "../../inference/stacked-influence.js";
import { glm } from "../../models/glm.js";
import type { GlmRecord } from "../../models/glm-record.js";
import type { ModelSpec } from "../../models/model-spec.js";
import { columnOf } from "../../numeric/matrix.js";
import type { WeightNuisance } from "../../weights/fitted-weights.js";
import type { MsmRows } from "./msm-rows.js";
import type { MarginalStructuralModelSpec, MsmFamily } from "./msm-spec.js";
import { type OnePassFit, onePassFit } from "./one-pass-fit.js";

/** The weighted regression of a marginal structural model with the influence of its clusters. */
export interface MsmFit {
  readonly terms: readonly string[];
  readonly estimates: ArrayLike<number>;
  readonly aliased: readonly string[];
  /** [terms][clusters], without the cluster correction. */
  readonly influence: readonly Float64Array[];
  /** The regression row by row; after a fit in one pass it is made by this call, from the columns of `data`. */
  readonly record: () => GlmRecord;
}

/**
 * Fits in one pass where that is as good, else by `glm`.
 * @throws what `glm` throws; NotEstimableError `msm.hazard`, `inference.overflow`; `record`: CausalError `msm.data-changed`
 */
export function msmFit(
  spec: MarginalStructuralModelSpec,
  rows: MsmRows,
  clusters: RowClusters,
  nuisances: readonly WeightNuisance[],
): MsmFit {
  const quick = onePassFit(spec, rows, clusters, nuisances);
  const { family } = spec;
  const design =
    spec.formula === undefined ? { outcome: spec.outcome!, terms: spec.terms! } : { formula: spec.formula };
  if (quick !== undefined)
    return { ...quick, aliased: [], record: () => unchanged(weightedFit(design, family, rows), quick) };
  const fit = weightedFit(design, family, rows);
  return {
    terms: fit.coefficients.map(({ term }) => term),
    estimates: fit.coefficients.map(({ estimate }) => estimate),
    aliased: fit.aliased,
    record: () => fit,
    influence: stackedInfluence({
      scores: unitScores(fit, rows),
      weights: rows.weights,
      inverse: {
        ...fit.covariance,
        values: fit.covariance.values.map((value) => value / fit.dispersion),
      },
      nuisances,
      clusters,
    }),
  };
}

function weightedFit(
  design: Pick<ModelSpec, "formula" | "outcome" | "terms">,
  family: MsmFamily,
  rows: MsmRows,
): GlmRecord {
  const hazard = family === "hazard";
  const fit = glm({
    ...design,
    data: rows.table,
    weights: rows.keptWeights,
    family: hazard ? "binomial" : family,
  });
  const bad = hazard ? fit.outcome.findIndex((y) => y !== 0 && y !== 1) : -1;
  const row = rows.kept?.[bad] ?? bad;
  if (bad >= 0)
    throw new NotEstimableError(
      "msm.hazard",
      `the event of row ${row} is ${fit.outcome[bad]}; a hazard model takes 1 in the interval of the event and 0 in intervals without`,
      { row },
    );
  return fit;
}

/** Refuses a regression on columns that are no longer those of the one pass. */
function unchanged(fit: GlmRecord, { estimates, deviance }: OnePassFit): GlmRecord {
  const same =
    fit.coefficients.length === estimates.length &&
    Math.abs(fit.deviance - deviance) <= 1e-8 * deviance &&
    fit.coefficients.every(
      ({ estimate, standardError }, j) =>
        Math.abs(estimate - estimates[j]!) <= 1e-8 * (Math.abs(estimate) + standardError),
    );
  if (same) return fit;
  throw new CausalError(
    "msm.data-changed",
    "marginalStructuralModel: columns of data were changed after the fit, so `fit` cannot tell its rows; read `fit` before you change them, or fit again",
  );
}

/** x_rj (y - μ) μ' / V of each row of the table, per unit of weight; 0 in rows that take no part. */
function unitScores(fit: GlmRecord, { all, count, kept, keptWeights }: MsmRows): Float64Array[] {
  const perWeight = new Float64Array(count);
  for (let k = 0; k < count; k++) perWeight[k] = fit.scores[k]! / keptWeights[k]!;
  return Array.from({ length: fit.coefficients.length }, (_, j) => {
    const out = new Float64Array(all);
    const x = columnOf(fit.design, j);
    for (let k = 0; k < count; k++) out[kept === null ? k : kept[k]!] = x[k]! * perWeight[k]!;
    return out;
  });
}
