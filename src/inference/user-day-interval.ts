import { checkCall, having, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Interval } from "../results/interval.js";
import { clusterError } from "./cluster-error.js";
import { intervalAround } from "./interval-around.js";
import type { DaySums } from "./sums-by-day.js";

/** An error clustered by user and day, and the interval made of it. */
export interface UserDayInterval {
  readonly standardError: number;
  readonly interval: Interval;
  /** The smaller number of users and days that bear on the estimate. */
  readonly clusters: number;
}

/**
 * The error of an effect clustered by user and by day, sqrt(Σ_user C² + Σ_day C² - Σ_cell C²) with C the sums of what rows
 * contribute over a user, a day, a user and day, and the interval estimate ± critical value · error: Student's t with one
 * degree less than the smaller number of clusters where that is below 50, else normal. No small-sample factor. Where the
 * sum is not positive, as a difference of sums can be, the larger of the two one-way errors takes its place and the method
 * says so. Days count as independent of each other: where both the share of treated users and the
 * shocks of the outcome last longer, the error is too small.
 * @throws CausalError `inference.level`; NotEstimableError `inference.one-cluster` with fewer than two users or two days
 * Source: Cameron, Gelbach & Miller (2011), equation 2.4; Cameron & Miller (2015), section V (degrees of freedom);
 * MacKinnon, Nielsen & Webb (2024), Jackknife inference with two-way clustering (the largest of the variances). Checked
 * against `twoWayError` and by coverage (test/inference/user-day-interval.test.ts).
 */
export function userDayInterval(effect: InfluenceEstimate, byDay: DaySums, level = 0.95): UserDayInterval {
  checkCall(
    "userDayInterval",
    { effect, byDay },
    {
      effect: kinds.estimate,
      byDay: having("the effectByDay of an estimator's fit", "sum", "days", "cellSquares"),
    },
  );
  const users = effect.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  if (users < 2 || byDay.days < 2)
    throw new NotEstimableError(
      "inference.one-cluster",
      `${users} users and ${byDay.days} days bear on the estimate; an error clustered by user and day needs at least two of each`,
      { users, days: byDay.days },
    );
  const userVariance = clusterError(effect) ** 2;
  const dayVariance = byDay.sum.reduce((total, value) => total + value * value, 0);
  const both = userVariance + dayVariance - byDay.cellSquares;
  const clusters = Math.min(users, byDay.days);
  const clustered =
    both > 0
      ? "clustered by user and day"
      : `clustered by ${dayVariance > userVariance ? "day" : "user"} (the variance clustered by user and day is not positive)`;
  const standardError = Math.sqrt(both > 0 ? both : Math.max(userVariance, dayVariance));
  return {
    standardError,
    clusters,
    interval: intervalAround(effect.estimate, { standardError, clusters, level, clustered }),
  };
}
