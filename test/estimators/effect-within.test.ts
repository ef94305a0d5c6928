import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { aipwCrossFitted } from "../../src/estimators/aipw-cross-fitted.js";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import { effectWithin } from "../../src/estimators/effect-within.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { segmentFamily } from "../../src/inference/segment-family.js";
import { linearLearner } from "../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../src/models/learners/logistic-learner.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { simulatedDesign } from "./simulated-design.js";

/** Quarters of the first term, 3 + N(0, 1.25), on which the effect is 1 + (term - 3) / 2. */
const spread = Math.sqrt(1.25);
const cuts = [-0.6744898, 0, 0.6744898].map((z) => 3 + spread * z);
const truth = [-1.271106, -0.324663, 0.324663, 1.271106].map((z) => 1 + (spread * z) / 2);

/** The quarter of every row, and the users and the rows of each quarter. */
function quarters(design: Design) {
  const part = new Int32Array(design.rows);
  const users = [0, 1, 2, 3].map(() => new Set<number>());
  const rows = [0, 0, 0, 0];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const value = shard.covariates.values[shard.rows + r]!;
      const quarter = cuts.filter((cut) => value > cut).length;
      part[shard.firstRow + r] = quarter;
      users[quarter]!.add(shard.user[r]!);
      rows[quarter]! += 1;
    }
  return { part, users: users.map(({ size }) => size), rows };
}

describe("an effect within a part of the rows", () => {
  const design = simulatedDesign({ seed: 5, users: 80, daysPerUser: 3, terms: 3, usersPerShard: 30 });
  const models = nuisanceModels(design);
  const learners = { propensity: logisticLearner(), outcome: linearLearner(), folds: 4, seed: 2 };
  const close = { absolute: 1e-10, because: "the same sums in another order" };

  it.each([
    ["standardisation", estimators.standardisation],
    ["aipw", estimators.aipw],
    ["aipwCrossFitted", aipwCrossFitted(learners)],
  ] as const)("of %s averages over the parts to the whole, influence included", (_name, estimator) => {
    const fit = estimator.estimate(design, models);
    const { part, rows } = quarters(design);
    const effects = effectWithin(models, fit).within!(part, 4);
    assertClose(
      effects.reduce((sum, { estimate }, k) => sum + (rows[k]! / design.rows) * estimate, 0),
      fit.effect.estimate,
      close,
    );
    // The whole moves with the parts' own effects, and with how many rows of a user lie in which part.
    const mixed = new Float64Array(design.users);
    effects.forEach(({ influence }, k) => {
      influence.forEach((value, user) => {
        mixed[user] = mixed[user]! + (rows[k]! / design.rows) * value;
      });
    });
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) {
        const own = effects[part[shard.firstRow + r]!]!.estimate - fit.effect.estimate;
        mixed[shard.user[r]!] = mixed[shard.user[r]!]! + (design.users * own) / design.rows;
      }
    mixed.forEach((value, user) => {
      assertClose(value, fit.effect.influence[user]!, close);
    });
  });

  it("is that of the estimator with averaging weights of 0 outside the part, for all parts at once", () => {
    const { part } = quarters(design);
    const some = part.map((quarter) => (quarter === 2 ? -1 : Math.min(quarter, 2)));
    const total = some.reduce((count, own) => count + (own === 1 ? 1 : 0), 0);
    const alone = {
      ...design,
      shards: [...design.shards].map((shard) => ({
        ...shard,
        averaging: shard.averaging.map((_, r) => Number(some[shard.firstRow + r] === 1)),
      })),
    };
    const propensity = models.propensity();
    for (const fit of [
      estimators.standardisation.estimate(design, models),
      estimators.aipw.estimate(design, models),
    ]) {
      const options = fit.estimator === "aipw" ? { propensity } : {};
      const expected = augmentedMeans(alone, models.outcome(), total, options).effect;
      const found = effectWithin(models, fit).within!(some, 3)[1]!;
      assertClose(found.estimate, expected.estimate, close);
      found.influence.forEach((value, user) => {
        assertClose(value, expected.influence[user]!, close);
      });
    }
  });

  it.each(["naive", "ipw", "standardisation", "aipw"] as const)(
    "of %s over all rows is the estimate itself",
    (name) => {
      const fit = estimators[name].estimate(design, models);
      const whole = effectWithin(models, fit).within!(new Int32Array(design.rows), 1)[0]!;
      assertClose(whole.estimate, fit.effect.estimate, close);
      for (const user of [3, 40]) assertClose(whole.influence[user]!, fit.effect.influence[user]!, close);
    },
  );

  it("names a part that cannot be answered, and parts that are none", () => {
    const within = effectWithin(models, estimators.ipw.estimate(design, models)).within!;
    const code = (part: Int32Array, parts: number) => {
      try {
        within(part, parts);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return undefined;
    };
    const none = new Int32Array(design.rows);
    expect(code(none, 2)).toBe("parts.empty-arm");
    expect(code(none.fill(2, 0, 1), 2)).toBe("parts.number");
    expect(code(none.subarray(1), 1)).toBe("parts.lengths");
  });

  it("is refused by an estimator that is no average of rows", () => {
    const fit = estimators.gEstimation.estimate(design, models);
    expect(effectWithin(models, fit).reason).toMatch(
      /^the primary estimator gEstimation is no average of rows/,
    );
  });
});

describe("effects that differ between quarters of a term, 400 samples of 80 users", () => {
  it("are found without bias, with right errors, and intervals that hold together", () => {
    const replications = 400;
    const drawn = truth.map(() => ({ estimates: [] as number[], errors: [] as number[] }));
    let held = 0;
    for (let seed = 1; seed <= replications; seed++) {
      const design = simulatedDesign({ seed, users: 80, daysPerUser: 4, terms: 2 });
      const models = nuisanceModels(design);
      const { part, users } = quarters(design);
      const effects = effectWithin(models, estimators.aipw.estimate(design, models)).within!(part, 4);
      const family = segmentFamily(
        effects.map((effect, k) => ({ effect, users: users[k]! })),
        { level: 0.95, draws: 200, random: createRandom(seed, "family") },
      );
      family.forEach(({ standardError }, k) => {
        drawn[k]!.estimates.push(effects[k]!.estimate);
        drawn[k]!.errors.push(standardError);
      });
      held += Number(family.every(({ lower, upper }, k) => lower <= truth[k]! && truth[k]! <= upper));
    }
    drawn.forEach(({ estimates, errors }, k) => {
      const mean = estimates.reduce((sum, value) => sum + value, 0) / replications;
      const deviation = Math.sqrt(
        estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replications - 1),
      );
      const error = errors.reduce((sum, value) => sum + value, 0) / replications;
      assertClose(mean, truth[k]!, {
        absolute: (3.5 * deviation) / Math.sqrt(replications),
        because: "3.5 Monte Carlo errors",
      });
      assertClose(error / deviation, 1, {
        absolute: 0.12,
        because: "the spread of 400 estimates is known to 3.5 %",
      });
    });
    assertClose(held / replications, 0.95, {
      absolute: 0.04,
      because: "3.6 Monte Carlo errors; 80 users",
    });
  });
});
