import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { CausalError, NotEstimableError } from "../../src/errors.js";
import { estimators } from "../../src/estimators/registry.js";
import { bootstrapCombination } from "../../src/inference/bootstrap/bootstrap-combination.js";
import { bootstrapInterval } from "../../src/inference/bootstrap/bootstrap-interval.js";
import { clusterBootstrap } from "../../src/inference/bootstrap/cluster-bootstrap.js";
import { clusterJackknife } from "../../src/inference/bootstrap/cluster-jackknife.js";
import { designRunner } from "../../src/inference/bootstrap/design-runner.js";
import { inProcessRunner } from "../../src/inference/bootstrap/in-process-runner.js";
import { influenceAcceleration } from "../../src/inference/bootstrap/influence-acceleration.js";
import { multiplicitiesOf } from "../../src/inference/bootstrap/resample.js";
import { resampledDesign } from "../../src/inference/bootstrap/resampled-design.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "../estimators/design-of.js";
import { simulatedDesign } from "../estimators/simulated-design.js";

/** The design with the rows of every user written out as often as the user counts; folds by user stay what they are. */
function copied(design: Design, counts: Float64Array): Design {
  const rows: TestRow[] = [];
  const byUser = new Map<number, TestRow[]>();
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const own = byUser.get(shard.user[r]!) ?? [];
      byUser.set(shard.user[r]!, own);
      const { rows: stride, columns, values } = shard.covariates;
      own.push({
        user: 0,
        treatment: shard.treatment[r]!,
        outcome: shard.outcome[r]!,
        averaging: shard.averaging[r]!,
        terms: Array.from({ length: columns - 1 }, (_, j) => values[(j + 1) * stride + r]!),
      });
    }
  counts.forEach((count, i) => {
    for (let copy = 0; copy < count; copy++)
      rows.push(...(byUser.get(i) ?? []).map((row) => ({ ...row, user: i })));
  });
  return designOf(rows, { users: design.users });
}

const design = simulatedDesign({ seed: 5, users: 60, daysPerUser: 4, terms: 3, usersPerShard: 25 });
const mean = (values: ArrayLike<number>, counts: Float64Array) => {
  let sum = 0;
  let total = 0;
  counts.forEach((count, i) => {
    sum += count * values[i]!;
    total += count;
  });
  return sum / total;
};

describe("multiplicities", () => {
  it("add up to the users, follow from seed and index alone, and differ between both", () => {
    const draw = (seed: number, index: number, users = 50) =>
      multiplicitiesOf({ kind: "replicate", seed, index }, users);
    expect(draw(1, 7).reduce((a, b) => a + b)).toBe(50);
    expect(draw(1, 7)).toEqual(draw(1, 7));
    expect(draw(1, 7)).not.toEqual(draw(1, 8));
    expect(draw(1, 7)).not.toEqual(draw(2, 7));
    expect([...multiplicitiesOf({ kind: "without", user: 1 }, 3)]).toEqual([1, 0, 1]);
  });
});

describe.each(Object.values(estimators))("$name on a resample", (estimator) => {
  it("equals the same on copied rows, by row and by user averages", () => {
    const byUser: Design = {
      ...design,
      shards: [...design.shards].map((shard, k) => ({
        ...shard,
        averaging: shard.averaging.map((_, r) => 1 / (1 + ((shard.user[r]! + k) % 4))),
      })),
    };
    for (const base of [design, byUser])
      for (const index of [0, 1]) {
        const counts = multiplicitiesOf({ kind: "replicate", seed: 3, index }, 60);
        const weighted = estimator.estimate(resampledDesign(base, counts));
        const written = estimator.estimate(copied(base, counts));
        for (const part of ["treated", "control", "effect"] as const)
          assertClose(weighted[part].estimate, written[part].estimate, {
            relative: 1e-9,
            absolute: 1e-10,
            because: "integer weights are copied rows; only rounding and the last Newton step differ",
          });
      }
  });
});

describe("clusterBootstrap", () => {
  const effects = designRunner(design, ["effect", "treated"], (d) => {
    const fit = estimators.ipw.estimate(d);
    return [fit.effect.estimate, fit.treated.estimate];
  });

  it("keeps its first replicates and its estimate when there are more, and repeats with its seed", async () => {
    const few = await clusterBootstrap({ runner: effects, replicates: 40, seed: 9 });
    const more = await clusterBootstrap({ runner: effects, replicates: 80, seed: 9 });
    expect([...more.replicates[0]!.subarray(0, 40)]).toEqual([...few.replicates[0]!]);
    expect(more.estimates).toEqual(few.estimates);
    expect(few.estimates[0]).toBe(estimators.ipw.estimate(design).effect.estimate);
    const other = await clusterBootstrap({ runner: effects, replicates: 40, seed: 10 });
    expect(other.replicates[0]).not.toEqual(few.replicates[0]);
  });

  it("draws a seed when none is given, and tells it", async () => {
    const runner = inProcessRunner(9, ["mean"], (counts) => [mean([1, 2, 3, 4, 5, 6, 7, 8, 9], counts)]);
    const one = await clusterBootstrap({ runner, replicates: 20 });
    const two = await clusterBootstrap({ runner, replicates: 20 });
    expect(one.seed).not.toBe(two.seed);
    expect(await clusterBootstrap({ runner, replicates: 20, seed: one.seed })).toEqual(one);
  });

  it("has the error of the influence function, multiplicities and clusters counted", async () => {
    const wide = simulatedDesign({ seed: 8, users: 150, daysPerUser: 4, terms: 2 });
    const runner = designRunner(wide, ["effect"], (d) => [estimators.ipw.estimate(d).effect.estimate]);
    const boot = await clusterBootstrap({ runner, replicates: 600, seed: 1 });
    const analytic = standardError(estimators.ipw.estimate(wide).effect);
    assertClose(boot.standardErrors[0]! / analytic, 1, {
      absolute: 0.12,
      because: "3 Monte Carlo errors of 600 replicates are 9 %, and terms of order 1 / users",
    });
  });

  it("pairs replicates of two estimators", async () => {
    const naive = designRunner(design, ["naive"], (d) => [estimators.naive.estimate(d).effect.estimate]);
    const one = await clusterBootstrap({ runner: naive, replicates: 50, seed: 9 });
    const two = await clusterBootstrap({ runner: effects, replicates: 50, seed: 9 });
    const moved = bootstrapCombination("naive - ipw", [one, two], ([a, b]) => a! - b!);
    expect(moved.replicates[0]![7]).toBe(one.replicates[0]![7]! - two.replicates[0]![7]!);
    expect(moved.standardErrors[0]!).toBeLessThan(Math.hypot(one.standardErrors[0]!, two.standardErrors[0]!));
    const stranger = await clusterBootstrap({ runner: naive, replicates: 50, seed: 10 });
    expect(() => bootstrapCombination("x", [stranger, two], ([a]) => a!)).toThrowError(
      expect.objectContaining({ code: "bootstrap.not-paired" }),
    );
    // a function that exists in most replicates only: no NaN among them, each failure once
    const median = one.replicates[0]!.slice().sort()[2]!;
    const root = bootstrapCombination("root", [one, one], ([a]) => Math.sqrt(a! - median));
    expect(root.replicates[0]!.every(Number.isFinite)).toBe(true);
    expect(root.replicates[0]!.length).toBe(one.numbers.length - 2);
    expect(root.numbers.length).toBe(root.replicates[0]!.length);
    expect(root.failures.map(({ code }) => code)).toEqual(["bootstrap.not-finite", "bootstrap.not-finite"]);
    expect(bootstrapCombination("same", [root, root], ([a]) => a!).failures).toHaveLength(2);
    expect(Number.isFinite(root.standardErrors[0]!)).toBe(true);
    expect(() => bootstrapCombination("none", [one], () => Number.NaN)).toThrowError(
      expect.objectContaining({ code: "bootstrap.not-finite" }),
    );
  });

  it("counts replicates without an estimate, and refuses too many of them", async () => {
    // one treated user among eight: a resample lacks that user with chance (7/8)^8 = 34 %
    const rows = Array.from({ length: 16 }, (_, r): TestRow => {
      const user = Math.floor(r / 2);
      return { user, treatment: user === 3 ? 1 : 0, outcome: r, terms: [] };
    });
    const runner = designRunner(designOf(rows), ["effect"], (d) => [
      estimators.naive.estimate(d).effect.estimate,
    ]);
    await expect(clusterBootstrap({ runner, replicates: 60, seed: 2 })).rejects.toThrowError(
      expect.objectContaining({
        code: "bootstrap.failures",
        message: expect.stringContaining("estimator.empty-arm"),
      }),
    );
    const allowed = await clusterBootstrap({ runner, replicates: 60, seed: 2, mostFailures: 0.9 });
    expect(allowed.failures.length).toBeGreaterThan(8);
    expect(allowed.failures.length + allowed.replicates[0]!.length).toBe(60);
    expect(allowed.failures[0]).toMatchObject({ code: "estimator.empty-arm" });
  });

  it("does not stumble over a factor level that a resample lacks", async () => {
    const random = createRandom(4, "level");
    const rows = Array.from({ length: 120 }, (_, r): TestRow => {
      const user = Math.floor(r / 3);
      const rare = user === 11 ? 1 : 0;
      const treatment = r % 3 === 0 ? 1 : random.integer(2);
      return { user, treatment, outcome: treatment + rare + random.normal(), terms: [random.normal(), rare] };
    });
    const runner = designRunner(designOf(rows), ["effect"], (d) => [
      estimators.aipw.estimate(d).effect.estimate,
    ]);
    const boot = await clusterBootstrap({ runner, replicates: 60, seed: 2, mostFailures: 0.5 });
    const lacking = boot.numbers.filter(
      (index) => multiplicitiesOf({ kind: "replicate", seed: 2, index }, 40)[11] === 0,
    );
    expect(lacking.length).toBeGreaterThan(10);
    expect(boot.standardErrors[0]).toBeGreaterThan(0.05);
  });

  it("refuses what makes no sense, and lets faults of the call pass", async () => {
    const runner = (statistic: () => number) => inProcessRunner(5, ["x"], () => [statistic()]);
    const one = runner(() => 1);
    const refused = (options: object, code: string) =>
      expect(clusterBootstrap({ runner: one, seed: 1, ...options })).rejects.toThrowError(
        expect.objectContaining({ code }),
      );
    await refused({ replicates: 1 }, "bootstrap.replicates");
    await refused({ seed: Number.NaN }, "bootstrap.seed");
    await refused({ mostFailures: 1 }, "bootstrap.share");
    const nowhere = runner(() => {
      throw new NotEstimableError("estimator.empty-arm", "no treated rows");
    });
    await refused({ runner: nowhere }, "bootstrap.whole-sample");
    await refused({ runner: runner(() => Number.NaN) }, "bootstrap.whole-sample");
    const broken = runner(() => {
      throw new CausalError("x.y", "a fault of the call");
    });
    await refused({ runner: broken }, "x.y");
  });
});

describe("bootstrapInterval", () => {
  const fixed = (replicates: number[], estimate: number) => ({
    parameters: ["x"],
    estimates: Float64Array.of(estimate),
    replicates: [Float64Array.from(replicates)],
    numbers: Int32Array.from(replicates, (_, b) => b),
    failures: [],
    users: 10,
    seed: 1,
    standardErrors: Float64Array.of(1),
  });
  const nineteen = fixed(
    Array.from({ length: 19 }, (_, b) => 19 - b),
    9,
  );

  it("takes order statistics at (B + 1) share", () => {
    // (19 + 1) 0.05 = 1 and 20 · 0.95 = 19: first and last; basic is 18 minus those
    expect(bootstrapInterval(nineteen, "x", { level: 0.9 })).toMatchObject({ lower: 1, upper: 19 });
    expect(bootstrapInterval(nineteen, 0, { level: 0.9, kind: "basic" })).toMatchObject({
      lower: -1,
      upper: 17,
    });
    // 20 · 0.125 = 2.5: half way between the second and the third
    expect(bootstrapInterval(nineteen, "x", { level: 0.75 })).toMatchObject({ lower: 2.5, upper: 17.5 });
  });

  it("corrects bias and skewness as the formula says", () => {
    // 9.5 of 19 below 10: z0 = 0, and with a = 0 BCa is the percentile interval
    const symmetric = { ...nineteen, estimates: Float64Array.of(10) };
    const plain = bootstrapInterval(symmetric, "x", { level: 0.75, kind: "bca", acceleration: 0 });
    assertClose(plain.lower, 2.5, { relative: 1e-12, because: "through the normal quantile and back" });
    assertClose(plain.upper, 17.5, { relative: 1e-12, because: "through the normal quantile and back" });
    // z0 = 0, a = 0.1, level 0.6: z = ∓0.8416212; Φ(z / (1 - 0.1 z)) = Φ(-0.7762889), Φ(0.9189634) = 0.2187887, 0.8209427
    const skew = bootstrapInterval(symmetric, "x", { level: 0.6, kind: "bca", acceleration: 0.1 });
    assertClose(skew.lower, 20 * 0.2187887, {
      relative: 1e-5,
      because: "replicates are 1 to 19: order statistic h is h",
    });
    assertClose(skew.upper, 20 * 0.8209427, { relative: 1e-5, because: "the same above" });
  });

  it("refuses percentiles that so few replicates do not have, and a missing acceleration", () => {
    const code = (code: string) => expect.objectContaining({ code });
    expect(() => bootstrapInterval(nineteen, "x")).toThrowError(
      expect.objectContaining({
        code: "bootstrap.few-replicates",
        message: expect.stringContaining("at least 39 replicates"),
      }),
    );
    expect(() => bootstrapInterval(nineteen, "x", { kind: "bca" })).toThrowError(
      code("bootstrap.acceleration"),
    );
    expect(() => bootstrapInterval(nineteen, "y")).toThrowError(code("bootstrap.parameter"));
    expect(() => bootstrapInterval(nineteen, "x", { level: 95 })).toThrowError(code("inference.level"));
    const beyond = { ...nineteen, estimates: Float64Array.of(100) };
    expect(() => bootstrapInterval(beyond, "x", { level: 0.5, kind: "bca", acceleration: 0 })).toThrowError(
      code("bootstrap.few-replicates"),
    );
  });

  it("has the jackknife of a mean, and its acceleration", async () => {
    const values = [1, 2, 4, 9];
    const runner = inProcessRunner(4, ["mean"], (counts) => [mean(values, counts)]);
    const jackknife = await clusterJackknife(runner);
    // sd of 1, 2, 4, 9 is sqrt(38 / 3); error of the mean sqrt(38 / 12)
    assertClose(jackknife.standardErrors[0]!, Math.sqrt(38 / 12), {
      relative: 1e-13,
      because: "exact for a mean",
    });
    // deviations -3 -2 0 5: Σd³ = 90, Σd² = 38
    const expected = 90 / (6 * 38 ** 1.5);
    assertClose(jackknife.acceleration[0]!, expected, { relative: 1e-12, because: "exact for a mean" });
    assertClose(influenceAcceleration({ influence: Float64Array.of(-3, -2, 0, 5) }), expected, {
      relative: 1e-14,
      because: "same formula",
    });
  });

  it("covers a ratio of skew sums: each kind near its level", async () => {
    const random = createRandom(12, "coverage of intervals");
    const hits = { percentile: 0, basic: 0, bca: 0 };
    const worlds = 400;
    for (let world = 0; world < worlds; world++) {
      const x = Float64Array.from({ length: 60 }, () => 1 + random.uniform());
      const y = x.map((value) => value * (0.5 + random.normal() ** 2 * 0.5));
      const runner = inProcessRunner(60, ["ratio"], (counts) => [mean(y, counts) / mean(x, counts)]);
      const boot = await clusterBootstrap({ runner, replicates: 399, seed: world });
      const { acceleration } = await clusterJackknife(runner);
      for (const kind of ["percentile", "basic", "bca"] as const) {
        const { lower, upper } = bootstrapInterval(boot, 0, {
          kind,
          level: 0.9,
          acceleration: acceleration[0]!,
        });
        if (lower <= 1 && 1 <= upper) hits[kind] += 1;
      }
    }
    for (const kind of ["percentile", "basic", "bca"] as const)
      assertClose(hits[kind] / worlds, 0.9, {
        absolute: kind === "bca" ? 0.045 : 0.065,
        because: "3 Monte Carlo errors of 400 worlds; uncorrected kinds lose about 2 points to the skewness",
      });
  });
});

describe("a fault of the call", () => {
  const runner = (statistic: () => ArrayLike<number>) => inProcessRunner(5, ["a", "b"], statistic);

  it("is a statistic that gives another number of values than there are parameters", async () => {
    const found = (statistic: () => ArrayLike<number>) =>
      clusterBootstrap({ runner: runner(statistic), replicates: 2, seed: 1 });
    await expect(found(() => [1])).rejects.toMatchObject({ code: "bootstrap.statistic" });
    await expect(found(() => 2.5 as unknown as number[])).rejects.toThrow("a bare number");
    await expect(found(() => [1, 2])).resolves.toBeDefined();
  });

  it("is a misspelt option", async () => {
    const options = { runner: runner(() => [1, 2]), reps: 10, seed: 1 };
    await expect(clusterBootstrap(options)).rejects.toMatchObject({
      code: "bootstrap.option",
      details: { option: "reps" },
    });
  });
});
