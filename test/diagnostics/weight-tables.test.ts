import { expect, it } from "vitest";
import { effectiveSizeByDay } from "../../src/diagnostics/effective-size-by-day.js";
import { heaviestUsers } from "../../src/diagnostics/heaviest-users.js";
import { largestUser } from "../../src/diagnostics/largest-user.js";
import { meanWeightByDay } from "../../src/diagnostics/mean-weight.js";
import { truncationCounts } from "../../src/diagnostics/truncation-counts.js";
import { weightTails } from "../../src/diagnostics/weight-tails.js";
import { assertClose } from "../assert-close.js";
import { handMadeSample } from "./hand-made-sample.js";

const exact = { relative: 1e-13, because: "closed form on six rows" };

it("lists the users with most weight, the heaviest first", () => {
  const found = heaviestUsers(handMadeSample, "all");
  expect(found.map(({ user, rows }) => [user, rows])).toEqual([
    [2, 2],
    [1, 2],
    [0, 2],
  ]);
  [7, 10, 12].forEach((sum, k) => {
    assertClose(found[k]!.cumulativeShare, sum / 12, exact);
  });
  expect(heaviestUsers(handMadeSample, "treated", 1)).toEqual([
    { rows: 1, cumulativeShare: 0.5, ...largestUser(handMadeSample, "treated") },
  ]);
  expect(heaviestUsers(handMadeSample, "control", 3).map(({ user }) => user)).toEqual([2, 0, 1]);
  expect(() => heaviestUsers(handMadeSample, "all", 0)).toThrow(
    expect.objectContaining({ code: "diagnostics.most" }),
  );
});

it("tells how much weight stands on the heaviest rows", () => {
  // treated weights 1, 2, 3: the heaviest of three rows has half of it; the 90 % quantile 2.8 is 1.4 times the mean
  const [tail, half] = weightTails(handMadeSample, "treated", [0.1, 0.5]);
  expect(tail).toMatchObject({ arm: "treated", heaviest: 0.1, rows: 1, shareOfWeight: 0.5 });
  assertClose(tail!.timesMean, 1.4, exact);
  expect(half).toMatchObject({ rows: 2, timesMean: 1 });
  assertClose(half!.shareOfWeight, 5 / 6, exact);
  expect(weightTails(handMadeSample, "all")).toHaveLength(4);
});

it("counts the weights that truncation moved", () => {
  // treated 1, 2, 3 -> 1.5, 2, 3; control 1, 1, 4 -> 1.5, 1.5, 3
  const [treated, control, all] = truncationCounts(handMadeSample, Float64Array.of(1.5, 1.5, 2, 1.5, 3, 3));
  expect(treated).toMatchObject({ rows: 3, lowered: 0, raised: 1, meanBefore: 2 });
  expect(control).toMatchObject({ lowered: 1, raised: 2, share: 1, meanBefore: 2, meanAfter: 2 });
  expect(all).toMatchObject({ lowered: 1, raised: 3 });
  assertClose(control!.effectiveBefore, 2, exact);
  assertClose(control!.effectiveAfter, 36 / 13.5, exact);
  assertClose(treated!.meanAfter, 6.5 / 3, exact);
  expect(() => truncationCounts(handMadeSample, Float64Array.of(1))).toThrow(
    expect.objectContaining({ code: "diagnostics.lengths" }),
  );
});

it("has effective sizes by day and arm", () => {
  // day 0 holds the treated rows, day 1 the others
  const found = effectiveSizeByDay(handMadeSample);
  expect(found.map(({ day, arm, rows }) => [day, arm, rows])).toEqual([
    [0, "treated", 3],
    [0, "control", 0],
    [1, "treated", 0],
    [1, "control", 3],
  ]);
  assertClose(found[0]!.effective, 36 / 14, exact);
  expect(found[1]).toMatchObject({ effective: 0, share: 0 });
  assertClose(found[3]!.share, 2 / 3, exact);
});

it("clusters the mean weight of a day by user where users have several rows on it", () => {
  // users 0, 0, 1, 2 with weights 1, 2, 4, 1: mean 2, sums of deviations -1, 2, -1; SE² = 3/2 · 6 / 16; t with 2 degrees
  const weights = {
    user: Int32Array.of(0, 0, 1, 2, 5, 5),
    day: Int32Array.of(0, 0, 0, 0, 1, 1),
    weight: Float64Array.of(1, 2, 4, 1, 1, 2),
    averaging: new Float64Array(6).fill(1),
  };
  const days = meanWeightByDay(weights, 0.95);
  expect(days.map(({ day, rows, mean }) => [day, rows, mean])).toEqual([[0, 4, 2]]);
  assertClose(days[0]!.upper, 2 + 4.302652729911275 * Math.sqrt(9 / 16), {
    relative: 1e-9,
    because: "t quantile of a table",
  });
});
