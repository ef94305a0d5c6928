import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { normalCdf } from "../../numeric/normal-distribution.js";

/** How far an analysis misses, over hypotheses like the one asked: normal, with this mean and standard deviation. */
export interface SystematicError {
  /** Unit of the estimates it was fitted to. */
  readonly mean: number;
  /** 0 where the controls scatter no more than their own errors explain. */
  readonly standardDeviation: number;
  /** Standard error of `mean`, the standard deviation taken as known. */
  readonly meanError: number;
  /** Mean of |error|, what an estimate of this analysis is off by on average. */
  readonly expectedAbsoluteError: number;
  /** Controls it was fitted to. */
  readonly controls: number;
}

/**
 * The distribution of an analysis' systematic error from negative controls, whose true effects are 0: an estimate y with standard
 * error s is normal with mean μ and variance σ² + s², and (μ, σ) maximise Σ -½ log(σ² + s²) - ½ (y - μ)² / (σ² + s²).
 * For each σ the best μ is the mean weighted by 1 / (σ² + s²); σ is searched over its whole range (from 0 to the range of
 * the estimates, beyond which the likelihood falls), because the likelihood can have two peaks. Controls count as
 * independent of each other.
 * @param estimates one a control, all on one scale on which errors of different controls may be compared
 * @param errors standard errors of the estimates, above 0
 * @throws CausalError `calibration.controls` for fewer than 3, or for lengths that differ; `calibration.not-a-number` for
 *   an estimate that is not finite or an error that is not positive, naming which
 * Source: Schuemie, Ryan, DuMouchel, Suchard & Madigan (2014), equation 2; Schuemie, Hripcsak, Ryan, Madigan & Suchard
 * (2018), with true effects of 0. Expected absolute error: Schuemie et al. (2020). Checked against: the closed form for equal
 * errors, the likelihood over a grid, and a published maximum-likelihood fit of the same model
 * (test/falsification/calibration.test.ts).
 */
export function fitSystematicError(estimates: ArrayLike<number>, errors: ArrayLike<number>): SystematicError {
  checkCall("fitSystematicError", { estimates, errors }, { estimates: kinds.array, errors: kinds.array });
  const controls = estimates.length;
  if (errors.length !== controls || controls < 3)
    throw new CausalError(
      "calibration.controls",
      `systematic error: found ${controls} estimates and ${errors.length} standard errors of controls; expected as many of each, at least 3`,
      { estimates: controls, errors: errors.length },
    );
  for (let k = 0; k < controls; k++)
    if (!Number.isFinite(estimates[k]!) || !(errors[k]! > 0 && errors[k]! < Number.POSITIVE_INFINITY))
      throw new CausalError(
        "calibration.not-a-number",
        `systematic error: control ${k} has estimate ${estimates[k]} and standard error ${errors[k]}; expected a finite estimate and a positive, finite error. Leave a control without an error out`,
        { control: k },
      );
  return fitted(Float64Array.from(estimates), Float64Array.from(errors));
}

const steps = 100;

function fitted(y: Float64Array, s: Float64Array): SystematicError {
  const at = (sigma: number) => profile(y, s, sigma);
  const likelihood = (sigma: number) => at(sigma).logLikelihood;
  const range = y.reduce((a, b) => Math.max(a, b)) - y.reduce((a, b) => Math.min(a, b));
  const grid = Float64Array.from({ length: steps + 1 }, (_, step) => likelihood((step / steps) * range));
  const best = grid.indexOf(grid.reduce((a, b) => Math.max(a, b)));
  const standardDeviation = peak(
    likelihood,
    (Math.max(best - 1, 0) / steps) * range,
    (Math.min(best + 1, steps) / steps) * range,
  );
  const { mean, meanError } = at(standardDeviation);
  return Object.freeze({
    mean,
    standardDeviation,
    meanError,
    expectedAbsoluteError: foldedMean(mean, standardDeviation),
    controls: y.length,
  });
}

/** The best mean for a standard deviation, and the log-likelihood there but for a constant. */
function profile(y: Float64Array, s: Float64Array, sigma: number) {
  let total = 0;
  let moment = 0;
  for (let k = 0; k < y.length; k++) {
    const weight = 1 / (sigma * sigma + s[k]! * s[k]!);
    total += weight;
    moment += weight * y[k]!;
  }
  const mean = moment / total;
  let logLikelihood = 0;
  for (let k = 0; k < y.length; k++) {
    const variance = sigma * sigma + s[k]! * s[k]!;
    logLikelihood -= 0.5 * Math.log(variance) + (0.5 * (y[k]! - mean) ** 2) / variance;
  }
  return { mean, meanError: 1 / Math.sqrt(total), logLikelihood };
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function with one peak between the ends has it, by golden section; an end itself when it is higher. */
function peak(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [fa, fb] = [f(a), f(b)];
  while (high - low > 1e-9 * to) {
    if (fa >= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - golden * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + golden * (high - low);
      fb = f(b);
    }
  }
  const middle = (low + high) / 2;
  return f(from) >= f(middle) ? from : middle;
}

/** E|X| of a normal X. */
function foldedMean(mean: number, deviation: number): number {
  if (deviation === 0) return Math.abs(mean);
  const z = mean / deviation;
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * z * z) + mean * (1 - 2 * normalCdf(-z));
}
