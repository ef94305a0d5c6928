import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { aipwCrossFitted } from "../../src/estimators/aipw-cross-fitted.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { withLearners } from "../../src/estimators/with-learners.js";
import { standardError } from "../../src/inference/standard-error.js";
import { linearLearner } from "../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../src/models/learners/logistic-learner.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "./design-of.js";
import { simulatedDesign } from "./simulated-design.js";

const learners = { propensity: logisticLearner(), outcome: linearLearner(), seed: 1 };

/** Effect 1; treatment and outcome both turn on z², which no linear model of z sees. */
function bent(rows: number, seed: number): Design {
  const random = createRandom(seed, "bent world");
  return designOf(
    Array.from({ length: rows }, (_, r) => {
      const z = random.normal();
      const treatment = random.uniform() < 1 / (1 + Math.exp(0.5 - 0.8 * Math.min(z * z - 1, 2))) ? 1 : 0;
      const outcome = 1.5 * Math.min(z * z - 1, 2) + z + treatment + random.normal();
      return { user: Math.floor(r / 2), treatment, outcome, terms: [z] };
    }),
  );
}

describe("augmented weighting with cross-fitted learners", () => {
  it("has no bias, the right error and coverage with learners that are right", () => {
    const estimator = aipwCrossFitted({ ...learners, folds: 2 });
    const estimates: number[] = [];
    const errors: number[] = [];
    for (let seed = 1; seed <= 500; seed++) {
      const { effect } = estimator.estimate(simulatedDesign({ seed, users: 160, daysPerUser: 2, terms: 2 }));
      estimates.push(effect.estimate);
      errors.push(standardError(effect));
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / 500;
    const spread = Math.sqrt(estimates.reduce((sum, x) => sum + (x - mean(estimates)) ** 2, 0) / 499);
    assertClose(mean(estimates), 1, {
      absolute: Math.min((3 * spread) / Math.sqrt(500), 0.2 * mean(errors)),
      because: "3 Monte Carlo errors, and a fifth of a standard error (STATISTICS section 8)",
    });
    assertClose(mean(errors) / spread, 1, {
      absolute: 3 / Math.sqrt(2 * 499),
      because: "3 Monte Carlo errors of the ratio",
    });
  });

  it("with boosted trees, is right where linear models are wrong", () => {
    const design = bent(2000, 3);
    const miss = (name: "aipw" | "aipwCrossFitted") => {
      const { effect } = estimators[name].estimate(design);
      return Math.abs(effect.estimate - 1) / standardError(effect);
    };
    expect(miss("aipw")).toBeGreaterThan(10);
    expect(miss("aipwCrossFitted")).toBeLessThan(3);
  });

  it("predicts each user from fits that have not seen the user, one fold map for all models", () => {
    const design = simulatedDesign({ seed: 4, users: 60, daysPerUser: 3, terms: 2 });
    const [shard] = [...design.shards];
    const plain = aipwCrossFitted({ ...learners, folds: 4 }).estimate(design);
    const marred = {
      ...design,
      shards: [{ ...shard!, outcome: shard!.outcome.map((y, r) => (shard!.user[r] === 9 ? y + 50 : y)) }],
    };
    const other = aipwCrossFitted({ ...learners, folds: 4 }).estimate(marred);
    // outcomes bear on no propensity; the marred user moves predictions of other folds, not of its own
    expect(other.weighting!.propensity).toEqual(plain.weighting!.propensity);
    const same = (user: number) =>
      Math.abs(
        other.effect.influence[user]! -
          plain.effect.influence[user]! -
          (((plain.effect.estimate - other.effect.estimate) * shard!.user.filter((u) => u === user).length) /
            design.rows) *
            60,
      ) < 1e-9;
    const untouched = Array.from({ length: 60 }, (_, user) => user).filter(
      (user) => user !== 9 && same(user),
    );
    expect(untouched.length).toBe(14);
  });

  it("counts propensities moved to their bounds", () => {
    const design = simulatedDesign({ seed: 4, users: 60, daysPerUser: 3, terms: 2 });
    const free = aipwCrossFitted(learners).estimate(design).weighting!;
    const bound = aipwCrossFitted({ ...learners, bounds: [0.3, 0.7] }).estimate(design).weighting!;
    const beyond = free.propensity.filter((p) => p < 0.3 || p > 0.7).length;
    expect(free.truncatedRows).toBe(0);
    expect(bound.truncatedRows).toBe(beyond);
    expect(Math.min(...bound.propensity)).toBe(0.3);
  });

  it.each(["ipw", "standardisation", "tmle", "overlapWeighted"] as const)(
    "refuses %s with learners by name",
    (name) => {
      expect(() => withLearners(name, learners)).toThrowError(
        expect.objectContaining({ code: "learners.no-error", message: expect.stringContaining(name) }),
      );
    },
  );

  it("is what withLearners gives for aipw", () => {
    const design = simulatedDesign({ seed: 4, users: 60, daysPerUser: 3, terms: 2 });
    const given = withLearners("aipw", learners).estimate(design, nuisanceModels(design));
    expect(given).toEqual(aipwCrossFitted(learners).estimate(design));
  });

  it("refuses learners of the wrong kind, bounds out of order, more folds than users", () => {
    const design = simulatedDesign({ seed: 4, users: 10, daysPerUser: 3, terms: 2 });
    expect(() => aipwCrossFitted({ ...learners, propensity: linearLearner() })).toThrowError(
      expect.objectContaining({ code: "crossFitted.learner" }),
    );
    expect(() => aipwCrossFitted({ ...learners, bounds: [0.9, 0.1] })).toThrowError(
      expect.objectContaining({ code: "crossFitted.bounds" }),
    );
    expect(() => aipwCrossFitted({ ...learners, outcome: logisticLearner() }).estimate(design)).toThrowError(
      expect.objectContaining({ code: "crossFitted.outcome-not-binary" }),
    );
    expect(() => aipwCrossFitted({ ...learners, folds: 11 }).estimate(design)).toThrowError(
      expect.objectContaining({ code: "folds.invalid" }),
    );
  });
});
