import { describe, expect, it } from "vitest";
import { balanceByTime } from "../../../src/diagnostics/balance/balance-by-time.js";
import { differencesByTime } from "../../../src/diagnostics/balance/differences-by-time.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const exact = { absolute: 1e-12, because: "the same few sums" };
const ones = (rows: number) => new Float64Array(rows).fill(1);

describe("differences by time", () => {
  // Day 5: treated 1, 3 (mean 2, variance 2), untreated 0, 4 (mean 2, variance 8): unit sqrt(5), difference 0; with
  // weights 1, 3 and 1, 1 the treated mean is 2.5: 0.5 / sqrt(5). Day 2: treated 6, 8, untreated 1, 3: 5 / sqrt(2).
  // Day 9: a single untreated row.
  const hand = {
    time: Int32Array.from([5, 5, 5, 5, 2, 2, 2, 2, 9, 9, 9]),
    treatment: Float64Array.from([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0]),
    averaging: ones(11),
    weight: Float64Array.from([1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
  };
  const x = { name: "x", values: Float64Array.from([1, 3, 0, 4, 6, 8, 1, 3, 1, 2, 3]) };

  it("are those worked by hand, with days in order and null where an arm is too small", () => {
    const found = differencesByTime([x], hand);
    expect(found.times).toEqual([
      { time: 2, treated: 2, control: 2 },
      { time: 5, treated: 2, control: 2 },
      { time: 9, treated: 2, control: 1 },
    ]);
    const { covariate, unweighted, weighted } = found.covariates[0]!;
    expect(covariate).toBe("x");
    assertClose(unweighted[0]!, 5 / Math.SQRT2, exact);
    expect(unweighted.slice(1)).toEqual([0, null]);
    assertClose(weighted[1]!, 0.5 / Math.sqrt(5), exact);
    expect(weighted[2]).toBe(null);
  });

  it("have no weighted part without weights or with none in an arm, and none of a covariate that no day varies", () => {
    const plain = differencesByTime([x], { ...hand, weight: undefined });
    expect(plain.covariates[0]!.weighted).toEqual([null, null, null]);
    const weight = hand.weight.map((value, row) => (row < 2 ? 0 : value));
    const less = differencesByTime([x], { ...hand, weight });
    expect(less.covariates[0]!.unweighted[1]).toBe(0);
    expect(less.covariates[0]!.weighted[1]).toBe(null);
    const calendar = { name: "calendar", values: Float64Array.from(hand.time) };
    expect(differencesByTime([calendar], hand).covariates).toEqual([]);
    // the arm under another name, with values whose sums round: means differ, and nothing varies within the arms
    const arm = { name: "arm", values: hand.treatment.map((a) => 0.1 + 0.6 * a) };
    const same = { ...hand, time: new Int32Array(11) };
    expect(differencesByTime([arm], same).covariates[0]).toMatchObject({
      unweighted: [null],
      weighted: [null],
    });
  });

  it("are those of balanceByTime", () => {
    const random = createRandom(3);
    const draw = (make: () => number) => Float64Array.from({ length: 400 }, make);
    const time = Int32Array.from(draw(() => Math.floor(12 * random.uniform())));
    const treatment = draw(() => Number(random.uniform() < 0.3));
    const weights = draw(() => 0.2 + random.uniform());
    const covariates = { z: draw(() => random.uniform()), b: draw(() => Number(random.uniform() < 0.2)) };
    const table = balanceByTime({ covariates, treatment, weights, time });
    const columns = Object.entries(covariates).map(([name, values]) => ({ name, values }));
    const found = differencesByTime(columns, { time, treatment, averaging: ones(400), weight: weights });
    expect(found.times).toHaveLength(12);
    expect(table.rows).toHaveLength(48);
    for (const row of table.rows) {
      const own = found.covariates.find(({ covariate }) => covariate === row.covariate)!;
      const at = found.times.findIndex((one) => one.time === row.time);
      assertClose(own[row.sample as "unweighted" | "weighted"][at]!, row.standardizedMeanDifference!, exact);
    }
  });

  it("refuse an arm without rows and weights of another length", () => {
    expect(() => differencesByTime([x], { ...hand, treatment: ones(11) })).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
    expect(() => differencesByTime([x], { ...hand, weight: ones(3) })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
