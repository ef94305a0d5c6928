import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { designOf } from "./design-of.js";

/** 30,000 rows, effect 1, fitted with z alone; the square of z acts where the world says so. */
function world(square: { readonly treatment: number; readonly outcome: number }): Design {
  const random = createRandom(5, "double robustness", square.treatment, square.outcome);
  return designOf(
    Array.from({ length: 30_000 }, (_, r) => {
      const z = random.normal();
      const logit = 0.4 * z - 0.3 + square.treatment * (z * z - 1);
      const treatment = random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      const outcome = 2 * z + square.outcome * (z * z - 1) + treatment + random.normal();
      return { user: Math.floor(r / 3), treatment, outcome, terms: [z] };
    }),
  );
}

/** How many standard errors each estimate is away from 1. */
function misses(design: Design): Record<EstimatorName, number> {
  const models = nuisanceModels(design);
  return Object.fromEntries(
    Object.values(estimators)
      .filter(({ name }) => name !== "aipwCrossFitted")
      .map((estimator) => {
        const { effect } = estimator.estimate(design, models);
        return [estimator.name, Math.abs(effect.estimate - 1) / standardError(effect)];
      }),
  ) as Record<EstimatorName, number>;
}

describe("with one model wrong", () => {
  it("a wrong outcome model spares weighting, g-estimation, aipw and tmle", () => {
    const found = misses(world({ treatment: 0, outcome: 1.5 }));
    expect(found.ipw).toBeLessThan(3.5);
    expect(found.aipw).toBeLessThan(3.5);
    expect(found.tmle).toBeLessThan(3.5);
    expect(found.overlapWeighted).toBeLessThan(3.5);
    expect(found.gEstimation).toBeLessThan(3.5);
    expect(found.propensityRegression).toBeLessThan(3.5);
    expect(found.naive).toBeGreaterThan(10);
  });

  it("a wrong propensity model spares standardisation, aipw and tmle", () => {
    const found = misses(world({ treatment: 0.4, outcome: 0 }));
    expect(found.standardisation).toBeLessThan(3.5);
    expect(found.aipw).toBeLessThan(3.5);
    expect(found.tmle).toBeLessThan(3.5);
  });

  it("both wrong spares none", () => {
    const found = misses(world({ treatment: 0.4, outcome: 1.5 }));
    for (const name of ["ipw", "standardisation", "aipw", "tmle"] as const)
      expect(found[name]).toBeGreaterThan(5);
  });
});
