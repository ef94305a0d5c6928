import { expect, it } from "vitest";
import { designWithCut, resampledCut } from "../../src/inference/bootstrap/resampled-threshold.js";
import { quantile } from "../../src/numeric/quantile.js";
import { createRandom } from "../../src/numeric/random.js";
import { designOf } from "../estimators/design-of.js";

it("finds the quantile of the values written out as often as their user was drawn", () => {
  const random = createRandom(2, "cuts");
  for (let k = 0; k < 300; k++) {
    const rows = Array.from({ length: 1 + random.integer(9) }, () => ({
      value: random.integer(5),
      user: random.integer(4),
    })).sort((a, b) => a.value - b.value);
    const counts = Float64Array.from({ length: 4 }, () => random.integer(3));
    const written = rows.flatMap(({ value, user }) => Array.from({ length: counts[user]! }, () => value));
    const share = [0, 0.25, 0.5, 0.9, 1][random.integer(5)]!;
    const threshold = {
      quantile: share,
      side: "atLeast",
      reference: {
        value: Float64Array.from(rows, ({ value }) => value),
        user: Int32Array.from(rows, ({ user }) => user),
      },
      value: new Float64Array(0),
    } as const;
    if (written.length === 0)
      expect(() => resampledCut(threshold, counts)).toThrowError(
        expect.objectContaining({ code: "bootstrap.no-rows" }),
      );
    else expect(resampledCut(threshold, counts)).toBe(quantile(written, share));
  }
});

it("treats the rows on either side of the cut, in every shard", () => {
  const rows = [1, 2, 3, 4].map((outcome) => ({ user: outcome - 1, treatment: 0, outcome, terms: [] }));
  const design = designOf(rows, { usersPerShard: 3 });
  const threshold = {
    quantile: 0.5,
    reference: { value: new Float64Array(0), user: new Int32Array(0) },
    value: Float64Array.of(5, 6, 7, 6),
  };
  const treated = (side: "atLeast" | "atMost") =>
    [...designWithCut(design, { ...threshold, side }, 6).shards].flatMap((shard) => [...shard.treatment]);
  expect(treated("atLeast")).toEqual([0, 1, 1, 1]);
  expect(treated("atMost")).toEqual([1, 1, 0, 1]);
});
