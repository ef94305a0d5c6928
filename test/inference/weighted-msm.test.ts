import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { bootstrapInterval } from "../../src/inference/bootstrap/bootstrap-interval.js";
import { clusterBootstrap } from "../../src/inference/bootstrap/cluster-bootstrap.js";
import { multiplicitiesOf } from "../../src/inference/bootstrap/resample.js";
import {
  planWeightedMsm,
  type WeightedMsmOptions,
} from "../../src/inference/bootstrap/weighted-msm/weighted-msm-plan.js";
import { weightedMsmRunner } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-runner.js";
import { weightedMsmStatistic } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-statistic.js";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { quantile } from "../../src/numeric/quantile.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "../estimators/design-of.js";

/** Panel rows: two continuous terms, a weekend flag and a rare level; averaging 1 or 1 / rows of the user. */
function panel(seed: number, users: number, days: number, byUser = false): Design {
  const random = createRandom(seed, "weighted msm");
  const rows: TestRow[] = [];
  for (let user = 0; user < users; user++) {
    const own = random.normal();
    const count = user === 3 ? 0 : 1 + random.integer(2 * days - 1);
    for (let day = 0; day < count; day++) {
      const x = 0.6 * own + random.normal();
      const z = 300 + 40 * random.normal();
      const weekend = day % 3 === 0 ? 1 : 0;
      const rare = users > 80 && user % 17 === 5 ? 1 : 0;
      const logit = -0.7 + 0.6 * x - 0.006 * (z - 300) + 0.3 * weekend + 0.4 * rare;
      const treatment = random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      const outcome = 2 + treatment * (1 + 0.5 * weekend) + x + 0.4 * weekend + own + random.normal();
      rows.push({
        user,
        treatment,
        outcome,
        averaging: byUser ? 1 / count : 1,
        terms: [x, z, weekend, rare, 2 * x],
      });
    }
  }
  return designOf(rows, { users, usersPerShard: 40, terms: ["x", "z", "weekend", "rare", "twice"] });
}

/** The chain by the plain table models on rows written out as often as their user counts. */
function writtenOut(design: Design, counts: Float64Array, options: WeightedMsmOptions): number[] {
  const { numerator = [], structural = numerator, modifiers = [], truncation } = options;
  const columns: number[][] = design.terms.slice(1).map(() => []);
  const treatment: number[] = [];
  const outcome: number[] = [];
  const averaging: number[] = [];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++)
      for (let copy = 0; copy < counts[shard.user[r]!]!; copy++) {
        columns.forEach((column, j) => {
          column.push(shard.covariates.values[(j + 1) * shard.rows + r]!);
        });
        treatment.push(shard.treatment[r]!);
        outcome.push(shard.outcome[r]!);
        averaging.push(shard.averaging[r]!);
      }
  const named = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, Float64Array.from(columns[design.terms.indexOf(name) - 1]!)]),
    );
  const fitted = (names: readonly string[]) =>
    logisticRegression({
      outcome: Float64Array.from(treatment),
      matrix: named(names),
      weights: Float64Array.from(averaging),
    }).fitted;
  const p = fitted(design.terms.slice(1));
  const n = fitted(numerator);
  const raw = Float64Array.from(treatment, (a, r) => (a === 1 ? n[r]! / p[r]! : (1 - n[r]!) / (1 - p[r]!)));
  const [low, high] = truncation
    ? truncation.map((share) => quantile(raw, share))
    : [0, Number.POSITIVE_INFINITY];
  const matrix: Record<string, Float64Array> = { A: Float64Array.from(treatment), ...named(structural) };
  for (const name of modifiers)
    matrix[`A:${name}`] = named([name])[name]!.map((value, r) => value * treatment[r]!);
  const msm = linearRegression({
    outcome: Float64Array.from(outcome),
    matrix,
    weights: raw.map((w, r) => Math.min(Math.max(w, low!), high!) * averaging[r]!),
  });
  const estimate = (name: string) => msm.coefficients.find(({ term }) => term === name)!.estimate;
  return [estimate("A"), ...modifiers.map((name) => estimate(`A:${name}`))];
}

const chains: readonly (readonly [string, WeightedMsmOptions])[] = [
  ["calendar numerator, truncated", { numerator: ["weekend"], truncation: [0.01, 0.99] }],
  ["prevalence numerator", {}],
  [
    "continuous structural term and a modifier",
    { numerator: ["weekend"], structural: ["weekend", "x"], modifiers: ["weekend"] },
  ],
];

describe.each(chains)("weighted MSM on resamples, %s", (_, options) => {
  it.each([false, true])("equals cold fits on rows written out (averaged by user: %s)", (byUser) => {
    const design = panel(3, 90, 6, byUser);
    const statistic = weightedMsmStatistic(planWeightedMsm(design, options));
    const draws = [
      multiplicitiesOf({ kind: "whole" }, 90),
      multiplicitiesOf({ kind: "without", user: 7 }, 90),
      ...Array.from({ length: 6 }, (__, index) =>
        multiplicitiesOf({ kind: "replicate", seed: 1, index }, 90),
      ),
    ];
    for (const counts of draws) {
      const found = statistic(counts);
      writtenOut(design, counts, options).forEach((value, k) => {
        assertClose(found[k]!, value, { absolute: 1e-8, because: "the bar of the issue: a cold full fit" });
      });
    }
  });
});

describe("weighted MSM on resamples", () => {
  it("goes without a level that the draw lacks", () => {
    const design = panel(3, 90, 6);
    const counts = multiplicitiesOf({ kind: "whole" }, 90).map((_, user) => (user % 17 === 5 ? 0 : 1));
    const options = { numerator: ["weekend"], truncation: [0.01, 0.99] } as const;
    const found = weightedMsmStatistic(planWeightedMsm(design, options))(counts);
    assertClose(found[0]!, writtenOut(design, counts, options)[0]!, {
      absolute: 1e-8,
      because: "the level's column is aliased on both sides",
    });
  });

  it("is the same whatever came before, and says what has no estimate", () => {
    const design = panel(3, 90, 6);
    const statistic = weightedMsmStatistic(planWeightedMsm(design));
    const draw = (index: number) => multiplicitiesOf({ kind: "replicate", seed: 1, index }, 90);
    const first = statistic(draw(0));
    statistic(draw(1));
    expect(statistic(draw(0))).toEqual(first);
    expect(() => statistic(new Float64Array(90))).toThrowError(
      expect.objectContaining({ code: "bootstrap.no-rows" }),
    );
    const untreated = new Float64Array(90);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) if (shard.treatment[r] === 0) untreated[shard.user[r]!] = 1;
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) if (shard.treatment[r] === 1) untreated[shard.user[r]!] = 0;
    expect(untreated.some((count) => count > 0)).toBe(true);
    expect(() => statistic(untreated)).toThrowError(expect.objectContaining({ code: "model.one-class" }));
  });

  it("covers the effect at its level, by a bootstrap of the whole chain", async () => {
    let hits = 0;
    const worlds = 100;
    const ratio: number[] = [];
    const estimates: number[] = [];
    for (let world = 0; world < worlds; world++) {
      const runner = weightedMsmRunner(panel(1000 + world, 50, 3), {
        numerator: ["weekend"],
        modifiers: ["weekend"],
      });
      const boot = await clusterBootstrap({ runner, replicates: 79, seed: world });
      const { lower, upper } = bootstrapInterval(boot, "treatment", { level: 0.9 });
      if (lower <= 1 && 1 <= upper) hits += 1;
      ratio.push(boot.standardErrors[0]!);
      estimates.push(boot.estimates[0]!);
    }
    const mean = estimates.reduce((a, b) => a + b) / worlds;
    const spread = Math.sqrt(estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (worlds - 1));
    assertClose(hits / worlds, 0.9, { absolute: 0.09, because: "3 Monte Carlo errors of 100 worlds" });
    assertClose(ratio.reduce((a, b) => a + b) / worlds / spread, 1, {
      absolute: 0.22,
      because: "3 Monte Carlo errors of a spread of 100 draws are 21 %",
    });
  });

  it("refuses terms it has not, and a numerator that the structural model lacks", () => {
    const design = panel(3, 90, 6);
    const code = (options: WeightedMsmOptions, expected: string) =>
      expect(() => planWeightedMsm(design, options)).toThrowError(
        expect.objectContaining({ code: expected }),
      );
    code({ numerator: ["nowhere"] }, "bootstrap.terms");
    code({ numerator: ["intercept"] }, "bootstrap.terms");
    code({ structural: ["weekend"], modifiers: ["x"] }, "bootstrap.terms");
    code({ numerator: ["weekend"], structural: ["x"] }, "bootstrap.numerator-terms");
    code({ truncation: [0.99, 0.01] }, "bootstrap.truncation");
  });
});
