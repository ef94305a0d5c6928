import type { Random } from "../../src/numeric/random.js";

/** What is drawn of one row before treatment is: two columns that estimators see, one that nobody does. */
export interface RowState {
  readonly first: number;
  readonly second: number;
  readonly hidden: number;
}

/** A world of rows without a calendar: 0/1 treatment, confounded by what the state says, several rows a user. */
export interface RowWorld {
  readonly name: string;
  readonly sentence: string;
  /** Users and rows a user of one sample. */
  readonly users: number;
  readonly rowsPerUser: number;
  /** P(treated | state), in [0, 1]. */
  propensity(state: RowState): number;
  /** E[outcome untreated | state], and how much treatment adds. */
  untreated(state: RowState): number;
  effect(state: RowState): number;
  /** The two are probabilities of an outcome of 0 and 1; otherwise noise is added. */
  readonly binary?: boolean;
}

/** One row as it happened. */
export interface DrawnRow {
  readonly state: RowState;
  readonly treatment: number;
  readonly outcome: number;
}

/**
 * The rows of one user, in order. The first column has a part of the user's own (correlation 0.36 between rows), and
 * a real outcome a level of the user's own (standard deviation 0.7) beside noise of standard deviation 1.
 */
export function drawUser(world: RowWorld, random: Random): readonly DrawnRow[] {
  const lean = random.normal();
  const level = 0.7 * random.normal();
  return Array.from({ length: world.rowsPerUser }, () => {
    const state = {
      first: 0.6 * lean + 0.8 * random.normal(),
      second: random.normal(),
      hidden: random.normal(),
    };
    const treatment = random.uniform() < world.propensity(state) ? 1 : 0;
    const mean = world.untreated(state) + treatment * world.effect(state);
    const outcome = world.binary === true ? bernoulli(random, mean) : mean + level + random.normal();
    return { state, treatment, outcome };
  });
}

const bernoulli = (random: Random, probability: number): number => (random.uniform() < probability ? 1 : 0);
