import { describe, expect, it } from "vitest";
import { countBins, edgeOf, histogramOf, planBins } from "../../../src/panel/inspection/histogram.js";
import { histogramName } from "../../../src/panel/inspection/histogram-name.js";
import { upperEnd } from "../../../src/panel/inspection/upper-end.js";

const widthOf = (low: number, high: number, whole = false) => {
  const plan = planBins(low, high, whole);
  return plan.step / plan.parts;
};

describe("planBins", () => {
  it("takes round widths: at most 40 bins and the one of the upper end", () => {
    // 3.4 / 40 = 0.085, the next of 1, 2, 5 times a power of ten is 0.1.
    expect(widthOf(0, 3.4)).toBe(0.1);
    expect(widthOf(0, 1)).toBe(0.05);
    expect(widthOf(0, 40)).toBe(1);
    expect(widthOf(0, 41)).toBe(2);
    expect(widthOf(0, 38_000)).toBe(1000);
    expect(widthOf(0, 0.03)).toBe(0.001);
    expect(widthOf(0, 3, true)).toBe(1);
    expect(widthOf(5, 5, true)).toBe(1);
    for (const high of [0.07, 0.9, 3, 17, 360, 99_999]) {
      const plan = planBins(0, high, false);
      expect(plan.bins).toBeLessThanOrEqual(41);
      expect(edgeOf(plan, 0)).toBe(0);
      expect(edgeOf(plan, plan.bins)).toBeGreaterThan(high);
      expect(edgeOf(plan, plan.bins - 1)).toBeLessThanOrEqual(high);
    }
  });

  it("begins below a negative or far value", () => {
    const plan = planBins(-3.2, 4, false);
    expect(edgeOf(plan, 0)).toBeLessThanOrEqual(-3.2);
    expect(edgeOf(plan, 1)).toBeGreaterThan(-3.2);
  });
});

describe("countBins", () => {
  it("puts a value on an edge into the bin above it, 0.8 and 0.3 included, and leaves NaN out", () => {
    const plan = planBins(0, 3.4, false);
    const values = [0, 0.3, 0.3, 0.7999, 0.8, 3.4999, 3.5, 9, -0.1, Number.NaN];
    const histogram = histogramOf(
      { name: "x", column: "x", unit: "", of: "events", quartiles: [0, 0, 0], marks: [] },
      plan,
      countBins(plan, values),
    );
    const at = (from: number) => histogram.bins.find((bin) => bin.from === from)?.count;
    expect([at(0), at(0.3), at(0.7), at(0.8), at(3.4)]).toEqual([1, 2, 1, 1, 1]);
    expect(histogram).toMatchObject({ below: 1, beyond: 2, known: 9 });
  });
});

describe("upperEnd", () => {
  it("is the 99 % quantile unless that lies more than twelve times the middle half beyond it", () => {
    expect(upperEnd([1, 2, 6], 50)).toBe(50);
    expect(upperEnd([1, 2, 6], 900)).toBe(66); // 6 + 12 · 5
    expect(upperEnd([1, 1, 1], 900)).toBe(900);
  });
});

describe("histogramName", () => {
  it("holds letters, digits and hyphens", () => {
    expect(histogramName("events", "Watch Ratio (%)")).toBe("events-watch-ratio");
  });
});
