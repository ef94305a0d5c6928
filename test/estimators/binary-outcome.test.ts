import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { structuralNestedMean } from "../../src/estimators/structural-nested-mean.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "./design-of.js";
import { simulatedDesign } from "./simulated-design.js";

const expit = (x: number) => 1 / (1 + Math.exp(-x));

/** Users with two days each and a shared disposition; treatment and a common outcome of 0 and 1 are logistic in z. */
function yesNo(seed: number, users: number): Design {
  const random = createRandom(seed, "yes and no");
  return designOf(
    Array.from({ length: 2 * users }, (_, r) => {
      const z = random.normal();
      const treatment = random.uniform() < expit(0.7 * z) ? 1 : 0;
      const outcome = random.uniform() < expit(-0.4 + 1.2 * z + 0.8 * treatment) ? 1 : 0;
      return { user: Math.floor(r / 2), treatment, outcome, terms: [z] };
    }),
  );
}

/** E[expit(0.4 + 1.2 z)] - E[expit(-0.4 + 1.2 z)] over a standard normal z, by the trapezoid rule. */
function truth(): number {
  let sum = 0;
  let total = 0;
  for (let z = -9; z <= 9; z += 0.001) {
    const density = Math.exp((-z * z) / 2);
    sum += density * (expit(0.4 + 1.2 * z) - expit(-0.4 + 1.2 * z));
    total += density;
  }
  return sum / total;
}

describe("an outcome of 0 and 1", () => {
  const names = ["standardisation", "aipw", "tmle", "outcomeRegression"] as const;

  it("is modelled by logistic regressions, whose errors are right", () => {
    const found = new Map(names.map((name) => [name, { estimates: [] as number[], errors: [] as number[] }]));
    for (let seed = 1; seed <= 400; seed++) {
      const design = yesNo(seed, 150);
      const models = nuisanceModels(design);
      for (const name of names) {
        const { effect, treated, control } = estimators[name].estimate(design, models);
        found.get(name)!.estimates.push(effect.estimate);
        found.get(name)!.errors.push(standardError(effect));
        if (name === "aipw") continue;
        for (const { estimate } of [treated, control]) {
          expect(estimate).toBeGreaterThan(0);
          expect(estimate).toBeLessThan(1);
        }
      }
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const { estimates, errors } of found.values()) {
      const spread = Math.sqrt(estimates.reduce((sum, x) => sum + (x - mean(estimates)) ** 2, 0) / 399);
      assertClose(mean(estimates), truth(), { absolute: (3 * spread) / 20, because: "3 Monte Carlo errors" });
      assertClose(mean(errors) / spread, 1, {
        absolute: 3 / Math.sqrt(2 * 399),
        because: "3 Monte Carlo errors of the ratio",
      });
    }
  });

  it.each(names)("leaves φ of %s the derivative by a user's weight", (name) => {
    const design = yesNo(5, 60);
    const moved = (factor: number): Design => ({
      ...design,
      shards: Array.from(design.shards, (shard) => ({
        ...shard,
        averaging: shard.averaging.map((w, r) => (shard.user[r] === 17 ? w * factor : w)),
      })),
    });
    const { effect } = estimators[name].estimate(design);
    const up = estimators[name].estimate(moved(1 + 1e-4)).effect.estimate;
    const down = estimators[name].estimate(moved(1 - 1e-4)).effect.estimate;
    assertClose(effect.influence[17]! / 60, (up - down) / 2e-4, {
      absolute: 1e-7,
      because: "central difference",
    });
  });

  it("is refused when an arm has one outcome only", () => {
    const design = yesNo(5, 60);
    const constant = {
      ...design,
      shards: Array.from(design.shards, (shard) => ({
        ...shard,
        outcome: shard.outcome.map((y, r) => (shard.treatment[r] === 1 ? 1 : y)),
      })),
    };
    expect(() => estimators.standardisation.estimate(constant)).toThrowError(
      expect.objectContaining({ code: "model.one-class" }),
    );
  });
});

describe("a constant outcome", () => {
  it("is refused by targeted minimum loss, which has nothing to target", () => {
    const rows = Array.from({ length: 40 }, (_, r) => ({
      user: r,
      treatment: r % 2,
      outcome: 7,
      terms: [Math.sin(r)],
    }));
    expect(() => estimators.tmle.estimate(designOf(rows))).toThrowError(
      expect.objectContaining({ code: "tmle.constant-outcome" }),
    );
  });
});

describe("a structural nested mean model with a modifier", () => {
  it("finds both parameters, and the average effect they imply", () => {
    const design = simulatedDesign({ seed: 9, users: 6000, daysPerUser: 3, terms: 3 });
    const { parameters, effect, treated, control } = structuralNestedMean(design, { modifiers: ["x1"] });
    // the effect is 1 + z / 2 and the term is z + 3
    const [constant, slope] = parameters;
    expect(parameters.map(({ term }) => term)).toEqual(["treatment", "treatment:x1"]);
    const within = (name: string, found: typeof effect, value: number) =>
      assertClose(found.estimate, value, {
        absolute: 4 * standardError(found),
        because: `${name}: 4 standard errors`,
      });
    within("constant", constant!.estimate, 1 - 1.5);
    within("slope", slope!.estimate, 0.5);
    within("effect", effect, 1);
    expect(standardError(slope!.estimate)).toBeLessThan(0.1);
    assertClose(treated.estimate - control.estimate, effect.estimate, {
      absolute: 1e-12,
      because: "difference",
    });
  });

  it("refuses a modifier that is no term, or twice", () => {
    const design = simulatedDesign({ seed: 9, users: 60, daysPerUser: 3, terms: 2 });
    for (const modifiers of ["x1", 3, { length: 1 }])
      expect(() => structuralNestedMean(design, { modifiers: modifiers as never })).toThrowError(
        expect.objectContaining({ code: "call.argument" }),
      );
    for (const modifiers of [["x7"], ["intercept"], ["x1", "x1"]])
      expect(() => structuralNestedMean(design, { modifiers })).toThrowError(
        expect.objectContaining({ code: "snm.modifier" }),
      );
  });
});
