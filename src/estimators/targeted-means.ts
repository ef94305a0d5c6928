import { checkCall, kinds, oneOf, optional } from "../call-check.js";
import type { Design } from "../design/design.js";
import { CausalError, NotEstimableError, PanelError, refuseUnknownOptions } from "../errors.js";
import { aliasedTerms } from "./aliased-terms.js";
import { averageOfRows } from "./average-of-rows.js";
import { bracketContributions } from "./bracket-contributions.js";
import type { EstimatorFit } from "./estimator.js";
import { fluctuate } from "./fluctuate.js";
import { modelsFor, type NuisanceModels } from "./nuisance-models.js";
import { fitOutcomeModel, type OutcomeForm } from "./outcome-model.js";
import { stabilisedWeights } from "./stabilised-weights.js";
import { type ScoreShares, scoreShares, scoreSharesByArm, stackedArms } from "./stacked-arms.js";
import { weightsOfObserved } from "./weights-of-observed.js";

export interface TargetedOptions {
  /** Default: logistic in each arm. A linear form is fitted to the scaled outcome, its predictions kept in [0.0005, 0.9995]. */
  readonly outcome?: Partial<OutcomeForm>;
  /**
   * "weighted" (default) fluctuates by an intercept with weights 1 / P(A = a | L); "covariate" by the clever covariate
   * 1 / P(A = a | L), as the first papers did, which moves more where that is large. Where outcomes are missing both are
   * 1 / (P(A = a | L) P(observed | A = a, L)), and only rows whose outcome is observed take part.
   */
  readonly fluctuation?: "weighted" | "covariate";
  /** "efficient" keeps the efficient influence function alone; "stacked" (default) adds every model's scores. */
  readonly variance?: "stacked" | "efficient";
  /** Least and greatest value that the outcome can take; default its observed range, held fixed in φ. */
  readonly range?: readonly [number, number];
  /**
   * Keeps the scaled outcome itself within [bound, 1 - bound], as some programs do (zEpid: 0.0005); at least 0, under 0.5.
   * Default 0: outcomes as they are.
   */
  readonly bound?: number;
}

/** Linear predictions are kept this far from the bounds of the scaled outcome. */
const margin = 0.0005;

/**
 * μ_a = Σ averaging · Q*_a / Σ averaging on the outcome's own scale. A row contributes averaging · (Q*_a - μ_a) /
 * Σ averaging and, through the fluctuation ε_a, c_a · 1(A = a) averaging · h (Y - Q*_a) with c_a = (dμ_a/dε_a) over the
 * information of ε_a; the outcome model and the propensity enter by their scores, both directly and through ε_a.
 *
 * In a design with missing outcomes (`observed` of `designFromColumns`) the outcome model and the fluctuation are fitted
 * where the outcome is observed, h has P(observed | A = a, L) too, and the average goes over all rows: consistent when
 * outcomes are missing at random given A and L and either the outcome model or both other models are right. That model's
 * score enters as the propensity's does. Source: Gruber & van der Laan (2012), Journal of Statistical Software 51(13). Checked
 * against zEpid 0.9.1.
 * @throws CausalError `call.argument`, `tmle.option`, `tmle.range`, `tmle.bound`; NotEstimableError `tmle.constant-outcome`; PanelError `tmle.outside-range` naming the row; what the models throw
 */
export function targetedMeans(
  design: Design,
  given: NuisanceModels | undefined,
  options: TargetedOptions = {},
): Omit<EstimatorFit, "estimator"> {
  checkCall("targetedMeans", { design, options }, { design: kinds.design, options: kinds.object });
  refuseUnknownOptions("tmle", options, ["outcome", "fluctuation", "variance", "range", "bound"]);
  checkCall("targetedMeans", options, {
    outcome: optional(kinds.object),
    fluctuation: optional(oneOf(["weighted", "covariate"])),
    variance: optional(oneOf(["stacked", "efficient"])),
  });
  const form = formOf(options.outcome);
  const models = modelsFor(design, given, "modelled");
  const total = models.totals.weight[0] + models.totals.weight[1];
  const { low, span } = rangeOf(design, options.range);
  const scaled = scaledDesign(design, low, span, boundOf(options.bound));
  const propensity = models.propensity();
  const missingness = models.missingness();
  const weights = stabilisedWeights(design, propensity.propensity, models.totals.weight[1] / total);
  const outcome = fitOutcomeModel(scaled, models.averageTerms(), form);
  const kind = options.fluctuation ?? "weighted";

  const arms = ([0, 1] as const).map((arm) => {
    const initial = new Float64Array(design.rows);
    for (const shard of scaled.shards)
      outcome.predict(shard, arm, initial.subarray(shard.firstRow, shard.firstRow + shard.rows));
    const slope = initial.map((mean) => outcome.meanSlope(mean));
    if (form.link === "identity")
      initial.forEach((mean, row) => {
        initial[row] = Math.min(Math.max(mean, margin), 1 - margin);
        if (initial[row] !== mean) slope[row] = 0;
      });
    return fluctuate(scaled, {
      arm,
      kind,
      initial,
      slope,
      propensity: propensity.propensity,
      chance: missingness?.chance[arm],
      total,
    });
  });
  const [control, treated] = [arms[0]!, arms[1]!];
  const mean = [
    averageOfRows(design, control.targeted, total),
    averageOfRows(design, treated.targeted, total),
  ] as const;
  const own = bracketContributions(design, [control.targeted, treated.targeted], mean, total);
  const shares: ScoreShares[] = [];
  if (options.variance === "efficient") {
    // the efficient influence function has h / total for c_a · h
    addTo(own.treated, treated.augmentation);
    addTo(own.control, control.augmentation);
    for (let row = 0; row < design.rows; row++) own.shift[row] = own.control[row]! - own.treated[row]!;
  } else {
    shares.push({ treated: treated.score, control: control.score, leverage: treated.leverage });
    for (let row = 0; row < design.rows; row++)
      shares[0]!.leverage[row] = treated.leverage[row]! + control.leverage[row]!;
    shares.push(scoreSharesByArm(outcome, { treated: treated.onOutcome, control: control.onOutcome }));
    shares.push(scoreShares(propensity, { treated: treated.onPropensity, control: control.onPropensity }));
    if (missingness !== undefined)
      shares.push(
        scoreSharesByArm(missingness, { treated: treated.onMissingness, control: control.onMissingness }),
      );
  }
  for (const part of [own, ...shares]) rescale(part, span);
  for (let row = 0; row < design.rows; row++) own.shift[row] = own.shift[row]! * span;
  return {
    ...stackedArms(design, { treated: low + span * mean[1], control: low + span * mean[0] }, own, shares),
    weighting: {
      propensity: propensity.propensity,
      weight: weightsOfObserved(design, weights.used, missingness),
      truncatedRows: 0,
    },
    aliased: aliasedTerms([
      { model: "propensity model", fit: propensity.fit },
      ...(missingness === undefined ? [] : [missingness]),
      ...outcome.models,
    ]),
  };
}

function formOf(given: Partial<OutcomeForm> = {}): OutcomeForm {
  refuseUnknownOptions("tmle", given, ["arms", "link"]);
  checkCall("targetedMeans, outcome", given, {
    arms: optional(oneOf(["separate", "together"])),
    link: optional(oneOf(["logit", "identity"])),
  });
  return { arms: given.arms ?? "separate", link: given.link ?? "logit" };
}

function addTo(sum: Float64Array, more: Float64Array): void {
  for (let row = 0; row < sum.length; row++) sum[row] = sum[row]! + more[row]!;
}

function rescale(
  part: { readonly treated: Float64Array; readonly control: Float64Array },
  span: number,
): void {
  for (const values of [part.treated, part.control])
    for (let row = 0; row < values.length; row++) values[row] = values[row]! * span;
}

function rangeOf(design: Design, range: readonly [number, number] | undefined) {
  if (range !== undefined && !(range[1] - range[0] > 0 && Number.isFinite(range[1] - range[0])))
    throw new CausalError("tmle.range", `the range is [${range.join(", ")}]; expected two ascending numbers`);
  let [low, high] = range ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      if (shard.observed?.[r] === 0) continue;
      const y = shard.outcome[r]!;
      if (range !== undefined && (y < low || y > high))
        throw new PanelError(
          "tmle.outside-range",
          `analysis row ${shard.firstRow + r}: the outcome is ${y}, outside the range [${low}, ${high}]; widen the range or leave it out`,
          { row: shard.firstRow + r },
        );
      if (range === undefined) {
        low = Math.min(low, y);
        high = Math.max(high, y);
      }
    }
  if (!(high > low))
    throw new NotEstimableError(
      "tmle.constant-outcome",
      `the outcome is ${low} in every row, so there is nothing to target; check the outcome column`,
      { outcome: low },
    );
  return { low, span: high - low };
}

function boundOf(bound = 0): number {
  if (!(bound >= 0 && bound < 0.5))
    throw new CausalError(
      "tmle.bound",
      `the bound is ${String(bound)}; expected a number from 0 to under 0.5`,
    );
  return bound;
}

/** The design with its outcome on [bound, 1 - bound]; nothing else is copied. */
function scaledDesign(design: Design, low: number, span: number, bound: number): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      outcome: shard.outcome
        .subarray(0, shard.rows)
        .map((y) => Math.min(Math.max((y - low) / span, bound), 1 - bound)),
    })),
  };
}
