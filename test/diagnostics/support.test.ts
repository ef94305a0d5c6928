import { expect, it } from "vitest";
import { daySupport } from "../../src/diagnostics/day-support.js";
import { worstDayWeight } from "../../src/diagnostics/mean-weight.js";
import { userSupport } from "../../src/diagnostics/user-support.js";

it("counts users by arm, and those who are in one only", () => {
  // user 2: 1 0   user 5: 0 0 0   user 6: 1 1   user 9: 1
  const user = Int32Array.of(2, 2, 5, 5, 5, 6, 6, 9);
  const treatment = Float64Array.of(1, 0, 0, 0, 0, 1, 1, 1);
  expect(userSupport(user, treatment)).toEqual({ treated: 3, control: 2, several: 3, never: 1, always: 1 });
});

it("counts days on which an arm has few users, and nobody", () => {
  // day 0: 10 treated, 10 not; day 1: 9 treated, 11 not; day 3: 20 untreated
  const day = Int32Array.from({ length: 60 }, (_, row) => [0, 1, 3][Math.floor(row / 20)]!);
  const treatment = Float64Array.from({ length: 60 }, (_, row) =>
    Number(row % 20 < [10, 9, 0][Math.floor(row / 20)]!),
  );
  expect(daySupport(day, treatment)).toEqual({
    days: 3,
    thinDays: 2,
    thinShare: 2 / 3,
    emptyDays: 1,
    emptyShare: 1 / 3,
  });
});

it("tells the day whose mean weight is surely furthest from 1, and no day of a few rows", () => {
  // 40 rows a day with weights m - 0.1 and m + 0.1 in turn; m is 1, 1.3, 0.6 by day; day 3 has four rows of 5.
  const means = [1, 1.3, 0.6];
  const day = Int32Array.from({ length: 124 }, (_, row) => Math.floor(row / 40));
  const weight = Float64Array.from(
    day,
    (at, row) => (means[at] ?? 5) + (at < 3 ? (row % 2 === 0 ? 0.1 : -0.1) : 0),
  );
  const user = Int32Array.from(day, (_, row) => row % 40);
  const weights = { user, day, weight, averaging: new Float64Array(124).fill(1) };
  const worst = worstDayWeight(weights, 0.95)!;
  expect([worst.day, worst.rows]).toEqual([2, 40]);
  expect(worst.mean).toBeCloseTo(0.6, 12);
  expect(worst.upper).toBeLessThan(1);
  expect(worstDayWeight({ ...weights, weight: weight.fill(1) }, 0.95)).toBeNull();
});
