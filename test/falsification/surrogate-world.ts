import type { SurrogateColumns } from "../../src/falsification/surrogate-index/surrogate-columns.js";
import { createRandom } from "../../src/numeric/random.js";

/** What is wrong with a world, each 0 when nothing is. */
export interface SurrogateFaults {
  /** Square of a surrogate in the long outcome: the linear index is wrong. */
  readonly bend?: number;
  /** Spread that treatment adds to a surrogate, and late days to a covariate: the logistic models are wrong. */
  readonly crooked?: number;
  /** Of treatment on the long outcome, past the surrogates. */
  readonly direct?: number;
  /** Added from day 4 on to what a surrogate says of the long outcome. */
  readonly slope?: number;
  /** Added from day 4 on to the long outcome. */
  readonly level?: number;
}

export interface SurrogateWorld extends SurrogateColumns {
  /** Average effect over all rows, of the columns that are observed. */
  readonly truth: number;
}

const drift = 0.5;

/**
 * Two rows a user on days 0 to 11; the long outcome is observed up to day 6. Later rows have a covariate half a deviation
 * higher. Users share a part of a surrogate and a part of the long outcome between their rows. Treatment, the part of the
 * calendar and the surrogates' laws are such that all logistic models are right but where they are crooked.
 */
export function surrogateWorld(seed: number, users: number, faults: SurrogateFaults = {}): SurrogateWorld {
  const { bend = 0, crooked = 0, direct = 0, slope = 0, level = 0 } = faults;
  const random = createRandom(seed, "surrogate world");
  const rows = Array.from({ length: users }, (_, user) => {
    const [ofUser, ofLong] = [random.normal(), random.normal()];
    return [0, 1].map(() => {
      const day = random.integer(12);
      const later = day >= 4 ? 1 : 0;
      const seen = day < 7 ? 1 : 0;
      const z = random.normal() * (1 + crooked * (1 - seen)) + (1 - seen) * drift;
      const a = random.uniform() < 1 / (1 + Math.exp(-0.6 * z)) ? 1 : 0;
      const s = 0.5 * z + 0.7 * a + 0.5 * ofUser + Math.sqrt(0.75) * (1 + crooked * a) * random.normal();
      const v = -0.3 * z + 0.4 * a + random.normal();
      const noise = 0.5 * ofLong + random.normal();
      const y =
        1 + 0.3 * z + (0.8 + later * slope) * s + 0.5 * v + bend * s * s + direct * a + later * level + noise;
      return { user, day, z, a, s, v, seen, y: seen === 1 ? y : Number.NaN };
    });
  }).flat();
  return {
    treatment: rows.map(({ a }) => a),
    covariates: { z: rows.map(({ z }) => z) },
    surrogates: { s: rows.map(({ s }) => s), v: rows.map(({ v }) => v) },
    longOutcome: rows.map(({ y }) => y),
    longObserved: rows.map(({ seen }) => seen),
    users: rows.map(({ user }) => user),
    days: rows.map(({ day }) => day),
    truth:
      0.7 * (0.8 + (8 / 12) * slope) +
      0.4 * 0.5 +
      bend * (0.49 + 2 * 0.7 * 0.5 * drift * (5 / 12) + 0.75 * ((1 + crooked) ** 2 - 1)) +
      direct,
  };
}
