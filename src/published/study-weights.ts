/** One-day stabilised weights P(A = a) / P(A = a | L) with the marginal share, and what a cap leaves of them. */
export interface StudyWeights {
  /** 1 / P(A = a | L). */
  readonly inverse: Float64Array;
  readonly stabilised: Float64Array;
  /** The stabilised ones, set to the cap above it. */
  capped(cap: number): Float64Array;
}

/** Propensities are first moved into [1e-6, 1 - 1e-6], as in the published study. */
export function studyWeights(treatment: Float64Array, propensity: Float64Array): StudyWeights {
  const share = treatment.reduce((sum, a) => sum + a, 0) / treatment.length;
  const inverse = propensity.map((given, row) => {
    const p = Math.min(Math.max(given, 1e-6), 1 - 1e-6);
    return treatment[row] === 1 ? 1 / p : 1 / (1 - p);
  });
  const stabilised = inverse.map((w, row) => w * (treatment[row] === 1 ? share : 1 - share));
  return { inverse, stabilised, capped: (cap) => stabilised.map((w) => Math.min(w, cap)) };
}

/** (Σw)² / Σw²: Kish's effective number of rows. */
export function effectiveRows(weights: Float64Array): number {
  const sum = weights.reduce((total, w) => total + w, 0);
  return sum ** 2 / weights.reduce((total, w) => total + w * w, 0);
}
