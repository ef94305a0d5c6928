import type { Diagnostic } from "../diagnostic.js";
import { checkTwoArms } from "./checked-propensities.js";

export const equipoiseRecord: Diagnostic = {
  name: "equipoise",
  label: "Rows in equipoise",
  unit: "share of rows",
  worse: "below",
  warn: 0.5,
  fail: 0.2,
  source:
    "Walker et al. (2013), Comparative Effectiveness Research 3: two treatments are in empirical equipoise when at least half of the rows of each arm have preference scores from 0.3 to 0.7; under a fifth is the limit of the OHDSI CohortMethod package",
  sentence:
    "Share of an arm's rows whose treatment was open once the overall share of treated is allowed for.",
};

/** Preference scores from here to there stand for rows whose treatment was open. */
export const equipoiseBounds: readonly [number, number] = Object.freeze([0.3, 0.7]) as [number, number];

export interface Equipoise {
  readonly treated: number;
  readonly control: number;
  readonly all: number;
  /** The smaller of `treated` and `control`: what is judged. */
  readonly least: number;
  /** Share of treated rows. */
  readonly prevalence: number;
}

/**
 * Preference score of each row: the propensity with the overall odds of treatment taken out,
 * logit F = logit p - logit P, P the share of treated rows; 1/2 for a row that is treated like the average.
 * @throws CausalError and NotEstimableError `diagnostics.*` as `commonSupport`
 * Source: Walker et al. (2013), equation 1.
 */
export function preferenceScores(propensity: ArrayLike<number>, treatment: ArrayLike<number>): Float64Array {
  checkTwoArms(propensity, treatment);
  let treated = 0;
  for (let row = 0; row < treatment.length; row++) treated += treatment[row]!;
  const share = treated / treatment.length;
  return Float64Array.from(propensity, (p) => (p * (1 - share)) / (p * (1 - share) + (1 - p) * share));
}

/** Shares of rows with a preference score from 0.3 to 0.7, by arm. Throws as `preferenceScores`. */
export function equipoise(propensity: ArrayLike<number>, treatment: ArrayLike<number>): Equipoise {
  const scores = preferenceScores(propensity, treatment);
  const open = [0, 0];
  const rows = [0, 0];
  scores.forEach((score, row) => {
    const arm = treatment[row]!;
    rows[arm] = rows[arm]! + 1;
    if (score >= equipoiseBounds[0] && score <= equipoiseBounds[1]) open[arm] = open[arm]! + 1;
  });
  const [control, treated] = [open[0]! / rows[0]!, open[1]! / rows[1]!];
  return {
    treated,
    control,
    all: (open[0]! + open[1]!) / scores.length,
    least: Math.min(treated, control),
    prevalence: rows[1]! / scores.length,
  };
}
