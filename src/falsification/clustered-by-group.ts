import { checkCall, kinds } from "../call-check.js";
import { CausalError, NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/**
 * The same estimate with its influence values added up by groups of users, so that its standard error
 * sqrt(Σ_g (Σ_{i in g} φ_i)²) / n is clustered by group instead of by user. A user whose group is not known is a group of
 * one.
 * @param group group of each user of the panel, [users]; NaN where not known
 * @throws CausalError `interference.lengths`; NotEstimableError `interference.few-groups` when all users who bear on the estimate are of one group
 * Source: Liang & Zeger (1986); users within groups, groups independent of each other. Checked against: sums by hand
 * (test/falsification/interference.test.ts).
 */
export function clusteredByGroup(estimate: InfluenceEstimate, group: Float64Array): InfluenceEstimate {
  checkCall("clusteredByGroup", { estimate, group }, { estimate: kinds.estimate, group: kinds.array });
  const { influence, sample } = estimate;
  if (group.length !== influence.length)
    throw new CausalError(
      "interference.lengths",
      `clusteredByGroup: found ${group.length} groups; expected one for each of ${influence.length} users`,
      { groups: group.length, users: influence.length },
    );
  const index = new Map<number, number>();
  const sums: number[] = [];
  for (let user = 0; user < influence.length; user++) {
    const label = group[user]!;
    const known = Number.isNaN(label) ? undefined : index.get(label);
    if (known !== undefined) sums[known] = sums[known]! + influence[user]!;
    else {
      if (!Number.isNaN(label)) index.set(label, sums.length);
      sums.push(influence[user]!);
    }
  }
  if (sums.filter((sum) => sum !== 0).length < 2)
    throw new NotEstimableError(
      "interference.few-groups",
      "all users who bear on the estimate are of one group; an error clustered by group needs at least two",
      { groups: sums.length },
    );
  const scale = sums.length / influence.length;
  return {
    estimate: estimate.estimate,
    influence: Float64Array.from(sums, (sum) => sum * scale),
    sample: { ...sample, panel: `${sample.panel} by group`, users: sums.length },
  };
}
