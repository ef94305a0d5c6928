import { describe, expect, it } from "vitest";
import { balanceAcrossTime } from "../../../src/diagnostics/balance/balance-across-time.js";
import { balanceByTime } from "../../../src/diagnostics/balance/balance-by-time.js";
import { balanceTable } from "../../../src/diagnostics/balance/balance-table.js";
import { pairwiseBalance } from "../../../src/diagnostics/balance/pairwise-balance.js";
import { assertClose } from "../../assert-close.js";

const exact = { relative: 1e-12, because: "closed form on a few rows" };

describe("pairwise balance", () => {
  const treatment = ["a", "a", "b", "b", "c", "c"];
  const covariates = { x: [0, 2, 1, 3, 4, 6] };

  it("compares every two levels in one unit and finds the worst pair", () => {
    // variances 2, 2, 2: unit √2; means 1, 2, 5
    const { rows, maxima } = pairwiseBalance({ treatment, covariates });
    expect(rows.map((row) => [row.level, row.reference, row.difference])).toEqual([
      ["b", "a", 1],
      ["c", "a", 4],
      ["c", "b", 3],
    ]);
    assertClose(rows[0]!.standardizedMeanDifference, 1 / Math.sqrt(2), exact);
    expect(rows.map((row) => row.kolmogorovSmirnov)).toEqual([0.5, 1, 1]);
    expect(maxima).toHaveLength(1);
    expect(maxima[0]).toMatchObject({ level: "c", reference: "a", kolmogorovSmirnov: 1 });
    assertClose(maxima[0]!.standardizedMeanDifference, 4 / Math.sqrt(2), exact);
  });

  it("gives the table of two arms for two levels", () => {
    const two = { covariates: { x: [0, 2, 1, 3, 4] }, weights: [1, 2, 1, 3, 1] };
    const { rows } = balanceTable({ ...two, treatment: [0, 0, 1, 1, 1] });
    pairwiseBalance({ ...two, treatment: [0, 0, 1, 1, 1] }).rows.forEach((row, k) => {
      assertClose(row.standardizedMeanDifference, rows[k]!.standardizedMeanDifference!, exact);
      assertClose(row.kolmogorovSmirnov, rows[k]!.kolmogorovSmirnov, exact);
    });
  });

  it("refuses a single level, an empty one, and a covariate that is the treatment", () => {
    const code = (treatment: readonly string[], x: readonly number[]) => () =>
      pairwiseBalance({ treatment, covariates: { x } });
    expect(code(["a", "a"], [1, 2])).toThrow(expect.objectContaining({ code: "diagnostics.levels" }));
    expect(code(["a", "a", "b"], [1, 2, 3])).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
    expect(code(["a", "a", "b", "b"], [1, 1, 2, 2])).toThrow(
      expect.objectContaining({ code: "diagnostics.separated" }),
    );
  });
});

describe("balance by time", () => {
  // time 0: x 1, 5 against 2, 6; time 1: 3, 7 against 3, 5; time 2: one treated row; a row that is gone and unknown
  const spec = {
    time: [1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2],
    treatment: [1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1],
    covariates: {
      x: [3, 7, 3, 5, 1, 5, 2, 6, 1, 2, 3, Number.NaN],
      place: ["u", "v", "u", "v", "u", "u", "v", "w", "u", "u", "v", "v"],
    },
    atRisk: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
  };
  const found = balanceByTime(spec);

  it("is the table of each time's rows at risk, times ascending, with the times that cannot be judged", () => {
    const x = found.rows.filter((row) => row.covariate === "x");
    expect(x.map((row) => [row.time, row.difference])).toEqual([
      [0, -1],
      [1, 1],
    ]);
    assertClose(x[0]!.standardizedMeanDifference!, -1 / Math.sqrt(8), exact);
    assertClose(x[1]!.standardizedMeanDifference!, 1 / Math.sqrt((8 + 2) / 2), exact);
    expect(found.skipped).toEqual([{ time: 2, treated: 1, control: 2 }]);
  });

  it("has the same indicators at every time, whichever levels occur", () => {
    const names = (time: number) => found.rows.filter((row) => row.time === time).map((row) => row.covariate);
    expect(names(0)).toEqual(["x", "place_u", "place_v", "place_w"]);
    expect(names(1)).toEqual(names(0));
  });

  it("is summed up across times", () => {
    const [x, , , absent] = balanceAcrossTime(found.rows);
    expect(x).toMatchObject({ covariate: "x", times: 2, withoutUnit: 0, worstTime: 1 });
    assertClose(x!.largestDifference!, 1 / Math.sqrt(5), exact);
    assertClose(x!.meanDifference!, (1 / Math.sqrt(5) + 1 / Math.sqrt(8)) / 2, exact);
    expect(x!.largestKolmogorovSmirnov).toBe(0.5);
    expect(absent).toMatchObject({ covariate: "place_w", worstTime: 0 });
  });

  it("takes weights up to the row's own time, and refuses other lengths", () => {
    const weights = [1, 3, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1];
    const weighted = balanceByTime({ ...spec, weights }).rows.filter(
      (row) => row.covariate === "x" && row.sample === "weighted",
    );
    expect(weighted.map((row) => row.difference)).toEqual([-2, 2]);
    expect(() => balanceByTime({ ...spec, time: [1] })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
