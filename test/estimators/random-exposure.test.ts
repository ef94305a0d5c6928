import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { type RandomExposureOptions, randomExposure } from "../../src/estimators/random-exposure.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "./design-of.js";

/** 60 users, 10 decisions each; the effect of treatment is 0.5 + z, and the outcome has z² that no covariate stands for. */
function trial(seed: number): { readonly design: Design; readonly probability: Float64Array } {
  const random = createRandom(seed, "random exposure");
  const rows: TestRow[] = [];
  const probability: number[] = [];
  for (let user = 0; user < 60; user++) {
    const own = random.normal();
    let before = 0;
    for (let day = 0; day < 10; day++) {
      const z = random.normal() + 0.3 * before;
      const p = z > 0 ? 0.7 : 0.3;
      const treatment = random.uniform() < p ? 1 : 0;
      const outcome = z * z + own + treatment * (0.5 + z) + random.normal();
      rows.push({ user, treatment, outcome, terms: [z] });
      probability.push(p);
      before = treatment;
    }
  }
  return { design: designOf(rows), probability: Float64Array.from(probability) };
}

describe("random exposure", () => {
  it("is the difference of weighted arm means when nothing is adjusted for", () => {
    // numerator 1/2; weights of the treated 1/2 / p: 1, 2; of the untreated 1/2 / (1 - p): 1, 2/3
    const design = designOf([
      { user: 0, treatment: 1, outcome: 4, terms: [] },
      { user: 1, treatment: 1, outcome: 7, terms: [] },
      { user: 2, treatment: 0, outcome: 1, terms: [] },
      { user: 3, treatment: 0, outcome: 3, terms: [] },
    ]);
    const fit = randomExposure(design, { probability: [0.5, 0.25, 0.5, 0.25], numerator: 0.5 });
    assertClose(fit.parameters[0]!.estimate.estimate, 18 / 3 - 3 / (5 / 3), {
      absolute: 1e-12,
      because: "means 18/3 = 6 and (1 + 2) / (5/3) = 1.8 by hand",
    });
    // contributions w (Y - mean) / Σw: -2/3, 2/3 treated; -(1 · -0.8) / (5/3), -(2/3 · 1.2) / (5/3); times n = 4
    [-8 / 3, 8 / 3, 1.92, -1.92].forEach((value, i) => {
      assertClose(fit.parameters[0]!.estimate.influence[i]!, value, { absolute: 1e-12, because: "by hand" });
    });
  });

  it("has no bias and the right error though the working model is wrong", () => {
    const estimates: number[] = [];
    const errors: number[] = [];
    const slopes: number[] = [];
    for (let seed = 1; seed <= 400; seed++) {
      const { design, probability } = trial(seed);
      const [effect, slope] = randomExposure(design, { probability, moderators: ["x1"] }).parameters;
      estimates.push(effect!.estimate.estimate);
      errors.push(standardError(effect!.estimate));
      slopes.push(slope!.estimate.estimate);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = (values: readonly number[]) =>
      Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));
    const because = "3 Monte Carlo errors";
    assertClose(mean(estimates), 0.5, { absolute: (3 * spread(estimates)) / 20, because });
    assertClose(mean(slopes), 1, { absolute: (3 * spread(slopes)) / 20, because });
    assertClose(mean(errors) / spread(estimates), 1, {
      absolute: 3 / Math.sqrt(2 * 399) + 0.03,
      because: "3 Monte Carlo errors, and what 60 clusters without a small-sample factor lose",
    });
  });

  it("does not mind the scale of averaging weights, and is pointwise the derivative by a user's weight", () => {
    const { design, probability } = trial(7);
    const times = (factor: (user: number) => number): Design => ({
      ...design,
      shards: Array.from(design.shards, (shard) => ({
        ...shard,
        averaging: shard.averaging.map((w, r) => w * factor(shard.user[r]!)),
      })),
    });
    const of = (changed: Design) =>
      randomExposure(changed, { probability, numerator: 0.5 }).parameters[0]!.estimate;
    const plain = of(design);
    assertClose(of(times(() => 3)).estimate, plain.estimate, {
      absolute: 1e-12,
      because: "relative weights",
    });
    const up = of(times((user) => (user === 5 ? 1 + 1e-4 : 1))).estimate;
    const down = of(times((user) => (user === 5 ? 1 - 1e-4 : 1))).estimate;
    assertClose(plain.influence[5]! / 60, (up - down) / 2e-4, {
      absolute: 1e-7,
      because: "central difference",
    });
  });

  const { design, probability } = trial(1);
  const bad: readonly (readonly [string, RandomExposureOptions])[] = [
    ["randomExposure.probability", { probability: [0.5] }],
    ["randomExposure.probability", { probability: probability.map((p, row) => (row === 4 ? 1 : p)) }],
    ["randomExposure.numerator", { probability, numerator: 1 }],
    ["randomExposure.moderator", { probability, moderators: ["x2"] }],
    ["randomExposure.moderator", { probability, moderators: ["x1", "x1"] }],
  ];
  it.each(bad)("refuses with %s", (code, options) => {
    expect(() => randomExposure(design, options)).toThrowError(expect.objectContaining({ code }));
  });

  it("refuses one empty arm, and drops collinear covariates by name", () => {
    const rows = (treatment: (r: number) => number): TestRow[] =>
      Array.from({ length: 40 }, (_, r) => ({
        user: r,
        treatment: treatment(r),
        outcome: Math.sin(r),
        terms: [Math.cos(3 * r), 2 * Math.cos(3 * r)],
      }));
    const half = new Float64Array(40).fill(0.5);
    expect(() => randomExposure(designOf(rows(() => 1)), { probability: half })).toThrowError(
      expect.objectContaining({ code: "estimator.empty-arm" }),
    );
    expect(randomExposure(designOf(rows((r) => r % 2)), { probability: half }).aliased).toEqual(["x2"]);
  });
});
