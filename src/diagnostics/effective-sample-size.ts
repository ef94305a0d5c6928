import type { Diagnostic } from "./diagnostic.js";
import { kishSize } from "./kish-size.js";
import { type Arm, belongsTo, checkSample, type WeightedSample } from "./weighted-sample.js";

export const effectiveSampleSizeRecord: Diagnostic = {
  name: "effectiveSampleSize",
  label: "Effective sample size",
  unit: "share of rows",
  worse: "below",
  warn: 0.2,
  fail: 0.05,
  source:
    "Kish (1965), Survey Sampling; below a fifth of the rows the weights waste most of the data, below a twentieth a few rows stand for all",
  sentence:
    "How many equally weighted rows would carry as much information as the weighted ones, as a share of the rows.",
};

export const effectiveUsersRecord: Diagnostic = {
  name: "effectiveUsers",
  label: "Effective users",
  unit: "users",
  worse: "below",
  warn: null,
  fail: 30,
  source:
    "Intervals lean on the normal approximation of a mean over users; 30 is the customary floor for that",
  sentence:
    "How many equally weighted users would carry as much information as the weighted users of an arm.",
};

/** How much information is left in one arm after weighting. */
export interface ArmEffectiveness {
  readonly rows: number;
  /** (Σw)² / Σw² over the rows of the arm. */
  readonly effective: number;
  /** `effective` / `rows`, in (0, 1]. */
  readonly share: number;
  /** (ΣW)² / ΣW² over the users of the arm, W a user's sum of weights. */
  readonly effectiveUsers: number;
}

/**
 * Kish's effective sample size of an arm, by row and by user. The scale of the weights does not matter.
 * @throws CausalError `diagnostics.*` as `checkSample`
 * Source: Kish (1965). Checked against ../shared/reference/nhefs (12.2 and 12.3, weightit.ATE).
 */
export function armEffectiveness(sample: WeightedSample, arm: Arm): ArmEffectiveness {
  checkSample(sample);
  const ofUser = new Map<number, number>();
  let rows = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < sample.treatment.length; row++) {
    if (!belongsTo(arm, sample.treatment[row]!)) continue;
    const w = sample.weight[row]!;
    rows += 1;
    sum += w;
    squares += w * w;
    ofUser.set(sample.user[row]!, (ofUser.get(sample.user[row]!) ?? 0) + w);
  }
  let userSquares = 0;
  for (const total of ofUser.values()) userSquares += total * total;
  const effective = kishSize(sum, squares);
  return { rows, effective, share: effective / rows, effectiveUsers: kishSize(sum, userSquares) };
}
