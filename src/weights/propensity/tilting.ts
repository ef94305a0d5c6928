import type { Matrix } from "../../numeric/matrix.js";

/** Whom a weighted comparison is about. */
export type Target = "ATE" | "ATT" | "ATC" | "ATO" | "ATM" | "ATOS";

/** Half the width around 1/2 in which the smaller of two probabilities is rounded off; Li & Greene's choice. */
export const smoothing = 0.002;

/** Weights of a target population and how they move with the probabilities. */
export interface TiltedWeights {
  /** [rows]. */
  readonly weights: Float64Array;
  /** ∂w/∂p_k with the probabilities of a row taken as free, [levels][rows]. */
  readonly slopes: readonly Float64Array[];
}

/**
 * w = h(p) / p_a, a the row's own arm: h = 1 (ATE and, within a chosen subset, ATOS), p_focal (ATT, and ATC with the other
 * arm as focal), the harmonic mean 1 / Σ_k (1 / p_k) (ATO, p (1 - p) for two arms), the smallest p_k (ATM). For two arms
 * the corner of ATM at p = 1/2 is replaced by the parabola that meets both sides with equal slope at 1/2 ± 0.002.
 * Source: Li & Li (2019), table 1, for several arms; Li, Morgan & Zaslavsky (2018); Li & Greene (2013), section 2.
 */
export function tiltedWeights(
  target: Target,
  focal: number,
  probabilities: Matrix,
  arm: Int32Array,
): TiltedWeights {
  const { rows, columns: levels, values } = probabilities;
  const weights = new Float64Array(rows);
  const slopes = Array.from({ length: levels }, () => new Float64Array(rows));
  const p = new Float64Array(levels);
  const tilt = new Float64Array(levels);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < levels; k++) p[k] = values[k * rows + r]!;
    const own = arm[r]!;
    if ((target === "ATT" || target === "ATC") && own === focal) {
      weights[r] = 1;
      continue;
    }
    const h = tilting(target, focal, p, tilt);
    weights[r] = h / p[own]!;
    for (let k = 0; k < levels; k++) slopes[k]![r] = (tilt[k]! - (k === own ? h / p[own]! : 0)) / p[own]!;
  }
  return { weights, slopes };
}

/** h(p); `slope` receives ∂h/∂p_k. */
function tilting(target: Target, focal: number, p: Float64Array, slope: Float64Array): number {
  slope.fill(0);
  switch (target) {
    case "ATE":
    case "ATOS":
      return 1;
    case "ATT":
    case "ATC":
      slope[focal] = 1;
      return p[focal]!;
    case "ATO": {
      let sum = 0;
      for (let k = 0; k < p.length; k++) sum += 1 / p[k]!;
      for (let k = 0; k < p.length; k++) slope[k] = 1 / (sum * p[k]!) ** 2;
      return 1 / sum;
    }
    case "ATM": {
      const apart = (p[1]! - p[0]!) / 2;
      if (p.length === 2 && Math.abs(apart) < smoothing) {
        slope[1] = -apart / (2 * smoothing);
        slope[0] = -slope[1]!;
        return 0.5 - smoothing / 2 - (apart * apart) / (2 * smoothing);
      }
      let least = 0;
      for (let k = 1; k < p.length; k++) if (p[k]! < p[least]!) least = k;
      slope[least] = 1;
      return p[least]!;
    }
  }
}
