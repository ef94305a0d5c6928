import { type ArmEffectiveSize, armEffectiveSizes } from "../arm-effective-size.js";
import type { FittedWeights, WeightNuisance } from "../fitted-weights.js";
import type { BalancingRows } from "./balancing-spec.js";

/** Weights under which the arms have the same covariate means. */
export interface BalancingWeights extends FittedWeights {
  readonly target: "ATE" | "ATT" | "ATC";
  readonly levels: readonly (string | number)[];
  readonly effectiveSampleSize: readonly ArmEffectiveSize[];
  /** Newton steps, the most of any arm. */
  readonly iterations: number;
  /** P(A = second level | L) that the weights imply, of schemes that model it for two arms; else null. */
  readonly propensity: Float64Array | null;
}

/** Puts the parts of a balancing scheme together; frozen. */
export function balancingWeights(
  { treatment, target }: BalancingRows,
  parts: {
    readonly weights: Float64Array;
    readonly nuisances: readonly WeightNuisance[];
    readonly aliased: readonly string[];
    readonly iterations: number;
    readonly propensity: Float64Array | null;
  },
): BalancingWeights {
  const { weights } = parts;
  return Object.freeze({
    weights,
    untruncated: weights,
    truncation: null,
    nuisances: Object.freeze([...parts.nuisances]),
    aliased: Object.freeze([...new Set(parts.aliased)]),
    target,
    levels: Object.freeze([...treatment.levels]),
    effectiveSampleSize: armEffectiveSizes(treatment, weights),
    iterations: parts.iterations,
    propensity: parts.propensity,
  });
}
