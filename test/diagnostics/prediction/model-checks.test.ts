import { describe, expect, it } from "vitest";
import { brierScore } from "../../../src/diagnostics/prediction/brier-score.js";
import { calibrationBins } from "../../../src/diagnostics/prediction/calibration-bins.js";
import { calibrationLine } from "../../../src/diagnostics/prediction/calibration-line.js";
import { hosmerLemeshow } from "../../../src/diagnostics/prediction/hosmer-lemeshow.js";
import { naturalCourse } from "../../../src/diagnostics/prediction/natural-course.js";
import { residualSummary } from "../../../src/diagnostics/prediction/residual-summary.js";
import { rocArea } from "../../../src/diagnostics/prediction/roc-area.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const exact = { relative: 1e-12, absolute: 1e-14, because: "closed form on a few rows" };

describe("calibration bins", () => {
  const predicted = [0.1, 0.2, 0.2, 0.6, 0.7, 0.8];
  const observed = [0, 0, 1, 1, 0, 1];

  it("hold as many rows each, equal predictions together", () => {
    const [low, high] = calibrationBins({ predicted, observed, bins: 2 });
    expect(low).toMatchObject({ bin: 0, rows: 3, from: 0.1, to: 0.2 });
    expect(high).toMatchObject({ rows: 3, from: 0.6, to: 0.8 });
    assertClose(low!.meanPredicted, 0.5 / 3, exact);
    assertClose(low!.difference, 0.5 / 3, exact);
    // deviations of y - p from their mean 1/6: -0.1 - 1/6, -0.2 - 1/6, 0.8 - 1/6
    const squares = [-0.1, -0.2, 0.8].reduce((sum, r) => sum + (r - 0.5 / 3) ** 2, 0);
    assertClose(low!.standardError, Math.sqrt((squares * 3) / 2) / 3, exact);
    expect(calibrationBins({ predicted, observed, bins: 3 }).map(({ rows }) => rows)).toEqual([3, 1, 2]);
  });

  it("cluster their errors by user, and weight their means", () => {
    const [one] = calibrationBins({
      predicted: [0, 0, 0, 0],
      observed: [1, 3, 5, 7],
      bins: 1,
      user: [9, 9, 4, 4],
    });
    // mean 4; sums by user -4 and 4: SE² = 2 · 32 / 16
    assertClose(one!.standardError, 2, exact);
    const [weighted] = calibrationBins({ predicted: [0, 0], observed: [1, 3], bins: 1, weights: [3, 1] });
    assertClose(weighted!.meanObserved, 1.5, exact);
    expect(() => calibrationBins({ predicted, observed, bins: 0 })).toThrow(
      expect.objectContaining({ code: "diagnostics.bins" }),
    );
    expect(() => calibrationBins({ predicted, observed, user: [1] })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});

describe("Hosmer-Lemeshow statistic", () => {
  it("adds up squared differences over their variance", () => {
    // bins of 10 with predictions 0.2, 0.5, 0.8 and 4, 5, 8 ones: (4 - 2)² / 1.6
    const predicted = [0.2, 0.5, 0.8].flatMap((p) => new Array<number>(10).fill(p));
    const observed = [4, 5, 8].flatMap((ones) => Array.from({ length: 10 }, (_, k) => Number(k < ones)));
    const found = hosmerLemeshow({ predicted, observed, bins: 3 });
    assertClose(found.statistic, 2.5, exact);
    expect(found.degreesOfFreedom).toBe(1);
    // upper tail of chi-square with 1 degree at 2.5
    assertClose(found.pValue, 0.11384629800665806, { relative: 1e-9, because: "chi-square table" });
    expect(hosmerLemeshow({ predicted, observed, bins: 3, fitted: false }).degreesOfFreedom).toBe(3);
    expect(() => hosmerLemeshow({ predicted: [0.2, 0.3], observed: [0, 1] })).toThrow(
      expect.objectContaining({ code: "diagnostics.bins" }),
    );
  });
});

describe("calibration line", () => {
  // two predictions, five rows each: two ones of five at 0.2, three of five at 0.8
  const predicted = [0.2, 0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8];
  const observed = [1, 1, 0, 0, 0, 1, 1, 1, 0, 0];

  it("goes through the observed log odds when there are two predictions", () => {
    const found = calibrationLine({ predicted, observed });
    const far = Math.log(4);
    assertClose(found.slope, Math.log(1.5) / far, { relative: 1e-9, because: "Newton's stop" });
    assertClose(found.intercept, 0, { absolute: 1e-9, because: "Newton's stop" });
    // each log odds has variance 1 / (5 · 0.24)
    const variance = 1 / (5 * 0.24);
    const rows = { relative: 1e-8, because: "Newton's stop; G / (G - 1) over ten rows" };
    assertClose(found.slopeError, Math.sqrt(((2 * variance) / (4 * far * far)) * (10 / 9)), rows);
    assertClose(found.interceptError, Math.sqrt((variance / 2) * (10 / 9)), rows);
    assertClose(found.inTheLarge, 0, exact);
  });

  it("has slope 1/2 for log odds told twice as large as they are, and errors that cover", () => {
    let covered = 0;
    const replications = 200;
    for (let seed = 0; seed < replications; seed++) {
      const random = createRandom(seed, "calibration line");
      const truth = Float64Array.from({ length: 300 }, () => random.normal());
      const y = truth.map((x) => Number(random.uniform() < 1 / (1 + Math.exp(-x))));
      const overstated = truth.map((x) => 1 / (1 + Math.exp(-2 * x)));
      const { slope, slopeError } = calibrationLine({ predicted: overstated, observed: y });
      covered += Number(Math.abs(slope - 0.5) < 1.96 * slopeError);
    }
    // 95 % of 200 with three Monte Carlo errors
    expect(covered / replications).toBeGreaterThan(0.9);
  });

  it("counts a user's rows as one", () => {
    const user = predicted.map((_, row) => row);
    const single = calibrationLine({ predicted, observed, user });
    const double = calibrationLine({
      predicted: [...predicted, ...predicted],
      observed: [...observed, ...observed],
      user: [...user, ...user],
    });
    assertClose(double.slopeError, single.slopeError, {
      relative: 1e-8,
      because: "every row twice, users as before",
    });
  });

  it("refuses what has no line", () => {
    const code = (p: readonly number[], y: readonly number[]) => () =>
      calibrationLine({ predicted: p, observed: y });
    expect(code([0.2, 1], [0, 1])).toThrow(expect.objectContaining({ code: "diagnostics.prediction" }));
    expect(code([0.2, 0.2], [0, 1])).toThrow(
      expect.objectContaining({ code: "diagnostics.constant-prediction" }),
    );
    expect(code([0.2, 0.3, 0.7, 0.8], [0, 0, 1, 1])).toThrow(
      expect.objectContaining({ code: "diagnostics.calibration" }),
    );
    expect(code([0.2, 0.3], [0, 2])).toThrow(expect.objectContaining({ code: "diagnostics.outcome" }));
  });
});

describe("skill", () => {
  it("has the area under the curve with ties and weights", () => {
    // pairs of a one (0.4, 0.8) and a zero (0.4, 0.1): 1/2, 1, 1, 1
    const rows = { predicted: [0.4, 0.8, 0.4, 0.1], observed: [1, 1, 0, 0] };
    assertClose(rocArea(rows), 3.5 / 4, exact);
    assertClose(rocArea({ ...rows, weights: [3, 1, 1, 1] }), (3 * 0.5 + 3 + 1 + 1) / 8, exact);
    expect(() => rocArea({ predicted: [0.1], observed: [1] })).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
  });

  it("has Brier's score and its skill over the overall share", () => {
    const found = brierScore({ predicted: [0.2, 0.8], observed: [0, 1] });
    assertClose(found.score, 0.04, exact);
    assertClose(found.skill!, 1 - 0.04 / 0.25, exact);
    expect(brierScore({ predicted: [0.2, 0.8], observed: [1, 1] }).skill).toBeNull();
    expect(() => brierScore({ predicted: [0.2], observed: [1], weights: [0] })).toThrow(
      expect.objectContaining({ code: "diagnostics.empty-arm" }),
    );
  });
});

describe("residuals", () => {
  it("are summed up", () => {
    // residuals -1, 1, 3; observations 1, 3, 5 around 3
    const found = residualSummary({ predicted: [2, 2, 2], observed: [1, 3, 5] });
    expect(found).toMatchObject({ rows: 3, mean: 1, min: -1, median: 1, max: 3, largestRow: 2 });
    assertClose(found.rootMeanSquare, Math.sqrt(11 / 3), exact);
    assertClose(found.explained!, 1 - 11 / 8, exact);
    assertClose(found.q25, 0, exact);
    expect(residualSummary({ predicted: [1, 2], observed: [1, 1] }).explained).toBeNull();
    expect(() => residualSummary({ predicted: [1], observed: [1, 2] })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
    expect(() => residualSummary({ predicted: [Number.NaN], observed: [1] })).toThrow(
      expect.objectContaining({ code: "diagnostics.missing" }),
    );
  });
});

describe("the natural course", () => {
  it("holds predicted beside observed means, day by day, with simultaneous intervals", () => {
    const rows = { predicted: [2, 2, 5, 4, 4], observed: [1, 5, 5, 6, 4], time: [3, 3, 9, 1, 1] };
    const [first, second, third] = naturalCourse({ ...rows, weights: [1, 3, 1, 1, 1] }, 0.7);
    expect(first).toMatchObject({ time: 1, rows: 2, predicted: 4, observed: 5, difference: 1 });
    // residuals 2 and 0 around 1: SE² = 2 (1 + 1) / 4; 1 - 0.3 / 6 has the normal quantile 1.6448536
    const half = { absolute: 1e-6, because: "seven digits of the normal quantile" };
    assertClose(first!.upper!, 1 + 1.6448536, half);
    // weighted: predicted 2, observed (1 + 15) / 4 = 4; residuals -1, 3 around 2: SE² = 2 (9 + 9) / 16
    expect(second).toMatchObject({ time: 3, predicted: 2, observed: 4, difference: 2 });
    assertClose(second!.lower!, 2 - 1.6448536 * 1.5, half);
    expect(third).toEqual({
      time: 9,
      rows: 1,
      predicted: 5,
      observed: 5,
      difference: 0,
      lower: null,
      upper: null,
    });
    expect(() => naturalCourse({ ...rows, time: [1] }, 0.9)).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
