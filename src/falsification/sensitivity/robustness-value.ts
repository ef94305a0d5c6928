import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { studentQuantile } from "../../numeric/student-distribution.js";

/** A regression coefficient with the error of independent rows, and the error that inference uses. */
export interface RegressionCoefficient {
  readonly estimate: number;
  /** Classical standard error: it ties the estimate to shares of variance. */
  readonly classicalError: number;
  /** Residual degrees of freedom. */
  readonly degrees: number;
  /** Error behind the interval, e.g. clustered; default the classical one. */
  readonly inferenceError?: number;
}

export interface RobustnessValue {
  /** Share of the outcome's residual variance that treatment explains. */
  readonly partialR2: number;
  /** Share of the residual variance of both treatment and outcome that a hidden confounder needs to bring the estimate to 0. */
  readonly value: number;
  /** The same, to make the interval hold 0. */
  readonly significanceValue: number;
}

/**
 * The robustness value RV = (sqrt(f⁴ + 4 f²) - f²) / 2 with f = |t| / sqrt(degrees), t from the classical error. For
 * significance f is lessened by t_(α/2, degrees - 1) / sqrt(degrees - 1), times the inference error over the classical one,
 * so that clustering enters the interval and not the shares of variance.
 * @param level of the interval; default 0.95
 * @throws CausalError `robustness.coefficient`, `inference.level`
 * Source: Cinelli & Hazlett (2020), equations 19 and 21. Checked against: sensemakr 0.1.6 (darfur).
 */
export function robustnessValue(coefficient: RegressionCoefficient, level = 0.95): RobustnessValue {
  checkCoefficient(coefficient);
  const { estimate, classicalError, degrees, inferenceError = classicalError } = coefficient;
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`);
  const f = Math.abs(estimate) / classicalError / Math.sqrt(degrees);
  const critical =
    ((studentQuantile((1 + level) / 2, degrees - 1) / Math.sqrt(degrees - 1)) * inferenceError) /
    classicalError;
  const rest = f - critical;
  const unbound = (f * f - critical * critical) / (1 + f * f);
  return {
    partialR2: (f * f) / (1 + f * f),
    value: shareNeeded(f),
    significanceValue: rest <= 0 ? 0 : f > 1 / critical ? unbound : shareNeeded(rest),
  };
}

const shareNeeded = (f: number): number => (Math.sqrt(f ** 4 + 4 * f * f) - f * f) / 2;

/** Shares of residual variance that a confounder explains, of treatment given the covariates and of the outcome given both. */
export interface ConfounderStrength {
  readonly ofTreatment: number;
  readonly ofOutcome: number;
}

/**
 * The estimate with a confounder of this strength adjusted for, in the direction that lessens it most:
 * sign · (|estimate| - classicalError · sqrt(degrees · ofOutcome · ofTreatment / (1 - ofTreatment))).
 * @throws CausalError `robustness.coefficient`, `robustness.strength`
 * Source: Cinelli & Hazlett (2020), equation 15.
 */
export function confoundedEstimate(coefficient: RegressionCoefficient, strength: ConfounderStrength): number {
  checkCoefficient(coefficient);
  checkCall("confoundedEstimate", strength, { ofTreatment: kinds.number, ofOutcome: kinds.number });
  const { ofTreatment, ofOutcome } = strength;
  if (!(ofTreatment >= 0 && ofTreatment < 1 && ofOutcome >= 0 && ofOutcome <= 1))
    throw new CausalError(
      "robustness.strength",
      `a confounder that explains ${ofTreatment} of treatment and ${ofOutcome} of the outcome; expected shares from 0 to 1, of treatment below 1`,
    );
  const { estimate, classicalError, degrees } = coefficient;
  const bias = classicalError * Math.sqrt((degrees * ofOutcome * ofTreatment) / (1 - ofTreatment));
  return Math.sign(estimate) * (Math.abs(estimate) - bias);
}

/**
 * The strength of a hidden confounder that is `times` as strong as an observed covariate, from the covariate's own partial
 * R² with treatment and outcome; null when no confounder can be so strong.
 * Source: Cinelli & Hazlett (2020), section 4.4 (equation 24, equal multiples for treatment and outcome).
 */
export function benchmarkStrength(observed: ConfounderStrength, times: number): ConfounderStrength | null {
  checkCall("benchmarkStrength", observed, { ofTreatment: kinds.number, ofOutcome: kinds.number });
  checkCall("benchmarkStrength", { times }, { times: kinds.number });
  const { ofTreatment: d, ofOutcome: y } = observed;
  const ofTreatment = (times * d) / (1 - d);
  const shared = (times * d * d) / ((1 - times * d) * (1 - d));
  if (!(ofTreatment < 1 && shared >= 0 && shared < 1 && y < 1)) return null;
  const factor = (Math.sqrt(times) + Math.sqrt(shared)) / Math.sqrt(1 - shared);
  return { ofTreatment, ofOutcome: Math.min(1, (factor * factor * y) / (1 - y)) };
}

function checkCoefficient(coefficient: RegressionCoefficient) {
  checkCall("robustness value", coefficient, {});
  const { estimate, classicalError, degrees, inferenceError = 0 } = coefficient;
  const finite = [estimate, classicalError, degrees, inferenceError].every(Number.isFinite);
  if (!finite || !(classicalError > 0) || !(degrees > 1) || inferenceError < 0)
    throw new CausalError(
      "robustness.coefficient",
      `robustness value: found estimate ${estimate}, classical error ${classicalError}, ${degrees} degrees of freedom; expected finite numbers, the error above 0 and more than 1 degree`,
    );
}
