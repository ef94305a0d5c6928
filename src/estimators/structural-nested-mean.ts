import { checkCall, kinds, optional } from "../call-check.js";
import type { Design, DesignShard } from "../design/design.js";
import { CausalError, NotEstimableError } from "../errors.js";
import { factorise, solve } from "../numeric/cholesky.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { aliasedTerms } from "./aliased-terms.js";
import { dotProduct } from "./dot-product.js";
import type { EstimatorFit } from "./estimator.js";
import { withoutRow } from "./leave-one-out.js";
import { modelsFor, type NuisanceModels } from "./nuisance-models.js";
import { stackedArms } from "./stacked-arms.js";

export interface StructuralNestedMeanOptions {
  /** Terms of the design that the effect is linear in, besides a constant; none by default. */
  readonly modifiers?: readonly string[];
}

export interface StructuralNestedMeanFit extends Omit<EstimatorFit, "estimator"> {
  /** ψ: the effect at modifiers 0 ("treatment"), then its change by a unit of each modifier ("treatment:term"). */
  readonly parameters: readonly { readonly term: string; readonly estimate: InfluenceEstimate }[];
}

/**
 * G-estimation of a structural nested mean model for one time point, in closed form. The effect of treatment is
 * V'ψ, V a constant and the modifiers; ψ makes the outcome freed of it, H = Y - A V'ψ, uncorrelated with A - P(A = 1 | L)
 * given V: Σ averaging · (A - e) V H = 0, so ψ = [Σ averaging · (A - e) A V V']⁻¹ Σ averaging · (A - e) V Y. The arm means
 * are those of H and H + V'ψ over all rows. The propensity's scores are stacked into φ; by its linear predictor, a row's
 * equation has the derivative -averaging · e (1 - e) V H. An outcome model is not needed.
 * Source: Robins (1994); Hernán & Robins, What If, section 14.5 and program 14.3. Checked against: What If 14.3 (one and
 * two parameters, weighted) and zEpid's GEstimationSNM.
 * @throws CausalError `snm.modifier` for a name that is no term of the design, or twice; NotEstimableError `snm.no-support`
 * when the rows do not determine ψ; what the propensity model throws
 */
export function structuralNestedMean(
  design: Design,
  options: StructuralNestedMeanOptions = {},
  given?: NuisanceModels,
): StructuralNestedMeanFit {
  checkCall("structuralNestedMean", { design, options }, { design: kinds.design, options: kinds.object });
  checkCall("structuralNestedMean", options, { modifiers: optional(kinds.array) });
  const modifiers = options.modifiers ?? [];
  const columns = [0, ...modifiers.map((name, k) => termIndex(design, name, modifiers.indexOf(name) < k))];
  const models = modelsFor(design, given);
  const propensity = models.propensity();
  const e = propensity.propensity;
  const total = models.totals.weight[0] + models.totals.weight[1];
  const centre =
    (models.totals.weight[0] * models.totals.mean[0] + models.totals.weight[1] * models.totals.mean[1]) /
    total;
  const q = columns.length;
  const value = (shard: DesignShard, r: number, k: number) =>
    shard.covariates.values[columns[k]! * shard.covariates.rows + r]!;

  const { psi, factor, treatedSum, untreatedSum } = solvePsi();
  const freed = new Float64Array(design.rows);
  const blip = new Float64Array(design.rows);
  const mean: [number, number] = [0, 0];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      for (let k = 0; k < q; k++) blip[row] = blip[row]! + psi[k]! * value(shard, r, k);
      freed[row] = shard.outcome[r]! - centre - shard.treatment[r]! * blip[row]!;
      mean[0] += (shard.averaging[r]! * freed[row]!) / total;
      mean[1] += (shard.averaging[r]! * (freed[row]! + blip[row]!)) / total;
    }

  const onControl = treatedSum.map((sum) => -sum / total);
  const onTreated = untreatedSum.map((sum) => sum / total);
  const arms = influenceOf(
    { treated: centre + mean[1], control: centre + mean[0] },
    { treated: onTreated, control: onControl },
    mean,
  );
  const zero = new Float64Array(q);
  return {
    ...arms,
    parameters: columns.map((_, k) => {
      const unit = zero.map((__, j) => (j === k ? 1 : 0));
      const one = influenceOf({ treated: psi[k]!, control: 0 }, { treated: unit, control: zero }, undefined);
      return { term: k === 0 ? "treatment" : `treatment:${modifiers[k - 1]!}`, estimate: one.treated };
    }),
    aliased: aliasedTerms([{ model: "propensity model", fit: propensity.fit }]),
  };

  function solvePsi() {
    const gram = new Float64Array(q * q);
    const moment = new Float64Array(q);
    const treatedSum = new Float64Array(q);
    const untreatedSum = new Float64Array(q);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const a = shard.treatment[r]!;
        const w = shard.averaging[r]!;
        const residual = w * (a - e[shard.firstRow + r]!);
        for (let k = 0; k < q; k++) {
          const v = value(shard, r, k);
          moment[k] = moment[k]! + residual * v * (shard.outcome[r]! - centre);
          (a === 1 ? treatedSum : untreatedSum)[k]! += w * v;
          for (let j = k; j < q; j++)
            gram[k * q + j] = gram[k * q + j]! + residual * a * v * value(shard, r, j);
        }
      }
    const factor = factorise(gram, q);
    const lost = factor.aliased[0];
    if (lost !== undefined)
      throw new NotEstimableError(
        "snm.no-support",
        `the rows do not determine how the effect changes with "${lost === 0 ? "intercept" : modifiers[lost - 1]!}"; leave it out of the modifiers`,
        { term: lost === 0 ? "intercept" : modifiers[lost - 1]! },
      );
    return { psi: solve(factor, moment), factor, treatedSum, untreatedSum };
  }

  /** Influence of two numbers with these derivatives by ψ; with `centres`, they are means of freed outcomes as well. */
  function influenceOf(
    means: { readonly treated: number; readonly control: number },
    gradient: { readonly treated: Float64Array; readonly control: Float64Array },
    centres: readonly [number, number] | undefined,
  ) {
    const direction = { treated: solve(factor, gradient.treated), control: solve(factor, gradient.control) };
    const array = () => new Float64Array(design.rows);
    const own = { treated: array(), control: array(), shift: array() };
    const ofPsi = { treated: array(), control: array(), leverage: array() };
    const slopes = { treated: array(), control: array() };
    const v = new Float64Array(q);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const w = shard.averaging[r]!;
        const a = shard.treatment[r]!;
        const p = e[row]!;
        for (let k = 0; k < q; k++) v[k] = value(shard, r, k);
        for (const part of ["treated", "control"] as const) {
          const along = dotProduct(direction[part], v);
          ofPsi[part][row] = w * (a - p) * freed[row]! * along;
          slopes[part][row] = -w * p * (1 - p) * freed[row]! * along;
        }
        ofPsi.leverage[row] = w * (a - p) * a * dotProduct(solve(factor, v), v);
        if (centres === undefined) continue;
        own.treated[row] = (w * (freed[row]! + blip[row]! - centres[1])) / total;
        own.control[row] = (w * (freed[row]! - centres[0])) / total;
        own.shift[row] = withoutRow(own.treated[row]! - own.control[row]!, w / total);
      }
    const fromScores = { treated: array(), control: array(), leverage: propensity.leverage() };
    propensity.addScores(slopes.treated, fromScores.treated);
    propensity.addScores(slopes.control, fromScores.control);
    return stackedArms(design, means, own, [ofPsi, fromScores]);
  }
}

function termIndex(design: Design, name: string, twice: boolean): number {
  const index = design.terms.indexOf(name);
  if (index < 1 || twice)
    throw new CausalError(
      "snm.modifier",
      twice
        ? `modifier "${name}" is named twice`
        : `"${name}" is no term of the design; modifiers are among ${design.terms.slice(1).join(", ") || "(none)"}`,
      { name },
    );
  return index;
}
