import { having } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { normalQuantile, normalUpperTail } from "../../numeric/normal-distribution.js";
import { studentCdf, studentQuantile } from "../../numeric/student-distribution.js";
import type { SystematicError } from "./fit-systematic-error.js";

export interface CalibrationOptions {
  /**
   * "prediction" (default): mean and standard deviation count as estimated from few controls. "plugIn": as known,
   * the published procedure, whose intervals are too short with few controls.
   */
  readonly method?: "prediction" | "plugIn";
}

/** What both calibrations are given, for checks of calls. */
export const systematicError = having(
  "a systematic error, as fitSystematicError returns it",
  "mean",
  "standardDeviation",
  "meanError",
  "controls",
);

/** Spread of an estimate around truth + mean systematic error, and the distribution it is judged by. */
export interface CalibratedSpread {
  readonly spread: number;
  /** P(|T| > value) of the standardised estimate. */
  readonly beyond: (value: number) => number;
  /** The value with P(|T| <= value) = level. */
  readonly critical: (level: number) => number;
}

/**
 * "plugIn": sqrt(σ² + s²), normal. "prediction": sqrt(σ² + s² + SE(μ)²), Student's t with two degrees of freedom fewer
 * than controls, as a new study is predicted from a random-effects meta-analysis.
 * @throws CausalError `calibration.option`, `calibration.not-a-number`
 * Source: Schuemie et al. (2018); Higgins, Thompson & Spiegelhalter (2009), equation 12.
 */
export function calibratedSpread(
  estimate: number,
  standardError: number,
  error: SystematicError,
  options: CalibrationOptions,
): CalibratedSpread {
  const method = options.method ?? "prediction";
  if (method !== "prediction" && method !== "plugIn")
    throw new CausalError(
      "calibration.option",
      `calibration: method "${String(method)}" is not known; methods are prediction and plugIn`,
    );
  if (!Number.isFinite(estimate) || !(standardError >= 0 && standardError < Number.POSITIVE_INFINITY))
    throw new CausalError(
      "calibration.not-a-number",
      `calibration: found estimate ${estimate} with standard error ${standardError}; expected finite numbers, the error at least 0`,
      { estimate, standardError },
    );
  const { standardDeviation, meanError, controls } = error;
  if (method === "plugIn")
    return {
      spread: Math.hypot(standardDeviation, standardError),
      beyond: (value) => 2 * normalUpperTail(value),
      critical: (level) => normalQuantile((1 + level) / 2),
    };
  return {
    spread: Math.hypot(standardDeviation, standardError, meanError),
    beyond: (value) => 2 * studentCdf(-value, controls - 2),
    critical: (level) => studentQuantile((1 + level) / 2, controls - 2),
  };
}
