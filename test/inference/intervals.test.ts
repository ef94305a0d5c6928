import { describe, expect, it } from "vitest";
import { confidenceInterval } from "../../src/inference/confidence-interval.js";
import { simultaneousIntervals } from "../../src/inference/simultaneous-intervals.js";
import { standardError } from "../../src/inference/standard-error.js";
import { normalQuantile } from "../../src/numeric/normal-distribution.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { estimateOf } from "./estimate-of.js";

const signs = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -1));

describe("confidenceInterval", () => {
  it("is normal from 50 clusters on", () => {
    const interval = confidenceInterval(estimateOf(10, signs(64)));
    // standard error sqrt(64) / 64 = 1/8
    assertClose(interval.upper, 10 + 1.959963984540054 / 8, { relative: 1e-14, because: "normal quantile" });
    assertClose(interval.lower, 10 - 1.959963984540054 / 8, { relative: 1e-14, because: "normal quantile" });
    expect(interval).toMatchObject({
      level: 0.95,
      method: "normal, clustered by user",
    });
  });

  it("is t with G - 1 degrees below, G the users whose rows bear on it", () => {
    const interval = confidenceInterval(estimateOf(0, [...signs(10), ...new Array(90).fill(0)]));
    // t(9) at 0.975 is 2.2621571627982053; standard error sqrt(10) / 100
    assertClose(interval.upper, (2.2621571627982053 * Math.sqrt(10)) / 100, {
      relative: 1e-11,
      because: "root found with 30 digits (mpmath)",
    });
    expect(interval.method).toMatch(/^t with 9 degrees of freedom/);
    expect(confidenceInterval(estimateOf(0, signs(10)), 0.9, "normal").method).toMatch(/^normal/);
  });

  it("is a point when nothing varies, and refuses what makes no sense", () => {
    expect(confidenceInterval(estimateOf(3, [0, 0]))).toMatchObject({ lower: 3, upper: 3 });
    expect(() => confidenceInterval(estimateOf(3, [1, 0]))).toThrowError(
      expect.objectContaining({ code: "inference.one-cluster" }),
    );
    for (const alone of [[0], [2], [0, 1, 0]])
      expect(() => standardError(estimateOf(3, alone))).toThrowError(
        expect.objectContaining({ name: "NotEstimableError", code: "inference.one-cluster" }),
      );
    expect(() => confidenceInterval(estimateOf(3, [1, 0]), 95)).toThrowError(
      expect.objectContaining({ code: "inference.level" }),
    );
  });
});

describe("simultaneousIntervals", () => {
  const random = createRandom(1, "influence");
  const independent = Array.from({ length: 20 }, (_, k) =>
    estimateOf(
      k,
      Array.from({ length: 1500 }, () => random.normal()),
    ),
  );

  it("is the pointwise interval for one estimate, and for twenty copies of it", () => {
    const one = simultaneousIntervals([independent[0]!], { random: createRandom(2), draws: 8000 });
    assertClose(one.critical, 1.96, {
      absolute: 0.06,
      because: "3 Monte Carlo errors of a 95 % point at 8,000 draws",
    });
    const copies = simultaneousIntervals(new Array(20).fill(independent[0]!), {
      random: createRandom(2),
      draws: 8000,
    });
    expect(copies.critical).toBe(one.critical);
  });

  it("approaches the exact critical value for independent estimates", () => {
    const exact = normalQuantile((1 + 0.95 ** (1 / 20)) / 2); // 3.016
    for (const multipliers of ["rademacher", "normal"] as const) {
      const joint = simultaneousIntervals(independent, { random: createRandom(3), draws: 4000, multipliers });
      assertClose(joint.critical, exact, {
        absolute: 0.11,
        because: "3 Monte Carlo errors and chance correlations",
      });
      joint.intervals.forEach((interval, k) => {
        const half = joint.critical * standardError(independent[k]!);
        expect(interval.upper).toBe(independent[k]!.estimate + half);
      });
    }
  });

  it("repeats with the same stream, and takes segments of one panel", () => {
    const segments = independent
      .slice(0, 3)
      .map((estimate, k) => ({ ...estimate, sample: { ...estimate.sample, rows: `segment ${k}` } }));
    const run = () => simultaneousIntervals(segments, { random: createRandom(4), draws: 200 });
    expect(run()).toEqual(run());
  });

  it("gives a point to what has no error, and refuses other panels and few draws", () => {
    const joint = simultaneousIntervals([independent[0]!, estimateOf(5, new Array(1500).fill(0))], {
      random: createRandom(5),
    });
    expect(joint.intervals[1]).toMatchObject({ lower: 5, upper: 5 });
    expect(simultaneousIntervals([], { random: createRandom(6) }).intervals).toEqual([]);
    expect(() =>
      simultaneousIntervals([independent[0]!, estimateOf(5, [1, 2])], { random: createRandom(5) }),
    ).toThrowError(expect.objectContaining({ code: "inference.samples-differ" }));
    expect(() => simultaneousIntervals(independent, { random: createRandom(5), draws: 3 })).toThrowError(
      expect.objectContaining({ code: "inference.draws" }),
    );
  });
});
