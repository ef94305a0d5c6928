import type { Diagnostic } from "./diagnostic.js";
import { type Arm, belongsTo, checkSample, type WeightedSample } from "./weighted-sample.js";

export const largestUserRecord: Diagnostic = {
  name: "dominatingUser",
  label: "Largest single user",
  unit: "share of weight",
  worse: "above",
  warn: null,
  fail: 0.1,
  source: "With a tenth of an arm's weight on one person the answer is about that person",
  sentence: "The largest share of an arm's weight that stands on one user.",
};

/** The user with the largest share of an arm's weight; the first of them in a tie. */
export interface LargestUser {
  /** Panel user index. */
  readonly user: number;
  /** In (0, 1]. */
  readonly share: number;
}

/**
 * The user who carries most of an arm's weight, and how much.
 * @throws CausalError `diagnostics.*` as `checkSample`
 */
export function largestUser(sample: WeightedSample, arm: Arm): LargestUser {
  checkSample(sample);
  const ofUser = new Map<number, number>();
  let sum = 0;
  for (let row = 0; row < sample.treatment.length; row++) {
    if (!belongsTo(arm, sample.treatment[row]!)) continue;
    const w = sample.weight[row]!;
    sum += w;
    ofUser.set(sample.user[row]!, (ofUser.get(sample.user[row]!) ?? 0) + w);
  }
  let largest = { user: -1, total: -1 };
  for (const [user, total] of ofUser) if (total > largest.total) largest = { user, total };
  return { user: largest.user, share: largest.total / sum };
}
