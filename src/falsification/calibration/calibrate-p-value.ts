import { checkCall } from "../../call-check.js";
import { refuseUnknownOptions } from "../../errors.js";
import { type CalibrationOptions, calibratedSpread, systematicError } from "./calibrated-spread.js";
import type { SystematicError } from "./fit-systematic-error.js";

/**
 * The two-sided p-value of no effect that counts systematic error beside chance: how often an analysis that errs like this
 * one would find an estimate as far from its expected error as this, were there no effect. P(|T| > |estimate - μ| / spread),
 * the spread that of `calibratedSpread`; 1 where both are 0.
 * @param estimate on the scale of the controls' estimates
 * @throws CausalError `calibration.option`, `calibration.not-a-number`
 * Source: Schuemie, Ryan, DuMouchel, Suchard & Madigan (2014). Checked against: that paper's package's published example
 * (test/falsification/calibration.test.ts).
 */
export function calibratePValue(
  estimate: number,
  standardError: number,
  error: SystematicError,
  options: CalibrationOptions = {},
): number {
  checkCall("calibratePValue", { error }, { error: systematicError });
  refuseUnknownOptions("calibration", options, ["method"]);
  const { spread, beyond } = calibratedSpread(estimate, standardError, error, options);
  const distance = Math.abs(estimate - error.mean);
  if (spread === 0) return distance === 0 ? 1 : 0;
  return Math.min(1, beyond(distance / spread));
}
