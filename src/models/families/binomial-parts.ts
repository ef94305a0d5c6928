import { normalCdf } from "../../numeric/normal-distribution.js";
import type { GlmFamily } from "./family.js";

/** What binomial families share whatever their link. `shares`: responses between 0 and 1 are allowed (quasi-binomial). */
export function binomialParts(
  shares: boolean,
): Pick<GlmFamily, "family" | "responseFault" | "varianceOf" | "gain"> & Pick<GlmFamily, "logLikelihood"> {
  return {
    family: shares ? "quasibinomial" : "binomial",
    responseFault: (y) => {
      if (shares) return y >= 0 && y <= 1 ? undefined : "a number from 0 to 1";
      return y === 0 || y === 1 ? undefined : '0 or 1 (for shares, use family "quasibinomial")';
    },
    varianceOf: (mean) => mean * (1 - mean),
    gain: (y, move) => (y === 1 ? move : y === 0 ? -move : -Math.abs(move)),
    ...(shares
      ? {}
      : { logLikelihood: (y: number, mean: number) => (y === 1 ? Math.log(mean) : Math.log1p(-mean)) }),
  };
}

/** -2 log-likelihood of a saturated model, taken off so that deviance is 0 there: 0 for y of 0 and 1. */
export function saturated(y: number): number {
  return y === 0 || y === 1 ? 0 : 2 * (y * Math.log(y) + (1 - y) * Math.log(1 - y));
}

/** Normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** φ(z) / Φ(z), finite far out in the lower tail, where it is about -z. */
export function inverseMills(z: number): number {
  return z < -35 ? -z - 1 / z : normalDensity(z) / normalCdf(z);
}
