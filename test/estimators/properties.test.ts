import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Design, DesignShard } from "../../src/design/design.js";
import type { EstimatorFit } from "../../src/estimators/estimator.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "./design-of.js";
import { simulatedDesign } from "./simulated-design.js";

const all = Object.values(estimators);
const base = simulatedDesign({ seed: 21, users: 120, daysPerUser: 4, terms: 4 });

function mapShards(design: Design, change: (shard: DesignShard) => Partial<DesignShard>): Design {
  return { ...design, shards: Array.from(design.shards, (shard) => ({ ...shard, ...change(shard) })) };
}

function expectSame(found: EstimatorFit, expected: EstimatorFit, because: string, scale = 1): void {
  for (const part of ["treated", "control", "effect"] as const) {
    assertClose(found[part].estimate, scale * expected[part].estimate, {
      absolute: 1e-12 * Math.max(1, scale * 10),
      because,
    });
    assertClose(standardError(found[part]), scale * standardError(expected[part]), {
      relative: 1e-11,
      because,
    });
  }
}

describe.each(all)("$name", (estimator) => {
  const fit = estimator.estimate(base);

  it("moves means by a constant added to the outcome, and differences not at all", () => {
    const shifted = estimator.estimate(mapShards(base, (s) => ({ outcome: s.outcome.map((y) => y + 1000) })));
    const tolerance = { absolute: 1e-9, because: "means are now near 1,000: twelve digits are left" };
    assertClose(shifted.treated.estimate, fit.treated.estimate + 1000, tolerance);
    assertClose(shifted.effect.estimate, fit.effect.estimate, tolerance);
    if (estimator.name !== "aipw" && estimator.name !== "standardisation")
      assertClose(standardError(shifted.effect), standardError(fit.effect), {
        relative: 1e-9,
        because: "same",
      });
    assertClose(standardError(shifted.effect), standardError(fit.effect), {
      relative: 1e-8,
      because: "same",
    });
  });

  it("scales with the outcome", () => {
    const scaled = estimator.estimate(mapShards(base, (s) => ({ outcome: s.outcome.map((y) => y * 64) })));
    expectSame(scaled, fit, "powers of two commute with rounding nearly everywhere", 64);
  });

  it("does not mind the scale of averaging weights", () => {
    expectSame(
      estimator.estimate(mapShards(base, (s) => ({ averaging: s.averaging.map((w) => w / 3) }))),
      fit,
      "weights are relative",
    );
  });

  it("turns its sign when arms are swapped", () => {
    const swapped = estimator.estimate(
      mapShards(base, (s) => ({ treatment: s.treatment.map((a) => 1 - a) })),
    );
    assertClose(swapped.effect.estimate, -fit.effect.estimate, {
      absolute: 1e-10,
      because: "same optimum from the other side",
    });
    assertClose(standardError(swapped.effect), standardError(fit.effect), {
      relative: 1e-8,
      because: "same",
    });
  });

  it("does not mind how users are cut into shards", () => {
    for (const usersPerShard of [1, 7, 119]) {
      const cut = simulatedDesign({ seed: 21, users: 120, daysPerUser: 4, terms: 4, usersPerShard });
      const again = estimator.estimate(cut);
      expect(again.effect.estimate).toBe(fit.effect.estimate);
      expect([...again.effect.influence]).toEqual([...fit.effect.influence]);
      expect(again.dominantRows).toEqual(fit.dominantRows);
    }
  });

  // folds and rows held out go by a user's place in the panel, so a relabelled user may change sides
  it.skipIf(estimator.name === "aipwCrossFitted")(
    "does not mind the order of users, nor of rows within a user",
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
          const random = createRandom(seed, "order");
          const [shard] = [...base.shards];
          const rename = Array.from({ length: base.users }, (_, i) => i)
            .map((i) => ({ i, key: random.uniform() }))
            .sort((a, b) => a.key - b.key)
            .map(({ i }) => i);
          const rows = Array.from({ length: shard!.rows }, (_, r): TestRow & { key: number } => ({
            user: rename[shard!.user[r]!]!,
            treatment: shard!.treatment[r]!,
            outcome: shard!.outcome[r]!,
            terms: Array.from({ length: 4 }, (__, j) => shard!.covariates.values[(j + 1) * shard!.rows + r]!),
            key: random.uniform(),
          })).sort((a, b) => a.user - b.user || a.key - b.key);
          expectSame(
            estimator.estimate(designOf(rows, { users: base.users })),
            fit,
            "only the order of sums changes",
          );
        }),
        { numRuns: 4 },
      );
    },
  );

  it("takes a row of averaging weight k for k rows of its user", () => {
    const random = createRandom(3, "replicated rows");
    const [shard] = [...base.shards];
    const times = Array.from({ length: shard!.rows }, () => 1 + random.integer(3));
    const row = (r: number, averaging: number): TestRow => ({
      user: shard!.user[r]!,
      treatment: shard!.treatment[r]!,
      outcome: shard!.outcome[r]!,
      averaging,
      terms: Array.from({ length: 4 }, (_, j) => shard!.covariates.values[(j + 1) * shard!.rows + r]!),
    });
    const weighted = designOf(
      times.map((k, r) => row(r, k)),
      { users: base.users },
    );
    const replicated = designOf(
      times.flatMap((k, r) => Array.from({ length: k }, () => row(r, 1))),
      { users: base.users },
    );
    // percentiles of weights are taken over rows, whatever their averaging weight
    if (estimator.name === "ipwTruncated") return;
    const [one, other] = [estimator.estimate(weighted), estimator.estimate(replicated)];
    for (const part of ["treated", "control", "effect"] as const) {
      assertClose(one[part].estimate, other[part].estimate, { absolute: 1e-9, because: "the same sums" });
      assertClose(standardError(one[part]), standardError(other[part]), {
        relative: 1e-8,
        because: "the same sums by user",
      });
    }
  });

  it("keeps users without rows at influence 0, and its error and estimate unchanged by them", () => {
    const more = estimator.estimate({ ...base, users: 150, sample: { ...base.sample, users: 150 } });
    expect([...more.effect.influence.slice(120)]).toEqual(new Array(30).fill(0));
    assertClose(standardError(more.effect), standardError(fit.effect), {
      relative: 1e-13,
      because: "φ scales with n",
    });
  });

  it("gives the same with shared fits", () => {
    const models = nuisanceModels(base);
    for (const other of all) other.estimate(base, models);
    expect(estimator.estimate(base, models)).toEqual(fit);
  });
});

describe("estimators", () => {
  it("agree when models are saturated, whatever the averaging", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, byUser) => {
        const random = createRandom(seed, "saturated");
        const rows: TestRow[] = [];
        for (let user = 0; user < 40; user++) {
          const days = 1 + random.integer(6);
          for (let day = 0; day < days; day++) {
            const a = random.integer(2);
            const b = random.integer(2);
            // every cell has both arms: the first 16 rows walk through them
            const k = rows.length;
            const [x, y, t] = k < 8 ? [k & 1, (k >> 1) & 1, k >> 2] : [a, b, random.integer(2)];
            rows.push({
              user,
              treatment: t,
              outcome: 3 * x - y + t * x + random.normal(),
              averaging: byUser ? 1 / days : 1,
              terms: [x, y, x * y],
            });
          }
        }
        const design = designOf(rows);
        const weighted = estimators.ipw.estimate(design);
        for (const other of [estimators.standardisation.estimate(design), estimators.aipw.estimate(design)])
          for (const part of ["treated", "control", "effect"] as const) {
            assertClose(other[part].estimate, weighted[part].estimate, {
              absolute: 1e-9,
              because: "saturated",
            });
            assertClose(standardError(other[part]), standardError(weighted[part]), {
              relative: 1e-6,
              because: "same influence function; the propensity's information is one tiny step old",
            });
          }
      }),
      { numRuns: 20 },
    );
  });

  it("truncate both arms' weights at the same two cuts and count the rows moved", () => {
    const raw = estimators.ipw.estimate(base).weighting!;
    const cut = estimators.ipwTruncated.estimate(base).weighting!;
    expect(raw.truncatedRows).toBe(0);
    let moved = 0;
    raw.weight.forEach((w, r) => {
      if (w !== cut.weight[r]) moved += 1;
    });
    expect(cut.truncatedRows).toBe(moved);
    // type 7 leaves floor(0.01 (n - 1)) + 1 rows at or beyond each cut
    expect(moved).toBe(2 * (Math.floor(0.01 * (base.rows - 1)) + 1));
  });
});
