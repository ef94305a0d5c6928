import { checkCall } from "../../call-check.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import { type CalibrationOptions, calibratedSpread, systematicError } from "./calibrated-spread.js";
import type { SystematicError } from "./fit-systematic-error.js";

export interface CalibrateIntervalOptions extends CalibrationOptions {
  /** In (0, 1); default 0.95. */
  readonly level?: number;
}

/** An estimate less its expected systematic error. */
export interface CalibratedInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/**
 * The interval of an estimate that counts systematic error beside chance: estimate - μ ± critical value · spread, the spread
 * that of `calibratedSpread`. With negative controls alone the error is taken to be the same whatever the true effect; so
 * the interval holds where an effect that is there is missed like one that is not.
 * @param estimate on the scale of the controls' estimates
 * @throws CausalError `inference.level`, `calibration.option`, `calibration.not-a-number`
 * Source: Schuemie, Hripcsak, Ryan, Madigan & Suchard (2018), with a slope of 0 on the true effect. Checked against: the formula by hand
 * and its coverage in simulation (test/falsification/calibration.test.ts).
 */
export function calibrateInterval(
  estimate: number,
  standardError: number,
  error: SystematicError,
  options: CalibrateIntervalOptions = {},
): CalibratedInterval {
  checkCall("calibrateInterval", { error }, { error: systematicError });
  refuseUnknownOptions("calibration", options, ["method", "level"]);
  const level = options.level ?? 0.95;
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  const { spread, critical } = calibratedSpread(estimate, standardError, error, options);
  const middle = estimate - error.mean;
  const half = critical(level) * spread;
  return { estimate: middle, lower: middle - half, upper: middle + half, level };
}
