import { replicateFigures } from "./replicate-figures.js";
import { userDraws } from "./user-draws.js";

/**
 * Resamples of users, whole; whatever was fitted before stays as it was.
 * @param statistic of how often each user was drawn, [users]; undefined where a resample has no answer, and is drawn anew
 * @returns as `replicateFigures`
 */
export function userBootstrap(
  users: number,
  replicates: number,
  seed: number,
  statistic: (drawn: Float64Array) => number | undefined,
): number[] {
  const draw = userDraws(users, seed);
  const values: number[] = [];
  for (let tries = 0; values.length < replicates && tries < 2 * replicates; tries++) {
    const value = statistic(draw());
    if (value !== undefined) values.push(value);
  }
  return replicateFigures(values);
}
