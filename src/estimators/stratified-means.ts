import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { addNuisanceScores } from "../inference/nuisance-scores.js";
import type { PropensityModel } from "./propensity-model.js";
import { stackedArms } from "./stacked-arms.js";
import { strataOf } from "./strata-of.js";

/** Means by arm within strata of a score, and their averages over the strata's shares of all rows; [untreated, treated]. */
interface Stratified {
  readonly stratum: Int32Array;
  readonly share: Float64Array;
  readonly weight: readonly [Float64Array, Float64Array];
  readonly within: readonly [Float64Array, Float64Array];
  readonly mean: readonly [number, number];
}

/**
 * μ_a = Σ_s share_s · (weighted mean outcome of arm a in stratum s). A row contributes share_s · averaging ·
 * (Y - mean of its arm and stratum) / Σ averaging of those, and averaging · (stratum mean - μ_a) / Σ averaging. The
 * scores of the propensity are stacked with the derivative of μ_a by each coefficient as the difference quotient over one
 * (clustered) standard error to either side: rows change strata one by one, and only on that scale has μ_a a slope.
 * Source of the quotient: Hong, Mahajan & Nekipelov (2015), Journal of Econometrics 188(1).
 * @throws NotEstimableError `strata.empty-arm` naming the stratum without rows of an arm
 */
export function stratifiedMeans(design: Design, model: PropensityModel, strata: number): ArmInfluence {
  const logit = model.propensity.map((p) => Math.log(p / (1 - p)));
  const found = stratify(design, logit, strata);
  const { stratum, share, weight, within, mean } = found;
  const array = () => new Float64Array(design.rows);
  const own = { treated: array(), control: array(), shift: array() };
  const total = totalOf(weight);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const s = stratum[row]!;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const w = shard.averaging[r]!;
      const pull = w * (shard.outcome[r]! - within[arm][s]!) * share[s]!;
      own.treated[row] = (w * (within[1][s]! - mean[1])) / total;
      own.control[row] = (w * (within[0][s]! - mean[0])) / total;
      const rest = Math.max(weight[arm][s]! - w, 1e-12 * weight[arm][s]!);
      own.shift[row] = own.control[row]! - own.treated[row]! + ((arm === 1 ? -1 : 1) * pull) / rest;
      const part = arm === 1 ? own.treated : own.control;
      part[row] = part[row]! + pull / weight[arm][s]!;
    }
  const slopes = slopesByCoefficient(design, model, logit, strata);
  const scores = { treated: array(), control: array(), leverage: model.leverage() };
  addScores(design, model, slopes[1], scores.treated);
  addScores(design, model, slopes[0], scores.control);
  return stackedArms(design, { treated: mean[1], control: mean[0] }, own, [scores]);
}

function stratify(design: Design, score: Float64Array, strata: number): Stratified {
  const stratum = strataOf(design, score, strata);
  const weight = [new Float64Array(strata), new Float64Array(strata)] as const;
  const sum = [new Float64Array(strata), new Float64Array(strata)] as const;
  let origin = Number.NaN;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      if (Number.isNaN(origin)) origin = shard.outcome[r]!;
      const s = stratum[shard.firstRow + r]!;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      const w = shard.averaging[r]!;
      weight[arm][s] = weight[arm][s]! + w;
      sum[arm][s] = sum[arm][s]! + w * (shard.outcome[r]! - origin);
    }
  const total = totalOf(weight);
  const share = weight[0].map((untreated, s) => (untreated + weight[1][s]!) / total);
  const within = ([0, 1] as const).map((arm) =>
    weight[arm].map((w, s) => {
      if (share[s] === 0) return origin;
      if (w === 0)
        throw new NotEstimableError(
          "strata.empty-arm",
          `stratum ${s + 1} of ${strata} (by the propensity, lowest first) has no ${arm === 1 ? "treated" : "untreated"} row, or none once the propensity moves by its error; use fewer strata or restrict the population`,
          { stratum: s + 1, strata, arm },
        );
      return origin + sum[arm][s]! / w;
    }),
  );
  const mean = within.map(
    (values) => origin + values.reduce((all, value, s) => all + share[s]! * (value - origin), 0),
  );
  return { stratum, share, weight, within: [within[0]!, within[1]!], mean: [mean[0]!, mean[1]!] };
}

/** Difference quotients of both means by each coefficient, [terms] each; 0 for aliased terms and the intercept. */
function slopesByCoefficient(
  design: Design,
  model: PropensityModel,
  logit: Float64Array,
  strata: number,
): readonly [Float64Array, Float64Array] {
  const { fit } = model;
  const slopes = [new Float64Array(fit.terms.length), new Float64Array(fit.terms.length)] as const;
  const moved = new Float64Array(design.rows);
  const meansAt = (term: number, step: number) => {
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        moved[row] = logit[row]! + step * shard.covariates.values[term * shard.covariates.rows + r]!;
      }
    return stratify(design, moved, strata).mean;
  };
  for (let term = 1; term < fit.terms.length; term++) {
    const unit = new Float64Array(fit.terms.length);
    unit[term] = 1;
    const error = robustError(design, model, unit);
    if (error === 0) continue;
    const [up, down] = [meansAt(term, error), meansAt(term, -error)];
    for (const arm of [0, 1] as const) slopes[arm][term] = (up[arm] - down[arm]) / (2 * error);
  }
  return slopes;
}

/** Error of a combination of the coefficients, clustered by user: no scale of the weights and no copies of rows move it. */
function robustError(design: Design, model: PropensityModel, direction: Float64Array): number {
  const share = new Float64Array(design.rows);
  addScores(design, model, direction, share);
  const byUser = new Float64Array(design.users);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++)
      byUser[shard.user[r]!] = byUser[shard.user[r]!]! + share[shard.firstRow + r]!;
  return Math.sqrt(byUser.reduce((sum, value) => sum + value * value, 0));
}

function addScores(
  design: Design,
  { fit, residual }: PropensityModel,
  gradient: Float64Array,
  out: Float64Array,
): void {
  const direction = fit.solveInformation(gradient);
  let scratch = [new Float64Array(0), new Float64Array(0)] as const;
  for (const shard of design.shards) {
    if (scratch[0].length < shard.rows)
      scratch = [new Float64Array(shard.rows), new Float64Array(shard.rows)];
    residual(shard, scratch[0]);
    const own = out.subarray(shard.firstRow, shard.firstRow + shard.rows);
    addNuisanceScores(shard.covariates, scratch[0], direction, scratch[1], own);
  }
}

function totalOf(weight: readonly [Float64Array, Float64Array]): number {
  return weight[0].reduce((sum, value) => sum + value, 0) + weight[1].reduce((sum, value) => sum + value, 0);
}
