import type { Design } from "../design/design.js";
import { ConvergenceError, NotEstimableError } from "../errors.js";
import { binomialLogit } from "../models/families/binomial-logit.js";

export interface FluctuationInput {
  readonly arm: 0 | 1;
  readonly kind: "weighted" | "covariate";
  /** Initial predictions of the arm's mean, strictly between 0 and 1, [rows]. */
  readonly initial: Float64Array;
  /** Their derivative with respect to the outcome model's linear predictor, [rows]. */
  readonly slope: Float64Array;
  /** P(A = 1 | L), [rows]. */
  readonly propensity: Float64Array;
  /** P(observed | A = arm, L), [rows]; 1 in every row when absent. */
  readonly chance?: Float64Array | undefined;
  /** Σ averaging. */
  readonly total: number;
}

/** A targeted mean and what moves it, on the scale of the fluctuated outcome, [rows] each. */
export interface Fluctuation {
  readonly epsilon: number;
  /** Q* of every row. */
  readonly targeted: Float64Array;
  /** What the fluctuation's own score adds to the mean's influence, and the row's leverage in it. */
  readonly score: Float64Array;
  readonly leverage: Float64Array;
  /** 1(A = a, observed) averaging · h (Y - Q*) / Σ averaging: that part of the efficient influence function. */
  readonly augmentation: Float64Array;
  /** Derivatives of the mean with respect to the linear predictors of the outcome, propensity and missingness models. */
  readonly onOutcome: Float64Array;
  readonly onPropensity: Float64Array;
  readonly onMissingness: Float64Array;
}

const mostSteps = 100;

/**
 * Solves Σ_{A = a, observed} averaging · h (Y - Q*) = 0 with h = 1 / (P(A = a | L) P(observed | A = a, L)), where
 * logit Q* = logit Q + ε ("weighted") or logit Q + ε h ("covariate"), by Newton's method with halved steps; the equation falls strictly in ε.
 * @throws ConvergenceError `tmle.not-converged`; NotEstimableError `tmle.at-bound` when every outcome of the arm is at
 * one end of the range, where ε has no finite value
 */
export function fluctuate(design: Design, input: FluctuationInput): Fluctuation {
  const { arm, initial, chance } = input;
  const h = input.propensity.map((p, row) => 1 / (arm === 1 ? p : 1 - p) / (chance?.[row] ?? 1));
  const step = input.kind === "covariate" ? h : h.map(() => 1);
  const logit = initial.map((q) => Math.log(q / (1 - q)));
  const epsilon = solveEpsilon(design, arm, h, step, logit);
  const targeted = logit.map((value, row) => binomialLogit.meanOf(value + epsilon * step[row]!));
  return { epsilon, targeted, ...derivatives(design, input, { h, step, epsilon, targeted }) };
}

function solveEpsilon(
  design: Design,
  arm: 0 | 1,
  h: Float64Array,
  step: Float64Array,
  logit: Float64Array,
): number {
  let epsilon = 0;
  let at = equation(0);
  if (at.atBound)
    throw new NotEstimableError(
      "tmle.at-bound",
      `all outcomes of ${arm === 1 ? "treated" : "untreated"} rows are at one end of the outcome's range, so there is nothing to target; give the range that the outcome can take`,
      { arm },
    );
  for (let k = 0; k < mostSteps; k++) {
    const move = at.score / at.information;
    if (!(Math.abs(move) > 1e-14 * (1 + Math.abs(epsilon)))) return epsilon;
    let factor = 1;
    let next = equation(epsilon + move);
    while (!(Math.abs(next.score) < Math.abs(at.score)) && factor > 1e-6) {
      factor /= 2;
      next = equation(epsilon + factor * move);
    }
    if (factor <= 1e-6) {
      if (Math.abs(move) < 1e-10 * (1 + Math.abs(epsilon))) return epsilon;
      break;
    }
    epsilon += factor * move;
    at = next;
  }
  throw new ConvergenceError(
    "tmle.not-converged",
    `the fluctuation of ${arm === 1 ? "treated" : "untreated"} rows did not settle in ${mostSteps} steps; look for fitted probabilities near 0 or 1`,
    { arm, score: at.score, iterations: mostSteps },
  );

  function equation(trial: number) {
    let score = 0;
    let information = 0;
    let least = 1;
    let most = 0;
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        if (shard.treatment[r] !== arm || shard.observed?.[r] === 0) continue;
        const row = shard.firstRow + r;
        const y = shard.outcome[r]!;
        const q = binomialLogit.meanOf(logit[row]! + trial * step[row]!);
        const w = shard.averaging[r]! * h[row]!;
        score += w * (y - q);
        information += w * step[row]! * q * (1 - q);
        least = Math.min(least, y);
        most = Math.max(most, y);
      }
    return { score, information, atBound: least === 1 || most === 0 };
  }
}

function derivatives(
  design: Design,
  { arm, kind, initial, slope, propensity, chance, total }: FluctuationInput,
  fit: {
    readonly h: Float64Array;
    readonly step: Float64Array;
    readonly epsilon: number;
    readonly targeted: Float64Array;
  },
): Omit<Fluctuation, "epsilon" | "targeted"> {
  const { h, step, epsilon, targeted } = fit;
  let onMean = 0;
  let information = 0;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const spread = shard.averaging[r]! * targeted[row]! * (1 - targeted[row]!) * step[row]!;
      onMean += spread / total;
      if (shard.treatment[r] === arm && shard.observed?.[r] !== 0) information += spread * h[row]!;
    }
  const c = onMean / information;
  const out = {
    score: new Float64Array(design.rows),
    leverage: new Float64Array(design.rows),
    augmentation: new Float64Array(design.rows),
    onOutcome: new Float64Array(design.rows),
    onPropensity: new Float64Array(design.rows),
    onMissingness: new Float64Array(design.rows),
  };
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]!;
      const own = shard.treatment[r] === arm && shard.observed?.[r] !== 0;
      const spread = targeted[row]! * (1 - targeted[row]!);
      const error = shard.outcome[r]! - targeted[row]!;
      const observed = chance?.[row] ?? 1;
      // derivatives of h by the linear predictors of the propensity and of the missingness model
      const dh = arm === 1 ? -(h[row]! - 1 / observed) : propensity[row]! * h[row]!;
      const dhObserved = -(1 - observed) * h[row]!;
      const onLogit = w * spread * (1 / total - (own ? c * h[row]! : 0));
      out.onOutcome[row] = (onLogit * slope[row]!) / (initial[row]! * (1 - initial[row]!));
      const byWeight = (by: number) =>
        (own ? c * w * by * error : 0) + (kind === "covariate" ? onLogit * epsilon * by : 0);
      out.onPropensity[row] = byWeight(dh);
      out.onMissingness[row] = byWeight(dhObserved);
      if (!own) continue;
      out.score[row] = c * w * h[row]! * error;
      out.leverage[row] = (w * h[row]! * spread * step[row]!) / information;
      out.augmentation[row] = (w * h[row]! * error) / total;
    }
  return out;
}
