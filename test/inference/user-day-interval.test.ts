import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { estimators } from "../../src/estimators/registry.js";
import { confidenceInterval } from "../../src/inference/confidence-interval.js";
import { twoWayError } from "../../src/inference/two-way-error.js";
import { userDayInterval } from "../../src/inference/user-day-interval.js";
import { createRandom } from "../../src/numeric/random.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "../estimators/design-of.js";

/** Users by days, with the day of each row in the design; treatment and outcome both follow the day, the effect is 0. */
function world(seed: number, users: number, days: number, usersPerShard = users): Design {
  const random = createRandom(seed, "days that share shocks");
  const shocks = Array.from({ length: days }, (_, t) => ({
    push: t % 2 === 0 ? 1 : -1,
    mood: random.normal(),
  }));
  const day: number[] = [];
  const rows = Array.from({ length: users }, (_, user) => {
    const own = random.normal();
    return shocks.flatMap(({ push, mood }, t): TestRow[] => {
      if (random.uniform() < 0.1) return [];
      const z = random.normal();
      const treatment = random.uniform() < 1 / (1 + Math.exp(-0.5 * z - push)) ? 1 : 0;
      day.push(t);
      return [{ user, treatment, outcome: own + mood + random.normal(), terms: [z] }];
    });
  }).flat();
  const design = designOf(rows, { users, usersPerShard });
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      day: Int32Array.from(day.slice(shard.firstRow, shard.firstRow + shard.rows)),
    })),
  };
}

/** Every row a user of its own: influence values are then what rows contribute, times the rows. */
function byRow(design: Design): Design {
  return {
    ...design,
    users: design.rows,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      firstUser: shard.firstRow,
      users: shard.rows,
      user: shard.user.map((_, r) => shard.firstRow + r),
    })),
  };
}

describe("an error clustered by user and day", () => {
  const design = world(4, 30, 12, 11);
  const column = (name: "user" | "day") => [...design.shards].flatMap((shard) => [...shard[name]]);
  // folds by user, and steps of the size of a clustered error, depend on who the users are
  const depends: readonly EstimatorName[] = ["aipwCrossFitted", "propensityStratification"];

  it.each(Object.values(estimators).filter(({ name }) => !depends.includes(name)))(
    "is that of the rows' contributions: $name",
    (estimator) => {
      const { effect, effectByDay } = estimator.estimate(design);
      const alone = estimator.estimate(byRow(design)).effect;
      const contributions = alone.influence.map((value) => value / design.rows);
      const { standardError, interval, clusters } = userDayInterval(effect, effectByDay, 0.9);
      assertClose(standardError, twoWayError(contributions, column("user"), column("day")), {
        relative: 1e-9,
        because: "the same sums in another order",
      });
      expect(clusters).toBe(12);
      expect(interval.method).toBe("t with 11 degrees of freedom, clustered by user and day");
      // t with 11 degrees at 0.95: 1.795885 (Abramowitz & Stegun, table 26.10)
      assertClose((interval.upper - interval.lower) / (2 * standardError), 1.795885, {
        relative: 1e-6,
        because: "a table of seven digits",
      });
    },
  );

  it("covers where days share shocks, which an error by user misses", () => {
    let hits = 0;
    let byUser = 0;
    let squares = 0;
    let variances = 0;
    const worlds = 300;
    for (let seed = 0; seed < worlds; seed++) {
      const { effect, effectByDay } = estimators.naive.estimate(world(1000 + seed, 30, 60));
      const both = userDayInterval(effect, effectByDay);
      const plain = confidenceInterval(effect);
      if (both.interval.lower <= 0 && 0 <= both.interval.upper) hits += 1;
      if (plain.lower <= 0 && 0 <= plain.upper) byUser += 1;
      squares += effect.estimate ** 2;
      variances += both.standardError ** 2;
    }
    assertClose(hits / worlds, 0.945, { absolute: 0.04, because: "3 Monte Carlo errors of 300 worlds" });
    assertClose(Math.sqrt(variances / squares), 0.97, {
      absolute: 0.12,
      because: "3 Monte Carlo errors of 300 worlds; 30 and 60 clusters leave errors some 3 % small",
    });
    expect(byUser / worlds).toBeLessThan(0.87);
  });

  it("gives way to the larger one-way error where its variance is not positive, and says so", () => {
    const effect = {
      estimate: 3,
      influence: Float64Array.of(2, -2),
      sample: { panel: "p", users: 2, rows: "r" },
    };
    // users 1, -1: 2; days 3, -1: 10; cells 20
    const { standardError, interval } = userDayInterval(effect, {
      sum: Float64Array.of(3, -1),
      days: 2,
      cellSquares: 20,
    });
    expect(standardError).toBe(Math.sqrt(10));
    expect(interval.method).toBe(
      "t with 1 degrees of freedom, clustered by day (the variance clustered by user and day is not positive)",
    );
    expect(() => userDayInterval(effect, { sum: Float64Array.of(3), days: 1, cellSquares: 1 })).toThrowError(
      expect.objectContaining({ code: "inference.one-cluster" }),
    );
  });
});
