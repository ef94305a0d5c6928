import { checkCall, kinds, optional } from "../call-check.js";
import type { Design, DesignShard } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { CausalError, NotEstimableError, PanelError } from "../errors.js";
import { armInfluence, type DominantRow } from "../inference/arm-influence.js";
import { factorise, solve } from "../numeric/cholesky.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { checkDesign } from "./check-design.js";
import { dotProduct } from "./dot-product.js";
import { withoutRow } from "./leave-one-out.js";

export interface RandomExposureOptions {
  /** Known probability of treatment at each decision, strictly between 0 and 1, in the design's row order, [rows]. */
  readonly probability: ArrayLike<number>;
  /** Constant probability that weights refer to and treatment is centred at; default the mean of the known ones. */
  readonly numerator?: number;
  /** Terms of the design that the effect is linear in, besides a constant; none by default. */
  readonly moderators?: readonly string[];
}

export interface RandomExposureFit {
  /** The effect at moderators 0 ("treatment"), then its change by a unit of each moderator ("treatment:term"). */
  readonly parameters: readonly { readonly term: string; readonly estimate: InfluenceEstimate }[];
  /** Rows whose removal moves the first parameter most. */
  readonly dominantRows: readonly DominantRow[];
  /** Covariates dropped as exactly collinear. */
  readonly aliased: readonly string[];
}

/**
 * The effect of an exposure that was randomised at each decision with known probabilities p: a causal excursion effect,
 * averaged over decisions. Weighted and centred least squares: the outcome on the design's covariates g and
 * (A - p̃) (1, moderators), with weights averaging · (p̃ / p)^A ((1 - p̃) / (1 - p))^(1 - A). Because treatment is centred
 * at p̃ and weighted to it, the effect is right whatever g leaves out; g only takes noise away. Errors are clustered by
 * user (rows summed within user) and have no part for p, which is known.
 * Source: Boruvka, Almirall, Witkiewitz & Murphy (2018), JASA 113(523), section 5 (without its small-sample factor).
 * Checked against: a two by two table worked by hand, and worlds with known truth and working models that are wrong.
 * @throws PanelError `design.invalid`, `randomExposure.probability` (length, or a value with its row); CausalError
 * `randomExposure.numerator`, `randomExposure.moderator`; NotEstimableError `estimator.empty-arm`, `randomExposure.no-support`
 */
export function randomExposure(design: Design, options: RandomExposureOptions): RandomExposureFit {
  checkCall("randomExposure", { design, options }, { design: kinds.design, options: kinds.object });
  checkCall("randomExposure", options, { probability: kinds.rows, moderators: optional(kinds.array) });
  const totals = checkDesign(design);
  refuseMissingOutcomes(design, totals.missing);
  const { weight } = totals;
  const { probability, moderators = [] } = options;
  checkProbability(design, probability);
  const numerator = options.numerator ?? meanProbability(design, probability, weight[0] + weight[1]);
  if (!(numerator > 0 && numerator < 1))
    throw new CausalError(
      "randomExposure.numerator",
      `the numerator is ${numerator}; expected a probability strictly between 0 and 1`,
    );
  const places = [0, ...moderators.map((name, k) => placeOf(design, name, moderators.indexOf(name) < k))];
  const p = design.terms.length;
  const size = p + places.length;
  const z = new Float64Array(size);
  const regress = (shard: DesignShard, r: number): number => {
    const a = shard.treatment[r]!;
    const known = probability[shard.firstRow + r]!;
    for (let j = 0; j < p; j++) z[j] = shard.covariates.values[j * shard.covariates.rows + r]!;
    places.forEach((place, k) => {
      z[p + k] = (a - numerator) * z[place]!;
    });
    return shard.averaging[r]! * (a === 1 ? numerator / known : (1 - numerator) / (1 - known));
  };

  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  let origin = Number.NaN;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      if (Number.isNaN(origin)) origin = shard.outcome[r]!;
      const w = regress(shard, r);
      for (let j = 0; j < size; j++) {
        moment[j] = moment[j]! + w * z[j]! * (shard.outcome[r]! - origin);
        for (let i = j; i < size; i++) gram[j * size + i] = gram[j * size + i]! + w * z[j]! * z[i]!;
      }
    }
  const factor = factorise(gram, size);
  const names = [...design.terms, "treatment", ...moderators.map((name) => `treatment:${name}`)];
  const lost = factor.aliased.find((column) => column >= p);
  if (lost !== undefined)
    throw new NotEstimableError(
      "randomExposure.no-support",
      `the rows do not determine "${names[lost]!}"; leave it out of the moderators, or drop covariates that decide treatment`,
      { term: names[lost]! },
    );
  const beta = solve(factor, moment);

  const parameters = places.map((_, k) => {
    const unit = new Float64Array(size);
    unit[p + k] = 1;
    const direction = solve(factor, unit);
    return armInfluence(design, { treated: beta[p + k]!, control: 0 }, (shard, out) => {
      for (let r = 0; r < shard.rows; r++) {
        const w = regress(shard, r);
        const residual = shard.outcome[r]! - origin - dotProduct(beta, z);
        out.treated[r] = w * residual * dotProduct(direction, z);
        if (k === 0) out.shift[r] = withoutRow(out.treated[r]!, w * dotProduct(solve(factor, z), z));
      }
    });
  });
  return {
    parameters: parameters.map(({ treated }, k) => ({ term: names[p + k]!, estimate: treated })),
    dominantRows: parameters[0]!.dominantRows,
    aliased: factor.aliased.map((column) => names[column]!),
  };
}

function checkProbability(design: Design, probability: ArrayLike<number>): void {
  if (probability.length !== design.rows)
    throw new PanelError(
      "randomExposure.probability",
      `found ${probability.length} known probabilities; expected one for each of ${design.rows} analysis rows`,
    );
  for (let row = 0; row < design.rows; row++)
    if (!(probability[row]! > 0 && probability[row]! < 1))
      throw new PanelError(
        "randomExposure.probability",
        `analysis row ${row}: the known probability is ${probability[row]}; expected one strictly between 0 and 1 (leave out decisions that were not randomised)`,
        { row },
      );
}

function meanProbability(design: Design, probability: ArrayLike<number>, total: number): number {
  let sum = 0;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) sum += shard.averaging[r]! * probability[shard.firstRow + r]!;
  return sum / total;
}

function placeOf(design: Design, name: string, twice: boolean): number {
  const place = design.terms.indexOf(name);
  if (place < 1 || twice)
    throw new CausalError(
      "randomExposure.moderator",
      twice
        ? `moderator "${name}" is named twice`
        : `"${name}" is no term of the design; moderators are among ${design.terms.slice(1).join(", ") || "(none)"}`,
      { name },
    );
  return place;
}
