import { checkCall, having, kinds } from "../../call-check.js";
import type { Design } from "../../design/design.js";
import { CausalError, NotEstimableError } from "../../errors.js";
import { combine } from "../../inference/combine.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { meanOfRows } from "../mean-of-rows.js";
import type { ConfounderStrength } from "./robustness-value.js";

const boundPartsKind = having(
  "the parts of a bound, as boundParts returns them",
  "effect",
  "residualVariance",
  "precision",
);

/** What the bound is made of; all three about the same rows. */
export interface BoundParts {
  readonly effect: InfluenceEstimate;
  /** σ² = E[(Y - g)²], squared unit of the outcome. */
  readonly residualVariance: InfluenceEstimate;
  /** ν² = E[α²], α the Riesz representer of the effect. */
  readonly precision: InfluenceEstimate;
}

export interface BoundRows {
  /** Y - g(A, L), [rows]. */
  readonly residual: Float64Array;
  /** α(A, L): A / e - (1 - A) / (1 - e) for the average effect, [rows]. */
  readonly representer: Float64Array;
  /** α(1, L) - α(0, L), the effect's functional of α: 1 / e + 1 / (1 - e) for the average effect, [rows]. */
  readonly functional: Float64Array;
}

/**
 * σ² and ν² with their influence by user. ν² = E[2 m(α) - α²], m the functional of the effect, which errors of the fitted
 * α move in second order only; σ² has that property already.
 * @throws NotEstimableError `bound.precision` when ν² comes out at 0 or below, `bound.residual` without residuals
 * Source: Chernozhukov, Cinelli, Newey, Sharma & Syrgkanis (2022), section 4.
 */
export function boundParts(design: Design, effect: InfluenceEstimate, rows: BoundRows): BoundParts {
  checkCall(
    "boundParts",
    { design, effect, rows },
    {
      design: kinds.design,
      effect: kinds.estimate,
      rows: having("rows, as representerRows returns them", "residual", "representer", "functional"),
    },
  );
  const { residual, representer, functional } = rows;
  const residualVariance = meanOfRows(
    design,
    residual.map((e) => e * e),
  );
  const precision = meanOfRows(
    design,
    representer.map((alpha, row) => 2 * functional[row]! - alpha * alpha),
  );
  if (!(residualVariance.estimate > 0))
    throw new NotEstimableError(
      "bound.residual",
      "the outcome model leaves no residuals, so a hidden confounder has nothing to explain",
    );
  if (!(precision.estimate > 0 && Number.isFinite(precision.estimate)))
    throw new NotEstimableError(
      "bound.precision",
      `the mean square of the weights comes out at ${precision.estimate}: fitted probabilities near 0 or 1 carry it; look at the overlap`,
      { precision: precision.estimate },
    );
  return { effect, residualVariance, precision };
}

/** Where an effect can lie when a confounder of a given strength is left out; unit of the outcome. */
export interface ConfoundingBound {
  /** Largest bias: S · sqrt(ofOutcome · ofTreatment / (1 - ofTreatment)). */
  readonly bias: number;
  readonly lower: number;
  readonly upper: number;
  /** Lower confidence limit of `lower` and upper of `upper`; at strength 0 the effect's own interval. */
  readonly confidenceLower: number;
  readonly confidenceUpper: number;
}

/**
 * The effect with a hidden confounder lies within effect ± S · C_Y · C_A, S² = σ² ν². `ofOutcome` = C_Y² is the share of
 * the outcome's residual variance that the confounder explains; `ofTreatment` = 1 - R² of α on its fitted version, the
 * share of the true representer's variance that is missed (treatment's residual variance explained, in a partially
 * linear model), and C_A² = ofTreatment / (1 - ofTreatment). Limits by the delta method on the three influence functions,
 * clustered by user.
 * @throws CausalError `bound.strength`, `inference.level`
 * Source: Chernozhukov et al. (2022), theorem 2 and section 4. Checked against: Cinelli & Hazlett (2020) in the partially
 * linear model; a world with a confounder of known strength (test/falsification/omitted-variable-bound.test.ts).
 */
export function confoundingBound(
  parts: BoundParts,
  strength: ConfounderStrength,
  level = 0.95,
): ConfoundingBound {
  checkCall(
    "confoundingBound",
    { parts, strength },
    { parts: boundPartsKind, strength: having("a strength", "ofTreatment", "ofOutcome") },
  );
  const reach = reachOf(strength);
  const lower = shifted(parts, -reach);
  const upper = shifted(parts, reach);
  return {
    bias: reach * scaleOf(parts),
    lower: lower.estimate,
    upper: upper.estimate,
    confidenceLower: confidenceInterval(lower, level).lower,
    confidenceUpper: confidenceInterval(upper, level).upper,
  };
}

/** S = sqrt(σ² ν²), the bias of a confounder with C_Y = C_A = 1; unit of the outcome. */
export const scaleOf = ({ residualVariance, precision }: BoundParts): number =>
  Math.sqrt(residualVariance.estimate * precision.estimate);

export interface BoundRobustness {
  /** Strength, the same for treatment and outcome, at which the bound reaches 0. */
  readonly value: number;
  /** The same for the confidence limit of the bound; 0 when the interval holds 0 as it is. */
  readonly significanceValue: number;
}

/**
 * The robustness value: with f = |effect| / S, (sqrt(f⁴ + 4 f²) - f²) / 2; for significance the strength at which the
 * confidence limit on the side of 0 reaches it, by bisection.
 * @throws CausalError `inference.level`
 * Source: Chernozhukov et al. (2022), section 2; Cinelli & Hazlett (2020), equation 19.
 */
export function boundRobustness(parts: BoundParts, level = 0.95): BoundRobustness {
  checkCall("boundRobustness", { parts }, { parts: boundPartsKind });
  const f = Math.abs(parts.effect.estimate) / scaleOf(parts);
  const positive = parts.effect.estimate > 0;
  const holdsNothing = (share: number) => {
    const end = shifted(parts, (positive ? -1 : 1) * reachOf({ ofTreatment: share, ofOutcome: share }));
    const { lower, upper } = confidenceInterval(end, level);
    return positive ? lower > 0 : upper < 0;
  };
  const value = (Math.sqrt(f ** 4 + 4 * f * f) - f * f) / 2;
  if (!holdsNothing(0)) return { value, significanceValue: 0 };
  let [low, high] = [0, value];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (holdsNothing(middle)) low = middle;
    else high = middle;
  }
  return { value, significanceValue: low };
}

/**
 * The strength of a hidden confounder like observed covariates, from σ² and ν² of the analysis and of one without them:
 * ofOutcome = (σ²_without - σ²) / σ², ofTreatment = (ν² - ν²_without) / ν²_without, shares below 0 taken as 0 and one of the
 * outcome above 1 as 1; null when no confounder can go with treatment so strongly.
 * Source: Chernozhukov et al. (2022), section 3 (equal multiples); of treatment as Cinelli & Hazlett (2020), equation 24.
 */
export function benchmarkGain(
  whole: { readonly residualVariance: number; readonly precision: number },
  without: { readonly residualVariance: number; readonly precision: number },
): ConfounderStrength | null {
  const ofOutcome = Math.min(1, Math.max(0, without.residualVariance / whole.residualVariance - 1));
  const ofTreatment = Math.max(0, whole.precision / without.precision - 1);
  return ofTreatment < 1 ? { ofTreatment, ofOutcome } : null;
}

function reachOf({ ofTreatment, ofOutcome }: ConfounderStrength): number {
  if (!(ofTreatment >= 0 && ofTreatment < 1 && ofOutcome >= 0 && ofOutcome <= 1))
    throw new CausalError(
      "bound.strength",
      `a confounder that explains ${ofTreatment} of treatment and ${ofOutcome} of the outcome; expected shares from 0 to 1, of treatment below 1`,
    );
  return Math.sqrt((ofOutcome * ofTreatment) / (1 - ofTreatment));
}

/** effect + reach · S, with the influence of all three. */
function shifted({ effect, residualVariance, precision }: BoundParts, reach: number): InfluenceEstimate {
  return combine(
    [effect, residualVariance, precision],
    ([theta, sigma, nu]) => theta! + reach * Math.sqrt(sigma! * nu!),
    ([, sigma, nu]) => [1, (reach / 2) * Math.sqrt(nu! / sigma!), (reach / 2) * Math.sqrt(sigma! / nu!)],
  );
}
