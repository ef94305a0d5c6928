import { describe, expect, it } from "vitest";
import { dominatingRowShare } from "../../src/diagnostics/dominating-row.js";
import { armEffectiveness } from "../../src/diagnostics/effective-sample-size.js";
import { largestUser } from "../../src/diagnostics/largest-user.js";
import { weightSummary } from "../../src/diagnostics/weight-summary.js";
import { assertClose } from "../assert-close.js";
import { handMadeSample } from "./hand-made-sample.js";

const exact = { relative: 1e-14, because: "closed form on six rows" };

describe("effective sample size", () => {
  it("is (Σw)²/Σw² of the arm, by row and by user", () => {
    // treated weights 1, 2, 3: 36 / 14; every user has one treated row
    const treated = armEffectiveness(handMadeSample, "treated");
    assertClose(treated.effective, 36 / 14, exact);
    assertClose(treated.share, 12 / 14, exact);
    assertClose(treated.effectiveUsers, 36 / 14, exact);
    expect(treated.rows).toBe(3);
    // all rows: Σw = 12, Σw² = 14 + 18 = 32; users have 2, 3, 7: Σ = 62
    const all = armEffectiveness(handMadeSample, "all");
    assertClose(all.effective, 144 / 32, exact);
    assertClose(all.effectiveUsers, 144 / 62, exact);
  });

  it("does not know the scale of the weights, and is the number of rows without weights", () => {
    const scaled = { ...handMadeSample, weight: handMadeSample.weight.map((w) => 7 * w) };
    assertClose(
      armEffectiveness(scaled, "control").effective,
      armEffectiveness(handMadeSample, "control").effective,
      exact,
    );
    const flat = { ...handMadeSample, weight: new Float64Array(6).fill(1) };
    assertClose(armEffectiveness(flat, "all").effective, 6, exact);
    assertClose(armEffectiveness(flat, "all").effectiveUsers, 3, exact);
  });
});

describe("largest user", () => {
  it("is the user with the largest share of an arm's weight", () => {
    expect(largestUser(handMadeSample, "treated")).toEqual({ user: 2, share: 0.5 });
    expect(largestUser(handMadeSample, "control").user).toBe(2);
    assertClose(largestUser(handMadeSample, "control").share, 4 / 6, exact);
    assertClose(largestUser(handMadeSample, "all").share, 7 / 12, exact);
  });

  it("is the first of them in a tie", () => {
    const flat = { ...handMadeSample, weight: new Float64Array(6).fill(1) };
    expect(largestUser(flat, "treated").user).toBe(0);
  });
});

describe("weight summary", () => {
  it("has mean, n - 1 deviation and type 7 quantiles", () => {
    // 1, 2, 3: mean 2, deviations 1, 0, 1 over n - 1 = 2; the 1 % quantile lies 2 · 0.01 above 1
    const summary = weightSummary(handMadeSample, "treated");
    expect(summary).toMatchObject({ rows: 3, mean: 2, standardDeviation: 1, min: 1, median: 2, max: 3 });
    assertClose(summary.q01, 1.02, exact);
    assertClose(summary.q99, 2.98, exact);
    expect(summary.largestUser).toBe(2);
  });
});

describe("a sample", () => {
  it("is refused when it has no weight in an arm or holds what is no weight", () => {
    const with1 = (change: object) => () => weightSummary({ ...handMadeSample, ...change }, "all");
    expect(with1({ weight: Float64Array.of(0, 1, 0, 1, 0, 1) })).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
    expect(with1({ weight: Float64Array.of(1, Number.NaN, 1, 1, 1, 1) })).toThrow(
      expect.objectContaining({ code: "diagnostics.weight" }),
    );
    expect(with1({ weight: Float64Array.of(1) })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
    expect(with1({ treatment: Float64Array.of(1, 0, 2, 0, 1, 0) })).toThrow(
      expect.objectContaining({ code: "diagnostics.treatment" }),
    );
  });
});

describe("dominating row", () => {
  it("is measured in standard errors", () => {
    expect(dominatingRowShare(-0.3, 0.5)).toBe(0.6);
    expect(dominatingRowShare(0, 0)).toBe(0);
    expect(() => dominatingRowShare(0.1, 0)).toThrow(
      expect.objectContaining({ code: "diagnostics.zero-error" }),
    );
  });
});
