import { beforeAll, describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { aipw } from "../../src/estimators/aipw.js";
import { type DoseLevels, doseLevels } from "../../src/estimators/dose-response/dose-levels.js";
import { doseResponse } from "../../src/estimators/dose-response/dose-response.js";
import { levelMeans } from "../../src/estimators/dose-response/level-means.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { difference } from "../../src/inference/difference.js";
import { standardError } from "../../src/inference/standard-error.js";
import { waldTest } from "../../src/inference/wald-test.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const chance = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Level effects: equal among the untreated (doses 1, 2, 3), a step at the cut and one more above it (4, 5). */
const rise = [0, 0, 0, 1, 2];

/**
 * Doses 1 to 5, 4 and 5 of them treated, drawn by nested choices on x and z. The outcome is `shape(x)` + rise of the
 * level · (1 + x / 2) and a user effect, so the mean at dose d is E[shape(x)] + rise[d - 1]. x ~ N(0, 1.25).
 */
function world(seed: number, users: number, shape: (x: number) => number, latent = false) {
  const random = createRandom(seed, "dose world");
  const columns = {
    user: [] as number[],
    dose: [] as number[],
    x: [] as number[],
    z: [] as number[],
    y: [] as number[],
  };
  for (let user = 0; user < users; user++) {
    const own = random.normal();
    for (let row = 0; row < 1 + (user % 3); row++) {
      const x = 0.5 * own + random.normal();
      const z = random.normal();
      const higher = (logit: number) => (random.uniform() < chance(logit) ? 1 : 0);
      const drawn = higher(-0.5 + 0.5 * x - 0.4 * z)
        ? 4 + higher(0.4 * x)
        : 1 + (higher(0.6 + 0.4 * x + 0.3 * z) ? 1 + higher(0.5 * x - 0.2) : 0);
      const score = 0.4 * x * x - 0.3 * x + 0.5 * random.normal();
      const dose = latent ? 1 + [-0.05, 0.3, 0.7, 1.3].filter((at) => score > at).length : drawn;
      columns.user.push(user);
      columns.dose.push(dose);
      columns.x.push(x);
      columns.z.push(z);
      columns.y.push(shape(x) + 0.6 * z + rise[dose - 1]! * (1 + x / 2) + 0.5 * own + random.normal());
    }
  }
  return designOf(columns);
}

function designOf({ user, dose, x, z, y }: Record<"user" | "dose" | "x" | "z" | "y", readonly number[]>) {
  const design = designFromColumns({
    treatment: dose.map((d) => (d >= 4 ? 1 : 0)),
    outcome: y,
    covariates: { x, z },
    users: user,
  });
  return { design, dose: Array.from(design.inputRow, (row) => dose[row]!) };
}

/** The means of doses 1 to 5, one level each, however few rows one has. */
function meansOf({ design, dose }: ReturnType<typeof world>) {
  const levels = rise.map((_, k) => ({ from: k + 1, to: k + 1, arm: k >= 3 ? 1 : 0 }) as const);
  const of = Int32Array.from(dose, (d) => d - 1);
  return levelMeans(design, { levels, of, cut: 3 }, nuisanceModels(design)).means;
}

describe("levels of the dose", () => {
  const cutAt = (dose: readonly number[], cut: number, treated: (d: number) => boolean = (d) => d >= cut) =>
    doseLevels(
      Float64Array.from(dose),
      Float64Array.from(dose, (d) => (treated(d) ? 1 : 0)),
    );
  const ranges = ({ levels }: DoseLevels) => levels.map(({ from, to, arm }) => [from, to, arm]);

  it("are three below and two above when most rows are below, equal in rows, and never straddle the cut", () => {
    const found = cutAt([12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 10);
    // nine below: three each; three above: edges after 1 or 2 of 3 are equally near to 1.5, the lower one is taken
    expect(ranges(found)).toEqual([
      [1, 3, 0],
      [4, 6, 0],
      [7, 9, 0],
      [10, 10, 1],
      [11, 12, 1],
    ]);
    expect([...found.of]).toEqual([4, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4]);
    expect(found.cut).toBe(3);
  });

  it("keep ties together and merge where an arm holds few doses", () => {
    // below: six 1s, one 2, one 3 of eight; the edges nearest to 8/3 and 16/3 both lie after the 1s
    expect(ranges(cutAt([1, 1, 1, 1, 1, 1, 2, 3, 9, 9, 9], 9))).toEqual([
      [1, 1, 0],
      [2, 3, 0],
      [9, 9, 1],
    ]);
  });

  it("follow a treatment of small doses, whose arm is the lower one", () => {
    expect(ranges(cutAt([1, 2, 5, 6, 7, 8, 9], 0, (d) => d <= 2))).toEqual([
      [1, 1, 1],
      [2, 2, 1],
      [5, 6, 0],
      [7, 7, 0],
      [8, 9, 0],
    ]);
  });

  it("need one cut and more than two doses", () => {
    expect(() => cutAt([1, 2, 3, 4], 0, (d) => d % 2 === 0)).toThrow(
      expect.objectContaining({ code: "dose.no-cut" }),
    );
    expect(() => cutAt([0, 0, 1, 1], 1)).toThrow(expect.objectContaining({ code: "dose.two-levels" }));
  });

  it("are those that are asked for, unless one is empty or straddles the cut", () => {
    const dose = Float64Array.from([1, 2, 3, 8, 9]);
    const treated = Float64Array.from([0, 0, 0, 1, 1]);
    expect(ranges(doseLevels(dose, treated, [3, 8]))).toEqual([
      [1, 2, 0],
      [3, 3, 0],
      [8, 9, 1],
    ]);
    for (const edges of [
      [2, 9],
      [2, 4, 5],
      [0, 8],
    ])
      expect(() => doseLevels(dose, treated, edges)).toThrow(expect.objectContaining({ code: "dose.from" }));
  });
});

describe("a dose-response", () => {
  it("is the doubly robust estimate of the arms when each arm is one level, whichever of them is above", () => {
    for (const flip of [false, true])
      for (const binary of [false, true]) {
        const { design } = world(3, 150, (x) => x);
        const shards = [...design.shards].map((shard) => ({
          ...shard,
          treatment: flip ? shard.treatment.map((a) => 1 - a) : shard.treatment,
          outcome: binary ? shard.outcome.map((y) => (y > 0.5 ? 1 : 0)) : shard.outcome,
          averaging: shard.averaging.map((_, r) => 1 + (r % 2)),
        }));
        const given = { ...design, shards };
        const models = nuisanceModels(given);
        const upper = Int32Array.from([...design.shards].flatMap((shard) => [...shard.treatment]));
        const level = (arm: 0 | 1) => ({ from: 0, to: 0, arm });
        const dosed = { levels: flip ? [level(1), level(0)] : [level(0), level(1)], of: upper, cut: 1 };
        const { means } = levelMeans(given, dosed, models);
        const { treated, control } = aipw.estimate(given, models);
        for (const [mean, arm] of flip
          ? [[means[0]!, treated] as const, [means[1]!, control] as const]
          : [[means[0]!, control] as const, [means[1]!, treated] as const]) {
          const because = "the same sums in another order";
          assertClose(mean.estimate, arm.estimate, { relative: 1e-12, because });
          mean.influence.forEach((value, i) => {
            assertClose(value, arm.influence[i]!, { absolute: 1e-10, because });
          });
        }
      }
  });

  it("counts the rows of its levels", () => {
    const { design, dose } = world(4, 240, (x) => x);
    const levels = doseResponse({ design, dose });
    expect(levels.map(({ from, to, meanDose, arm }) => [from, to, meanDose, arm])).toEqual(
      [1, 2, 3, 4, 5].map((d) => [d, d, d, d >= 4 ? 1 : 0]),
    );
    expect(levels.reduce((sum, { rows }) => sum + rows, 0)).toBe(design.rows);
    for (const { rows, users, effective } of levels) {
      expect(users).toBeLessThanOrEqual(rows);
      expect(effective).toBeLessThan(rows);
    }
  });

  it("refuses what cannot carry it, with the reason", () => {
    const { design, dose } = world(5, 240, (x) => x);
    const refusal = (change: (d: number, r: number) => number) => () =>
      doseResponse({ design, dose: dose.map(change) });
    expect(refusal((d, r) => (d === 5 && r > 60 ? 4 : d))).toThrow(
      expect.objectContaining({ code: "dose.few-users" }),
    );
    const lonely = dose.indexOf(5);
    expect(refusal((d, r) => (d === 5 && r !== lonely ? 4 : d))).toThrow("a dose of 5 has 1 user; a level");
    expect(refusal((d, r) => (r === 7 ? Number.NaN : d))).toThrow(
      expect.objectContaining({ code: "dose.not-finite" }),
    );
    expect(() => doseResponse({ design, dose: [1] })).toThrow(
      expect.objectContaining({ code: "dose.lengths" }),
    );
    // among the treated a dose of 5 is told by x alone
    const x = [...design.shards].flatMap(({ covariates: { values, rows } }) => [
      ...values.slice(rows, 2 * rows),
    ]);
    expect(refusal((d, r) => (d < 4 ? d : x[r]! > 0 ? 5 : 4))).toThrow(
      expect.objectContaining({
        code: "model.separated",
        message: expect.stringContaining("a dose of 5 against 4"),
      }),
    );
  });
});

describe("a world in which the propensities are exact and the regressions are not", () => {
  const replications = 400;
  const shape = (x: number) => Math.exp(0.4 * x);
  const truth = rise.map((step) => Math.exp(0.08 * 1.25) + step);
  const found = rise.map(() => ({ estimates: [] as number[], errors: [] as number[] }));
  let rejectedBelow = 0;
  let rejectedAbove = 0;
  beforeAll(() => {
    for (let seed = 1; seed <= replications; seed++) {
      const means = meansOf(world(seed, 330, shape));
      means.forEach((level, k) => {
        found[k]!.estimates.push(level.estimate);
        found[k]!.errors.push(standardError(level));
      });
      const step = (k: number) => difference(means[k]!, means[k - 1]!);
      if (waldTest([step(1), step(2)]).pValue < 0.05) rejectedBelow += 1;
      if (waldTest([step(4)]).pValue < 0.05) rejectedAbove += 1;
    }
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it.each(rise.map((_, k) => k))("level %i: no bias, the right error", (k) => {
    const { estimates, errors } = found[k]!;
    const centre = mean(estimates);
    const spread = Math.sqrt(mean(estimates.map((value) => (value - centre) ** 2)));
    assertClose(centre, truth[k]!, {
      absolute: Math.min((3 * spread) / Math.sqrt(replications), 0.2 * mean(errors)),
      because: "3 Monte Carlo errors, and a fifth of a standard error (STATISTICS section 8)",
    });
    assertClose(mean(errors) / spread, 1, {
      absolute: 3 / Math.sqrt(2 * (replications - 1)),
      because: "3 Monte Carlo errors of the ratio",
    });
  });

  it("has intervals that hold as often as they say, and a test that rejects equal means as often as it says", () => {
    const within = { absolute: 3 * Math.sqrt((0.95 * 0.05) / replications), because: "3 Monte Carlo errors" };
    found.forEach(({ estimates, errors }, k) => {
      const held = estimates.filter((value, s) => Math.abs(value - truth[k]!) <= 1.96 * errors[s]!).length;
      assertClose(held / replications, 0.95, within);
    });
    assertClose(rejectedBelow / replications, 0.05, within);
    expect(rejectedAbove / replications).toBeGreaterThan(0.9);
  });
});

describe("a world in which the regressions are exact and the propensities are not", () => {
  it("has no bias either", () => {
    const replications = 60;
    const sums = rise.map(() => [0, 0] as [number, number]);
    for (let seed = 1; seed <= replications; seed++)
      meansOf(world(seed, 330, (x) => x, true)).forEach(({ estimate }, k) => {
        sums[k]![0] += estimate - rise[k]!;
        sums[k]![1] += (estimate - rise[k]!) ** 2;
      });
    for (const [sum, squares] of sums)
      assertClose(sum / replications, 0, {
        absolute: (3 * Math.sqrt(squares / replications)) / Math.sqrt(replications),
        because: "3 Monte Carlo errors",
      });
  });
});

describe("Wald's test", () => {
  const estimate = (value: number, influence: readonly number[]) => ({
    estimate: value,
    influence: Float64Array.from(influence),
    sample: { panel: "p", users: influence.length, rows: "r" },
  });

  it("of one estimate is t², and of two independent ones their mean, both by hand", () => {
    // SE² = Σφ² / n² = 16 / 16 = 1; F = (2 / 1)² (4 - 1) / 4 = 3
    const first = estimate(2, [2, -2, 2, -2]);
    expect(waldTest([first])).toMatchObject({ statistic: 3, degrees: [1, 3] });
    const second = estimate(4, [2, 2, -2, -2]);
    // (4 + 16) (4 - 2) / (4 · 2) = 5
    expect(waldTest([first, second])).toMatchObject({ statistic: 5, degrees: [2, 2] });
    // the upper tail of F(2, 2) is 1 / (1 + x)
    assertClose(waldTest([first, second]).pValue, 1 / 6, { relative: 1e-12, because: "a closed form" });
  });

  it("refuses none, too few users and estimates that repeat each other", () => {
    const one = estimate(1, [1, -1, 0]);
    expect(() => waldTest([])).toThrow(expect.objectContaining({ code: "wald.none" }));
    expect(() => waldTest([one, estimate(1, [1, -1, 0])])).toThrow(
      expect.objectContaining({ code: "wald.clusters" }),
    );
    const wide = estimate(1, [1, -1, 2, -2]);
    expect(() => waldTest([wide, wide])).toThrow(expect.objectContaining({ code: "wald.singular" }));
  });
});
