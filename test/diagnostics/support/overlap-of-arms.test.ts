import { describe, expect, it } from "vitest";
import { overlap } from "../../../src/diagnostics/overlap.js";
import { commonSupport } from "../../../src/diagnostics/support/common-support.js";
import { equipoise, preferenceScores } from "../../../src/diagnostics/support/equipoise.js";
import { optimalTrimming } from "../../../src/diagnostics/support/optimal-trimming.js";
import { overlapByDay } from "../../../src/diagnostics/support/overlap-by-day.js";
import { propensityDensities } from "../../../src/diagnostics/support/propensity-densities.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const exact = { relative: 1e-13, because: "closed form on a few rows" };

describe("densities of propensities", () => {
  it("have area 1 in each arm and sample, and hold their lower edge", () => {
    const spec = { propensity: [0.1, 0.25, 0.5, 1], treatment: [0, 0, 1, 1], weights: [1, 3, 1, 1] };
    const rows = propensityDensities({ ...spec, bins: 4 });
    const of = (sample: string, arm: string) =>
      rows.filter((row) => row.sample === sample && row.arm === arm).map((row) => row.density);
    expect(of("unweighted", "control")).toEqual([2, 2, 0, 0]);
    expect(of("weighted", "control")).toEqual([1, 3, 0, 0]);
    expect(of("weighted", "treated")).toEqual([0, 0, 2, 2]);
    expect(rows[1]).toMatchObject({ from: 0.25, to: 0.5, rows: 0 });
    expect(propensityDensities({ propensity: [0.1, 0.2], treatment: [0, 1] })).toHaveLength(80);
    expect(() => propensityDensities({ ...spec, bins: 0.5 })).toThrow(
      expect.objectContaining({ code: "diagnostics.bins" }),
    );
  });
});

describe("equipoise", () => {
  it("takes the overall odds out of the propensity", () => {
    // a quarter treated: odds 1/3; propensity 1/2 is odds 1, three times that: 3/4
    const scores = preferenceScores([0.25, 0.5, 0.1, 0], [1, 0, 0, 0]);
    [0.5, 0.75, 0.25, 0].forEach((expected, row) => {
      assertClose(scores[row]!, expected, { ...exact, absolute: 1e-15 });
    });
  });

  it("is the share of each arm with a score from 0.3 to 0.7", () => {
    const found = equipoise([0.3, 0.9, 0.5, 0.7], [1, 1, 0, 0]);
    expect(found).toEqual({ treated: 0.5, control: 1, all: 0.75, least: 0.5, prevalence: 0.5 });
  });
});

describe("common support", () => {
  const propensity = [0.3, 0.5, 0.9, 0.1, 0.4, 0.6];
  const treatment = [1, 1, 1, 0, 0, 0];

  it("is the range that both arms reach", () => {
    expect(commonSupport(propensity, treatment)).toEqual({
      range: [0.3, 0.6],
      treatedOutside: 1,
      controlOutside: 1,
      shareOutside: 1 / 3,
    });
    // halves of each arm's range cut at 25 %: treated 0.4 to 0.7, control 0.25 to 0.5
    const { range } = commonSupport(propensity, treatment, 0.25);
    assertClose(range![0], 0.4, exact);
    assertClose(range![1], 0.5, exact);
  });

  it("is nothing where the arms' ranges do not meet", () => {
    expect(commonSupport([0.8, 0.9, 0.1, 0.2], [1, 1, 0, 0])).toMatchObject({ range: null, shareOutside: 1 });
  });

  it("refuses rows of one arm, treatments and propensities that are none", () => {
    const code = (p: number, a: number, trim = 0) => {
      return () => commonSupport([0.5, p], [1, a], trim);
    };
    expect(code(0.5, 1)).toThrow(expect.objectContaining({ code: "diagnostics.empty-arm" }));
    expect(code(0.5, 2)).toThrow(expect.objectContaining({ code: "diagnostics.treatment" }));
    expect(code(1.5, 0)).toThrow(expect.objectContaining({ code: "diagnostics.propensity" }));
    expect(code(0.5, 0, 0.5)).toThrow(expect.objectContaining({ code: "diagnostics.trim" }));
  });
});

describe("optimal trimming", () => {
  it("leaves out what costs more variance than it brings rows", () => {
    // Σ g / k²: 4, 8/4, 12/9; with the row at 0.01, (12 + 101) / 16
    expect(optimalTrimming([0.5, 0.01, 0.5, 0.5], [1, 0, 0, 1])).toEqual({ cut: 0.5, kept: 3, rows: 4 });
    expect(optimalTrimming([0.4, 0.6, 0.5], [1, 0, 1])).toEqual({ cut: 0, kept: 3, rows: 3 });
    expect(() => optimalTrimming([0, 1], [0, 1])).toThrow(
      expect.objectContaining({ code: "diagnostics.separated" }),
    );
  });

  it("solves Crump's equation in a large sample, and cuts near 0.1 where propensities are uniform", () => {
    const random = createRandom(5, "trimming");
    const propensity = Float64Array.from({ length: 20_000 }, () => random.uniform());
    const treatment = propensity.map((p) => Number(random.uniform() < p));
    const { cut, kept } = optimalTrimming(propensity, treatment);
    const g = propensity.filter((p) => Math.min(p, 1 - p) >= cut).map((p) => 1 / (p * (1 - p)));
    expect(g).toHaveLength(kept);
    const limit = (2 * g.reduce((sum, value) => sum + value, 0)) / kept;
    assertClose(cut, 0.5 - Math.sqrt(0.25 - 1 / limit), {
      relative: 0.01,
      because: "20,000 rows stand for all",
    });
    assertClose(cut, 0.1, { absolute: 0.03, because: "the rule of thumb of that paper" });
  });
});

describe("overlap by day", () => {
  it("counts each day's rows outside the bounds, and adds up to all", () => {
    const propensity = Float64Array.of(0.5, 0.01, 0.99, 0.4, 0.975);
    const treatment = Float64Array.of(1, 0, 1, 0, 1);
    const found = overlapByDay(propensity, treatment, [3, 1, 1, 3, 1]);
    expect(found).toEqual([
      { day: 1, rows: 3, treated: 2, lowest: 0.01, highest: 0.99, shareOutside: 2 / 3 },
      { day: 3, rows: 2, treated: 1, lowest: 0.4, highest: 0.5, shareOutside: 0 },
    ]);
    const outside = found.reduce((sum, { rows, shareOutside }) => sum + rows * shareOutside, 0);
    expect(outside / 5).toBe(overlap(propensity, treatment).shareOutside);
    expect(() => overlapByDay(propensity, treatment, [1])).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
