import { describe, expect, it } from "vitest";
import { type HeldOutSkill, heldOutSkill } from "../../../src/diagnostics/prediction/held-out-skill.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const hand = { relative: 1e-12, absolute: 1e-12, because: "worked by hand" };

/** Scores of 60 users with 4 rows each, with an own part each; predictions of `skill` times the row's own effect. */
function world(seed: number, heterogeneity: number, noise: number) {
  const random = createRandom(seed, "skill");
  const rows = 240;
  const user = Array.from({ length: rows }, (_, row) => Math.floor(row / 4));
  const own = Array.from({ length: 60 }, () => random.normal());
  const trait = Array.from({ length: 60 }, () => random.normal());
  const effect = user.map((u) => 1 + heterogeneity * trait[u]!);
  const scores = effect.map((value, row) => value + 2 * own[user[row]!]! + 3 * random.normal());
  const predicted = user.map((u) => 1 + noise * trait[u]!);
  return { user, scores, predicted };
}

describe("held-out skill of a model of effects", () => {
  // Scores 1, 3, 2, 6 (mean 3, spread 14), predictions 2, 4, 2, 4 (mean 3), two rows a user.
  const small = { scores: [1, 3, 2, 6], predicted: [2, 4, 2, 4], user: [5, 5, 9, 9] };

  it("is that of a hand calculation", () => {
    const found = heldOutSkill(small);
    // Misses 1, 1, 0, 4: R² = 1 - 6/14 = 4/7. Parts ((3/7)·c² - miss)/14 with c² 4, 0, 1, 9: by user -2/7 and 2/7 over 14.
    assertClose(found.explained, 4 / 7, hand);
    assertClose(found.explainedError, Math.sqrt(2 * 2 * (2 / 7 / 14) ** 2), hand);
    // Slope Σ xy / Σ x² with x -1, 1, -1, 1 and y -2, 0, -1, 3: 6/4; residuals -0.5, -1.5, 0.5, 1.5.
    assertClose(found.slope!, 1.5, hand);
    // By user Σ x r = -1 and 1, over 4; G / (G - 1) = 2.
    assertClose(found.slopeError!, Math.sqrt(2 * 2 * (1 / 4) ** 2), hand);
    // t = 3 with 1 degree of freedom: 1/2 - atan(3)/π.
    assertClose(found.pValue!, 0.5 - Math.atan(3) / Math.PI, { relative: 1e-9, because: "the Cauchy tail" });
    expect(found).toMatchObject({ rows: 4, users: 2, skilled: false });
    // 12.706… is t's 0.975 quantile with 1 degree.
    assertClose(found.slopeUpper! - 1.5, 12.706204736174694 * found.slopeError!, {
      relative: 1e-9,
      because: "t with G - 1 degrees",
    });
  });

  it("takes medians over folds that were held out in turn, and weighs rows", () => {
    const again = (fold: number, factor: number) => ({
      scores: small.scores.map((value) => factor * value),
      predicted: small.predicted,
      user: small.user.map((id) => id + 100 * fold),
    });
    const parts = [again(0, 1), again(1, 2), again(2, -1)];
    const join = (name: "scores" | "predicted" | "user") => parts.flatMap((part) => part[name]);
    const folds = heldOutSkill({
      scores: join("scores"),
      predicted: join("predicted"),
      user: join("user"),
      foldOfRow: parts.flatMap(({ scores }, fold) => scores.map(() => fold)),
    });
    const single = parts.map((part) => heldOutSkill({ ...part, level: 0.975 }));
    // Slopes 1.5, 3 and -1.5; p-values rise with falling t: 3, 3, -3.
    assertClose(folds.slope!, 1.5, hand);
    assertClose(folds.pValue!, 2 * single[0]!.pValue!, hand);
    assertClose(
      folds.slopeLower!,
      single.map(({ slopeLower }) => slopeLower!).sort((a, b) => a - b)[1]!,
      hand,
    );
    expect(folds).toMatchObject({ rows: 12, users: 6, skilled: false });
    const twice = heldOutSkill({ ...small, weights: [1, 1, 2, 2] });
    const repeated = heldOutSkill({
      scores: [1, 3, 2, 6, 2, 6],
      predicted: [2, 4, 2, 4, 2, 4],
      user: [5, 5, 9, 9, 9, 9],
    });
    for (const name of ["explained", "explainedError", "slope", "slopeError", "pValue"] as const)
      assertClose(twice[name]!, repeated[name]!, hand);
  });

  it("has no slope, no test and no skill where predictions are the average alone", () => {
    const found = heldOutSkill({ ...small, predicted: [3, 3, 3, 3] });
    expect(found).toMatchObject({
      explained: 0,
      slope: null,
      slopeError: null,
      pValue: null,
      skilled: false,
    });
    const byFold = heldOutSkill({
      ...small,
      predicted: [4, 4, 2, 2],
      user: [5, 9, 5, 9],
      foldOfRow: [0, 0, 1, 1],
    });
    expect(byFold).toMatchObject({ slope: null, skilled: false });
    expect(byFold.explained).toBeLessThan(0);
  });

  it("holds its level without heterogeneity, has the right errors, and finds what there is", () => {
    const replications = 500;
    const run = (heterogeneity: number, noise: number, from: number) =>
      Array.from(
        { length: replications },
        (_, k): HeldOutSkill => heldOutSkill(world(from + k, heterogeneity, noise)),
      );
    const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const none = run(0, 1, 1);
    const rejected = mean(none.map(({ pValue }) => (pValue! < 0.05 ? 1 : 0)));
    assertClose(rejected, 0.05, {
      absolute: 3 * Math.sqrt((0.05 * 0.95) / 500),
      because: "3 Monte Carlo errors",
    });
    expect(mean(none.map(({ skilled }) => Number(skilled)))).toBeLessThanOrEqual(rejected);
    expect(mean(none.map(({ explained }) => explained))).toBeLessThan(0);
    const slopes = none.map(({ slope }) => slope!);
    const spread = Math.sqrt(mean(slopes.map((s) => (s - mean(slopes)) ** 2)));
    assertClose(mean(none.map(({ slopeError }) => slopeError!)) / spread, 1, {
      absolute: 0.1,
      because: "3 Monte Carlo errors of the ratio (0.095)",
    });
    const some = run(1.5, 1.5, 1_000);
    expect(mean(some.map(({ skilled }) => Number(skilled)))).toBeGreaterThan(0.9);
    assertClose(mean(some.map(({ slope }) => slope!)), 1, {
      absolute: 0.05,
      because: "calibrated predictions",
    });
    const told = some.map(({ explained }) => explained);
    const scatter = Math.sqrt(mean(told.map((s) => (s - mean(told)) ** 2)));
    assertClose(mean(some.map(({ explainedError }) => explainedError)) / scatter, 1, {
      absolute: 0.15,
      because: "3 Monte Carlo errors, and 60 users",
    });
  });

  it("holds its level with folds held out in turn, where a test of all rows at once does not", () => {
    const [replications, users, folds] = [300, 60, 5];
    let [byFold, atOnce] = [0, 0];
    for (let k = 0; k < replications; k++) {
      const random = createRandom(k, "folds in turn");
      const user = Array.from({ length: users }, (_, id) => id);
      const x = Array.from({ length: 8 }, () => user.map(() => random.normal()));
      const scores = user.map(() => 1 + random.normal());
      const foldOfRow = user.map((id) => id % folds);
      // Marginal regressions on eight traits, fitted to the other folds.
      const predicted = user.map((row) => {
        const others = user.filter((id) => foldOfRow[id] !== foldOfRow[row]);
        const mean = others.reduce((sum, id) => sum + scores[id]!, 0) / others.length;
        return x.reduce((sum, trait) => {
          const slope = others.reduce((s, id) => s + trait[id]! * (scores[id]! - mean), 0) / others.length;
          return sum + slope * trait[row]!;
        }, mean);
      });
      byFold += Number(heldOutSkill({ scores, predicted, user, foldOfRow }).pValue! < 0.05);
      atOnce += Number(heldOutSkill({ scores, predicted, user }).pValue! < 0.05);
    }
    expect(byFold / replications).toBeLessThan(0.05);
    expect(atOnce / replications).toBeGreaterThan(0.05);
  });

  it("refuses what has no skill to speak of", () => {
    const code = (change: Record<string, unknown>) => {
      try {
        heldOutSkill({ ...small, ...change } as never);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return undefined;
    };
    expect(code({ user: [1, 1, 1, 1] })).toBe("diagnostics.one-cluster");
    expect(code({ weights: [1, 1, 0, 0] })).toBe("diagnostics.one-cluster");
    expect(code({ scores: [2, 2, 2, 2] })).toBe("diagnostics.constant-score");
    expect(code({ foldOfRow: [0, 0, 1, 1] })).toBe("diagnostics.one-cluster");
    expect(code({ user: [1, 2] })).toBe("diagnostics.lengths");
    expect(code({ foldOfRow: [1, 2] })).toBe("diagnostics.lengths");
    expect(code({ scores: [1, Number.NaN, 2, 3] })).toBe("diagnostics.missing");
    expect(code({ level: 1 })).toBe("diagnostics.level");
    expect(code({ levels: 0.9 })).toBe("diagnostics.option");
  });
});
