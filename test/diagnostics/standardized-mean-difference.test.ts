import { describe, expect, it } from "vitest";
import {
  type BalanceBlock,
  standardizedMeanDifferences,
} from "../../src/diagnostics/standardized-mean-difference.js";
import { assertClose } from "../assert-close.js";

const exact = { relative: 1e-13, because: "closed form on four rows" };

/** Two covariates of four rows: a real one and a constant. */
const block: BalanceBlock = {
  rows: 4,
  user: Int32Array.of(0, 1, 1, 2),
  treatment: Float64Array.of(1, 1, 0, 0),
  averaging: Float64Array.of(1, 1, 1, 1),
  weight: Float64Array.of(3, 1, 1, 1),
  covariates: { rows: 4, columns: 2, values: Float64Array.of(1, 5, 2, 6, 0.1, 0.1, 0.1, 0.1) },
};
const columns = [
  { name: "x", column: 0 },
  { name: "constant", column: 1 },
];

describe("standardised mean difference", () => {
  const [x, constant] = standardizedMeanDifferences([block], columns, 4);

  it("has n - 1 variances and the unweighted pooled denominator in both samples", () => {
    // treated 1, 5: mean 3, variance 8; control 2, 6: mean 4, variance 8; pooled sqrt(8)
    assertClose(x!.denominator, Math.sqrt(8), exact);
    assertClose(x!.unweighted.standardizedMeanDifference, -1 / Math.sqrt(8), exact);
    // weighted treated mean (3·1 + 1·5)/4 = 2
    expect([x!.weighted.treatedMean, x!.weighted.controlMean]).toEqual([2, 4]);
    assertClose(x!.weighted.standardizedMeanDifference, -2 / Math.sqrt(8), exact);
  });

  it("knows its influence by user", () => {
    // φ = 4/√8 · {user 0: 3(1-2)/4; user 1: 1(5-2)/4 - 1(2-4)/2; user 2: -1(6-4)/2; user 3: no rows}
    const expected = [-3 / 4, 3 / 4 + 1, -1, 0].map((value) => (4 * value) / Math.sqrt(8));
    expected.forEach((value, user) => {
      assertClose(x!.weighted.influence[user]!, value, { ...exact, absolute: 1e-15 });
    });
  });

  it("is 0 for a constant, however rounding falls", () => {
    expect(constant!.weighted.standardizedMeanDifference).toBe(0);
    expect(constant!.denominator).toBe(0);
  });

  it("does not depend on how rows are cut into blocks", () => {
    const cut = (from: number, to: number): BalanceBlock => ({
      rows: to - from,
      user: block.user.slice(from, to),
      treatment: block.treatment.slice(from, to),
      averaging: block.averaging.slice(from, to),
      weight: block.weight.slice(from, to),
      covariates: { rows: to - from, columns: 1, values: block.covariates.values.slice(from, to) },
    });
    const [pieces] = standardizedMeanDifferences([cut(0, 1), cut(1, 4)], [columns[0]!], 4);
    expect(pieces).toEqual(x);
  });

  it("is the same after weights are scaled and flips with the arms", () => {
    const [scaled] = standardizedMeanDifferences(
      [{ ...block, weight: block.weight.map((w) => 5 * w) }],
      columns,
      4,
    );
    assertClose(scaled!.weighted.standardizedMeanDifference, x!.weighted.standardizedMeanDifference, exact);
    const [flipped] = standardizedMeanDifferences(
      [{ ...block, treatment: block.treatment.map((a) => 1 - a) }],
      columns,
      4,
    );
    assertClose(flipped!.weighted.standardizedMeanDifference, -x!.weighted.standardizedMeanDifference, exact);
  });

  it("refuses a covariate that decides the treatment, and an arm of one row", () => {
    const decided = { rows: 4, columns: 1, values: Float64Array.of(1, 1, 0, 0) };
    expect(() => standardizedMeanDifferences([{ ...block, covariates: decided }], [columns[0]!], 4)).toThrow(
      expect.objectContaining({ code: "diagnostics.separated" }),
    );
    const treatment = Float64Array.of(1, 0, 0, 0);
    expect(() => standardizedMeanDifferences([{ ...block, treatment }], columns, 4)).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
  });
});
