import { describe, expect, it } from "vitest";
import { oneUserRemark } from "../../src/study/one-user-remark.js";

const users = Array.from({ length: 20 }, (_, k) => (k === 3 ? "9007199254740993" : `u${k}`));
/** Two rows a user, but ten of user 3. */
const user = Int32Array.from([
  ...Array.from({ length: 40 }, (_, row) => row >> 1),
  ...Array(8).fill(3),
]).sort();
const rows = { user, averaging: new Float64Array(user.length).fill(1) };
const effect = (own: number) => ({
  estimate: 5,
  influence: Float64Array.from({ length: 20 }, (_, k) => (k === 3 ? own : k % 2 === 0 ? 1 : -1)),
  sample: { panel: "p", users: 20, rows: "r" },
});
const told = { standardError: 1, unit: "plays" };

describe("the headline's remark on one user", () => {
  it("names who makes most of the variance, and what is left without them", () => {
    // user 3 moves a mean of 48 rows by 40 / 20 = 2; over the other 38 rows that is 2 x 48 / 38, and 5 less it is 2.47
    expect(oneUserRemark(effect(40), { rows, users }, told)).toEqual([
      "User 9007199254740993 alone makes 99% of the variance of this estimate; without them it is about 2.5 plays.",
    ]);
  });

  it("is silent where no user makes more than half", () => {
    expect(oneUserRemark(effect(4), { rows, users }, told)).toEqual([]);
  });
});
