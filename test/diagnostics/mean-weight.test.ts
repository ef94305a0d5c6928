import { describe, expect, it } from "vitest";
import { meanWeight, meanWeightByDay, stabilisedWeights } from "../../src/diagnostics/mean-weight.js";
import { assertClose } from "../assert-close.js";

const exact = { relative: 1e-13, because: "closed form on four rows" };

describe("stabilised weights", () => {
  it("are prevalence over propensity in the row's own arm", () => {
    // prevalence 1/2: 0.5 / 0.25 for the treated row, 0.5 / (1 - 0.2) for the other
    expect([
      ...stabilisedWeights(Float64Array.of(0.25, 0.2), Float64Array.of(1, 0), Float64Array.of(1, 1)),
    ]).toEqual([2, 0.625]);
  });

  it("take the prevalence of the average that the question names", () => {
    // the treated row counts three times: prevalence 3/4
    const weights = stabilisedWeights(
      Float64Array.of(0.25, 0.5),
      Float64Array.of(1, 0),
      Float64Array.of(3, 1),
    );
    expect([...weights]).toEqual([3, 0.5]);
  });

  it("refuse a row whose own arm was impossible", () => {
    expect(() =>
      stabilisedWeights(Float64Array.of(0, 0.5), Float64Array.of(1, 0), Float64Array.of(1, 1)),
    ).toThrow(expect.objectContaining({ code: "diagnostics.propensity" }));
  });
});

const weights = {
  user: Int32Array.of(0, 0, 1, 2),
  day: Int32Array.of(0, 1, 0, 0),
  weight: Float64Array.of(1, 2, 4, 1),
  averaging: Float64Array.of(1, 1, 1, 1),
};

describe("mean weight", () => {
  it("has an influence value a user, whose squares give the clustered error", () => {
    // mean 2; users' sums of deviations -1 + 0, 2, -1; times n / rows = 4/4 (the fourth user has no row)
    const { mean, influence } = meanWeight(weights, 4);
    expect(mean).toBe(2);
    expect([...influence]).toEqual([-1, 2, -1, 0]);
  });

  it("by day leaves out days of one row and gives the t interval of the mean", () => {
    // day 0: 1, 4, 1: mean 2, variance (1 + 4 + 1)/2 = 3, SE = sqrt(3/3) = 1; t with 2 degrees at 97.5 %: 4.30265273
    const days = meanWeightByDay(weights, 0.95);
    expect(days.map(({ day, rows }) => [day, rows])).toEqual([[0, 3]]);
    assertClose(days[0]!.mean, 2, exact);
    assertClose(days[0]!.lower, 2 - 4.302652729911275, { relative: 1e-9, because: "t quantile of a table" });
    assertClose(days[0]!.upper, 2 + 4.302652729911275, { relative: 1e-9, because: "t quantile of a table" });
  });
});
