import { quantile } from "../numeric/quantile.js";
import { createRandom } from "../numeric/random.js";

/** Rows of each user together; users are numbered by first appearance. */
export interface RowUsers {
  readonly count: number;
  /** [rows] */
  readonly of: Int32Array;
}

export function usersOfRows(user: Float64Array): RowUsers {
  const index = new Map<number, number>();
  const of = Int32Array.from(user, (id) => {
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    return known;
  });
  return { count: index.size, of };
}

/**
 * As many users as there are, drawn with replacement, again and again; whatever was fitted before stays as it was.
 * @param statistic of how often each user was drawn, [users]; undefined where a resample has no answer, and is drawn anew
 * @returns mean and standard deviation of the replicates, and their 0.025 and 0.975 quantiles (type 7)
 */
export function userBootstrap(
  users: number,
  replicates: number,
  seed: number,
  statistic: (drawn: Float64Array) => number | undefined,
): number[] {
  const random = createRandom(seed, "user bootstrap");
  const values: number[] = [];
  for (let tries = 0; values.length < replicates && tries < 2 * replicates; tries++) {
    const drawn = new Float64Array(users);
    for (let k = 0; k < users; k++) {
      const user = random.integer(users);
      drawn[user] = drawn[user]! + 1;
    }
    const value = statistic(drawn);
    if (value !== undefined) values.push(value);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1)), quantile(values, 0.025), quantile(values, 0.975)];
}
