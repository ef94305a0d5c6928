import { CausalError } from "../errors.js";
import { type Arm, belongsTo, checkSample, type WeightedSample } from "./weighted-sample.js";

/** A user by the weight that stands on them: a line of a tidy table. */
export interface HeavyUser {
  /** Panel user index. */
  readonly user: number;
  readonly rows: number;
  /** Share of the arm's weight, in [0, 1]. */
  readonly share: number;
  /** That of this user and all heavier ones. */
  readonly cumulativeShare: number;
}

/**
 * The users who carry most of an arm's weight, the heaviest first, the lower index first in a tie.
 * @param most how many; fewer when the arm has fewer
 * @throws CausalError `diagnostics.*` as `checkSample`; `diagnostics.most` unless a whole number of at least 1
 */
export function heaviestUsers(sample: WeightedSample, arm: Arm, most = 10): readonly HeavyUser[] {
  checkSample(sample);
  if (!(Number.isInteger(most) && most >= 1))
    throw new CausalError("diagnostics.most", `most is ${most}; expected a whole number of at least 1`);
  const ofUser = new Map<number, { rows: number; weight: number }>();
  let total = 0;
  for (let row = 0; row < sample.treatment.length; row++) {
    if (!belongsTo(arm, sample.treatment[row]!)) continue;
    const own = ofUser.get(sample.user[row]!) ?? { rows: 0, weight: 0 };
    own.rows += 1;
    own.weight += sample.weight[row]!;
    total += sample.weight[row]!;
    ofUser.set(sample.user[row]!, own);
  }
  let cumulative = 0;
  return [...ofUser]
    .sort(([a, one], [b, other]) => other.weight - one.weight || a - b)
    .slice(0, most)
    .map(([user, { rows, weight }]) => {
      cumulative += weight;
      return { user, rows, share: weight / total, cumulativeShare: cumulative / total };
    });
}
