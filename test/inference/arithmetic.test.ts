import { describe, expect, it } from "vitest";
import { difference } from "../../src/inference/difference.js";
import { ratio } from "../../src/inference/ratio.js";
import { scale } from "../../src/inference/scale.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { estimateOf } from "./estimate-of.js";

describe("arithmetic of influence estimates", () => {
  it("has the standard error of a mean", () => {
    // mean of 1, 3, 5, 7 is 4, φ = -3 -1 1 3: sqrt(20) / 4 = sqrt(5) / 2
    expect(standardError(estimateOf(4, [-3, -1, 1, 3]))).toBe(Math.sqrt(20) / 4);
  });

  it("takes differences with their covariance", () => {
    const a = estimateOf(4, [-3, -1, 1, 3]);
    const b = estimateOf(1, [-2, -1, 1, 2]);
    const c = difference(a, b);
    expect(c.estimate).toBe(3);
    expect([...c.influence]).toEqual([-1, 0, 0, 1]);
    expect(standardError(difference(a, a))).toBe(0);
  });

  it("takes ratios by the delta method", () => {
    // 4 / 2: φ = (φ_a - 2 φ_b) / 2
    const c = ratio(estimateOf(4, [-3, -1, 1, 3]), estimateOf(2, [-1, 1, 0, 0]));
    expect(c.estimate).toBe(2);
    expect([...c.influence]).toEqual([-0.5, -1.5, 0.5, 1.5]);
  });

  it("has the ratio's error right in a simulation", () => {
    const random = createRandom(1, "ratio");
    const ratios: number[] = [];
    let error = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const n = 100;
      const x = Array.from({ length: n }, () => 5 + random.normal());
      const y = x.map((value) => 0.5 * value + random.normal());
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n;
      const of = (values: number[]) =>
        estimateOf(
          mean(values),
          values.map((value) => value - mean(values)),
        );
      const r = ratio(of(y), of(x));
      ratios.push(r.estimate);
      error += standardError(r) / 2000;
    }
    const average = ratios.reduce((sum, value) => sum + value, 0) / 2000;
    const spread = Math.sqrt(ratios.reduce((sum, value) => sum + (value - average) ** 2, 0) / 1999);
    assertClose(error / spread, 1, {
      absolute: 0.055,
      because: "3 Monte Carlo errors of a ratio of 2,000 draws and 1/(2n)",
    });
  });

  it("scales", () => {
    const c = scale(estimateOf(4, [-3, 3]), -0.5);
    expect([c.estimate, ...c.influence]).toEqual([-2, 1.5, -1.5]);
  });

  it("refuses other panels, users and rows, and a ratio to nothing", () => {
    const a = estimateOf(4, [-1, 1]);
    const differ = expect.objectContaining({ name: "NotEstimableError", code: "inference.samples-differ" });
    expect(() => difference(a, estimateOf(1, [0, 0], { panel: "other" }))).toThrowError(differ);
    expect(() => difference(a, estimateOf(1, [0, 0], { rows: "other" }))).toThrowError(differ);
    expect(() => ratio(a, estimateOf(1, [0, 0, 0]))).toThrowError(differ);
    expect(() => ratio(a, estimateOf(0, [0, 0]))).toThrowError(
      expect.objectContaining({ code: "inference.zero-denominator" }),
    );
  });
});
