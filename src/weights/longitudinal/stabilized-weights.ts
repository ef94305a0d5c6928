import { CausalError } from "../../errors.js";
import { truncateWeights } from "../truncate-weights.js";
import type { FactorModel } from "./factor-model.js";
import { factorNuisances } from "./factor-nuisance.js";
import type { LongitudinalWeights } from "./longitudinal-weights.js";
import { type RiskSet, riskSet, treatmentKind } from "./risk-set.js";
import {
  checkSpec,
  isPerTime,
  type NumeratorTerms,
  type StabilizedWeightsSpec,
} from "./stabilized-weights-spec.js";
import { type Stage, stageFactors } from "./stage-factors.js";
import { unitRows } from "./unit-rows.js";
import { pullOnFactors, weightProducts } from "./weight-product.js";
import { type ResolvedTerms, resolvedColumns, resolveTerms, type WeightTerms } from "./weight-terms.js";
import { weightsByTime } from "./weights-by-time.js";

/**
 * Inverse-probability weights of treatments over time on a long table:
 * w_it = Π_{s ≤ t} f(A_s | numerator) / f(A_s | denominator) · P(stays_s | numerator) / P(stays_s | denominator),
 * over the rows of the unit that are at risk, treatment and censoring factors interleaved. Models are fitted on the same
 * rows: treatment where it is decided (at risk and available), staying where the unit is at risk. Weights by row of the
 * table; 0 where not at risk, lost, or a stretch is cut short. The nuisances carry the uncertainty of every fitted model,
 * numerators included; truncation cuts are held fixed. The numerator's size is what is asked for: nothing grows with
 * the number of times.
 * @throws CausalError `weights.spec`, `weights.sequence-effect`, `weights.kind`, `weights.time-terms`,
 * `weights.truncation`; PanelError as `unitRows`, `weights.indicator`, `weights.after-censoring`, `design.not-finite`;
 * NotEstimableError `weights.infinite`, and what the models throw, with the model's label
 * Source: Robins, Hernán & Brumback (2000), Epidemiology 11(5), equations 3-5; Hernán & Robins, What If, sections 12.6
 * and 21.2. Checked against WeightIt and ipw (test/reference/msm.test.ts, ipw.test.ts).
 */
export function stabilizedWeights(spec: StabilizedWeightsSpec): LongitudinalWeights {
  checkSpec(spec);
  const units = unitRows(spec.data, spec.unit, spec.time, spec.gaps);
  const risk = riskSet(spec.data, spec, units);
  const stages = stagesOf(spec, risk);
  const perTime = isPerTime(spec);
  const fitted = stages.flatMap(({ sign, ...stage }) =>
    stageFactors(stage, units.times, perTime).map((model) => ({ sign, model })),
  );
  const span = spec.product ?? "cumulative";
  const raw = new Float64Array(units.order.length);
  for (const { sign, model } of fitted) addFactors(raw, sign, model);

  const ofDay = spec.truncation?.of === "day" ? cutFactors(raw, risk, spec) : null;
  const untruncated = weightProducts(units, risk, raw, span);
  const weights = ofDay === null ? untruncated : weightProducts(units, risk, ofDay.logFactor, span);
  const pullOn = (sensitivity: Float64Array) =>
    pullOnFactors(
      units,
      weights.map((w, row) => (w === 0 ? 0 : w * sensitivity[row]!)),
      span,
    );
  const whole = {
    weights,
    untruncated,
    truncation: ofDay === null ? null : ofDay.truncation,
    nuisances: fitted.flatMap(({ sign, model }) => factorNuisances(model, sign, ofDay?.held ?? null, pullOn)),
    aliased: fitted.flatMap(({ model }) => model.aliased.map((term) => `${term} (${model.label})`)),
  };
  const { truncation } = spec;
  const final =
    truncation === undefined || ofDay !== null ? whole : truncateWeights(whole, ruleOf(truncation));
  return Object.freeze({
    ...final,
    byTime: weightsByTime({
      times: units.times,
      atRisk: risk.atRisk,
      used: final.weights,
      untruncated: final.untruncated,
      stabilised: spec.numerator !== "none",
    }),
    models: Object.freeze(
      fitted.map(({ model: { label, rows, coefficients } }) =>
        Object.freeze({ label, rows: rows.length, coefficients }),
      ),
    ),
    numeratorColumns: Object.freeze([
      ...new Set(
        stages
          .filter(({ sign }) => sign === 1)
          .flatMap(({ terms }) => resolvedColumns(terms))
          .filter((column) => column !== spec.time),
      ),
    ]),
  });
}

type SignedStage = Stage & { readonly sign: 1 | -1 };

function stagesOf(spec: StabilizedWeightsSpec, risk: RiskSet): readonly SignedStage[] {
  const { data, treatment, censoring } = spec;
  const kind = treatmentKind(data, treatment, risk.treatment, spec.kind);
  if (kind === "continuous" && spec.numerator === "none")
    throw new CausalError(
      "weights.spec",
      'stabilizedWeights: a continuous treatment needs a numerator density ("marginal" or terms): 1 / density has no mean',
    );
  const of = (label: string, sign: 1 | -1, terms: ResolvedTerms, censors: boolean): SignedStage => ({
    label,
    sign,
    data,
    terms,
    kind: censors ? "staying" : kind,
    outcome: censors ? censoring!.indicator : treatment,
    rows: censors ? risk.atRisk : risk.treatment,
  });
  const pair = (name: string, censors: boolean, denominator: WeightTerms, numerator: NumeratorTerms) => {
    const outcome = censors ? censoring!.indicator : treatment;
    const below = of(`${name}, denominator`, -1, resolveTerms(denominator, data, outcome), censors);
    if (numerator === "none") return [below];
    const terms =
      numerator === "marginal" ? { byTime: null, all: [] } : resolveTerms(numerator, data, outcome);
    return [below, of(`${name}, numerator`, 1, terms, censors)];
  };
  const stages = pair("treatment", false, spec.denominator, spec.numerator);
  if (censoring === undefined) return stages;
  const numerator =
    censoring.numerator ??
    (spec.numerator === "marginal" || spec.numerator === "none" ? spec.numerator : undefined);
  if (numerator === undefined)
    throw new CausalError(
      "weights.spec",
      'stabilizedWeights: censoring.numerator is missing; give terms, "marginal" or "none" (the treatment\'s terms are not taken over)',
    );
  return [...stages, ...pair("censoring", true, censoring.denominator, numerator)];
}

function addFactors(logFactor: Float64Array, sign: 1 | -1, model: FactorModel): void {
  model.rows.forEach((row, k) => {
    logFactor[row] = logFactor[row]! + sign * model.logFactor[k]!;
  });
}

/** Truncates the factor of each row at risk; a row that moved is held. */
function cutFactors(raw: Float64Array, risk: RiskSet, spec: StabilizedWeightsSpec) {
  const factors = raw.map((value, row) =>
    risk.atRisk[row] === 1 && risk.lost[row] === 0 ? Math.exp(value) : 0,
  );
  const cut = truncateWeights(
    { weights: factors, untruncated: factors, truncation: null, nuisances: [], aliased: [] },
    ruleOf(spec.truncation!),
  );
  const held = Uint8Array.from(factors, (factor, row) => (cut.weights[row] === factor ? 0 : 1));
  return {
    held,
    truncation: cut.truncation,
    logFactor: raw.map((value, row) => (held[row] === 1 ? Math.log(cut.weights[row]!) : value)),
  };
}

function ruleOf({ of: _, ...rule }: NonNullable<StabilizedWeightsSpec["truncation"]>) {
  return rule;
}
