import { checkCall, having, kinds, optional } from "../../call-check.js";
import { CausalError, NotEstimableError, PanelError } from "../../errors.js";
import { clusterError } from "../../inference/cluster-error.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import { type DataTable, tableRows } from "../../models/terms/data-table.js";
import { encodeTerms } from "../../models/terms/encode-terms.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { unitRows } from "../../weights/longitudinal/unit-rows.js";
import type { MarginalStructuralModel } from "./marginal-structural-model.js";
import type { MsmStandardErrors } from "./msm-spec.js";

/** The risk by the end of the interval that begins at `time`. */
export interface RiskAtTime {
  readonly time: number;
  readonly risk: number;
  readonly standardError: number;
  /** risk ± critical value · standardError, by the delta method (as `confidenceInterval`: t below 50 clusters); not cut at 0 and 1. */
  readonly lower: number;
  readonly upper: number;
}

export interface RiskCurve {
  /** Those of the model. */
  readonly standardErrors: MsmStandardErrors;
  readonly rows: readonly RiskAtTime[];
  readonly estimates: readonly InfluenceEstimate[];
}

export interface RiskCurveOptions {
  /** Column of the time of each row. */
  readonly time: string;
  /** Column that tells profiles of baseline covariates apart; the curve is their mean. Default: one profile. */
  readonly profile?: string;
  /** Default 0.95. */
  readonly level?: number;
}

/**
 * Risk curve of a hazard model under a strategy: R(t) = mean over profiles of 1 - Π_{s ≤ t} (1 - h_s), h_s the modelled
 * hazard of the interval s, the interval t itself included: survival is 1 before the first interval, not after it.
 * Influence by the delta method, ∂R(t)/∂β = S(t) Σ_{s ≤ t} h_s x_s averaged over profiles, which are taken as given.
 * @param strategy  a row a profile and time, with the columns of the model's terms set to what the strategy says; every
 *   profile has the same times
 * @throws CausalError `msm.not-hazard`; PanelError `msm.profiles` (times differ), `design.not-finite`, as `unitRows` and
 * `encodeTerms`; NotEstimableError `msm.aliased` for a model with left-out terms
 * Source: Hernán & Robins, What If, section 17.4; Hernán (2010), Epidemiology 21(1). Checked against What If program 17.3 and
 * by derivatives by differences (test/estimators/marginal-structural-model.test.ts).
 */
export function riskCurve(
  model: MarginalStructuralModel,
  strategy: DataTable,
  options: RiskCurveOptions,
): RiskCurve {
  checkCall(
    "riskCurve",
    { model, strategy, options },
    {
      model: having("a fit of marginalStructuralModel", "coefficients", "estimates"),
      strategy: kinds.table,
      options: kinds.object,
    },
  );
  checkCall("riskCurve", options, { time: kinds.text, profile: optional(kinds.text) });
  const { time, profile, level = 0.95 } = options;
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  const { columns, table, profiles, times } = strategyRows(model, strategy, time, profile);
  const p = model.coefficients.length;
  const risks = new Float64Array(times.length);
  const slopes = times.map(() => new Float64Array(p));
  for (let i = 0; i < profiles.units; i++) {
    let survival = 1;
    const moved = new Float64Array(p);
    times.forEach((_, t) => {
      const row = profiles.order[profiles.starts[i]! + t]!;
      let predictor = 0;
      for (let j = 0; j < p; j++) predictor += columns[j]![row]! * model.coefficients[j]!.estimate;
      const hazard = 1 / (1 + Math.exp(-predictor));
      survival *= 1 - hazard;
      risks[t] = risks[t]! + (1 - survival) / profiles.units;
      for (let j = 0; j < p; j++) {
        moved[j] = moved[j]! + hazard * columns[j]![row]!;
        slopes[t]![j] = slopes[t]![j]! + (survival * moved[j]!) / profiles.units;
      }
    });
  }
  if (!risks.every(Number.isFinite))
    throw new PanelError(
      "design.not-finite",
      `a term of the strategy's ${table} rows is not a finite number`,
    );
  const estimates = times.map((_, t) => asEstimate(model, risks[t]!, slopes[t]!));
  return Object.freeze({
    standardErrors: model.standardErrors,
    estimates: Object.freeze(estimates),
    rows: Object.freeze(
      times.map((at, t) => {
        const risk = risks[t]!;
        const standardError = clusterError(estimates[t]!);
        const { lower, upper } = confidenceInterval(estimates[t]!, level);
        return Object.freeze({ time: at, risk, standardError, lower, upper });
      }),
    ),
  });
}

function strategyRows(
  model: MarginalStructuralModel,
  strategy: DataTable,
  time: string,
  profile: string | undefined,
) {
  const { basis } = model.fit;
  if (model.family !== "hazard" || basis === null || basis.offset !== "none")
    throw new CausalError(
      "msm.not-hazard",
      `a risk curve needs a model of family "hazard" without offset; this one is "${model.family}"`,
    );
  if (model.aliased.length > 0)
    throw new NotEstimableError(
      "msm.aliased",
      `the model left out ${model.aliased.join(", ")} as collinear in its rows; a strategy may set them apart, so drop them from the model first`,
      { aliased: model.aliased },
    );
  const table = tableRows(strategy);
  const named = new Map(encodeTerms(basis.terms, strategy, table).map(({ name, values }) => [name, values]));
  if (basis.intercept) named.set("intercept", new Float64Array(table).fill(1));
  const single = { ...strategy, " profile": new Float64Array(table) };
  const profiles = unitRows(profile === undefined ? single : strategy, profile ?? " profile", time, "visits");
  const count = table / profiles.units;
  const times = Array.from({ length: profiles.starts[1]! }, (_, t) => profiles.times[profiles.order[t]!]!);
  profiles.order.forEach((row, place) => {
    const i = Math.floor(place / count);
    if (profiles.starts[i] !== i * count || profiles.times[row] !== times[place % count])
      throw new PanelError(
        "msm.profiles",
        `profiles of the strategy have different times (row ${row}); expected the same times in each`,
        { row },
      );
  });
  return { columns: model.coefficients.map(({ term }) => named.get(term)!), table, profiles, times };
}

function asEstimate(
  model: MarginalStructuralModel,
  estimate: number,
  slope: Float64Array,
): InfluenceEstimate {
  const parts = Object.values(model.estimates);
  const influence = new Float64Array(parts[0]!.influence.length);
  parts.forEach((part, j) => {
    for (let i = 0; i < influence.length; i++) influence[i] = influence[i]! + slope[j]! * part.influence[i]!;
  });
  return Object.freeze({ estimate, influence, sample: parts[0]!.sample });
}
