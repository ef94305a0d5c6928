import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/random.js";
import { judge, type Replicate } from "../../src/simulation/judge.js";
import { assertClose } from "../assert-close.js";

const truth = { estimate: 10, monteCarloError: 0 };

/** Estimates around 10 + shift with standard deviation 1, whose standard errors are `scale`. */
function normalReplicates(count: number, seed: number, shift = 0, scale = 1): Replicate[] {
  const random = createRandom(seed, "judge");
  return Array.from({ length: count }, () => {
    const estimate = 10 + shift + random.normal();
    const standardError = scale * (1 + 0.05 * random.normal());
    return {
      estimate,
      standardError,
      lower: estimate - 1.959964 * standardError,
      upper: estimate + 1.959964 * standardError,
    };
  });
}

describe("judge", () => {
  it("measures by hand", () => {
    // Estimates 9, 10, 14: mean 11, SD sqrt((4 + 1 + 9) / 2) = 2.6458; standard errors 1, 2, 3: mean 2, SD 1.
    // Ratio 2 / 2.6458 = 0.7559, its error sqrt(1/4 + 0.25/3) = 0.5774; two of three intervals hold 10.
    const found = judge(
      [
        { estimate: 9, standardError: 1, lower: 7, upper: 11 },
        { estimate: 10, standardError: 2, lower: 6, upper: 14 },
        { estimate: 14, standardError: 3, lower: 10.5, upper: 20 },
      ],
      { estimate: 10, monteCarloError: 0.5 },
      "consistent",
    );
    expect(found.meanError).toBe(1);
    assertClose(found.empiricalDeviation, 2.6458, { absolute: 5e-5, because: "rounded by hand" });
    // sqrt(7 / 3 + 0.25)
    assertClose(found.meanErrorMonteCarlo, 1.6073, { absolute: 5e-5, because: "rounded by hand" });
    assertClose(found.ratio, 0.7559, { absolute: 5e-5, because: "rounded by hand" });
    assertClose(found.ratioMonteCarlo, 0.5774, { absolute: 5e-5, because: "rounded by hand" });
    assertClose(found.coverage, 2 / 3, { relative: 1e-12, because: "two of three" });
  });

  it("accepts estimates that are right", () => {
    const seeds = [1, 2, 3, 4, 5];
    expect(seeds.map((seed) => judge(normalReplicates(500, seed), truth, "consistent").holds)).toEqual(
      seeds.map(() => true),
    );
  });

  it.each([0.85, 1.15])(
    "refuses standard errors scaled by %f at 500 replications, nine times in ten",
    (scale) => {
      // The ratio's own error is 0.032: at 1.15 it falls below the bar of 1 + 3 * 0.032 with probability 0.05.
      const seeds = Array.from({ length: 40 }, (_, seed) => seed);
      const refused = seeds.filter(
        (seed) => !judge(normalReplicates(500, seed, 0, scale), truth, "consistent").holds,
      );
      expect(refused.length).toBeGreaterThanOrEqual(36);
    },
  );

  it("lets a conservative error be too large, never too small, and its centre be no other", () => {
    expect(judge(normalReplicates(500, 1, 0, 1.3), truth, "conservative").holds).toBe(true);
    expect(judge(normalReplicates(500, 1, 0, 1.3), truth, "consistent").holds).toBe(false);
    expect(judge(normalReplicates(500, 1, 0, 0.8), truth, "conservative").holds).toBe(false);
    expect(judge(normalReplicates(500, 1, 0.5, 1.3), truth, "conservative").holds).toBe(false);
  });

  it("refuses a shifted centre, and holds a cell that is expected to fail to failing", () => {
    expect(judge(normalReplicates(500, 1, 0.3), truth, "consistent").clears.centre).toBe(false);
    expect(judge(normalReplicates(500, 1, 0.3), truth, "nearlyConsistent").holds).toBe(false);
    expect(judge(normalReplicates(500, 1, 3), truth, "expectedToFail").holds).toBe(true);
    expect(judge(normalReplicates(500, 1), truth, "expectedToFail").holds).toBe(false);
  });
});
