import { beforeAll, describe, expect, it } from "vitest";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { standardError } from "../../src/inference/standard-error.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { assertClose } from "../assert-close.js";
import { simulatedDesign } from "./simulated-design.js";

const replications = 500;

describe("a static world in which both models are exact, effect 1", () => {
  const names: readonly EstimatorName[] = ["naive", "ipw", "standardisation", "aipw"];
  const found = new Map(names.map((name) => [name, { estimates: [] as number[], errors: [] as number[] }]));
  beforeAll(() => {
    for (let seed = 1; seed <= replications; seed++) {
      const design = simulatedDesign({ seed, users: 200, daysPerUser: 4, terms: 3 });
      const models = nuisanceModels(design);
      for (const name of names) {
        const { effect } = estimators[name].estimate(design, models);
        found.get(name)!.estimates.push(effect.estimate);
        found.get(name)!.errors.push(standardError(effect));
      }
    }
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: readonly number[]) => {
    const centre = mean(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
  };

  it.each(["ipw", "standardisation", "aipw"] as const)(
    "%s: no bias, the right error, the right coverage",
    (name) => {
      const { estimates, errors } = found.get(name)!;
      assertClose(mean(estimates), 1, {
        absolute: Math.min((3 * spread(estimates)) / Math.sqrt(replications), 0.2 * mean(errors)),
        because: "3 Monte Carlo errors, and a fifth of a standard error (STATISTICS section 8)",
      });
      assertClose(mean(errors) / spread(estimates), 1, {
        absolute: 3 / Math.sqrt(2 * (replications - 1)),
        because: "3 Monte Carlo errors of the ratio",
      });
      const covered = estimates.filter(
        (value, k) => Math.abs(value - 1) <= 1.959963984540054 * errors[k]!,
      ).length;
      assertClose(covered / replications, 0.95, {
        absolute: 3 * Math.sqrt((0.95 * 0.05) / replications),
        because: "3 Monte Carlo errors",
      });
    },
  );

  it("naive: visibly wrong", () => {
    const { estimates, errors } = found.get("naive")!;
    expect(mean(estimates) - 1).toBeGreaterThan(2 * mean(errors));
  });
});
