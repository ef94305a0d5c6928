import { beforeAll, describe, expect, it } from "vitest";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { assertClose } from "../assert-close.js";
import { simulatedDesign } from "./simulated-design.js";

const replications = 500;

/** The effect 1 + z₀ / 2 averaged over e (1 - e), on 300,000 draws of the covariates: known to about 0.001. */
function overlapTruth(): number {
  const random = createRandom(1, "overlap population");
  let sum = 0;
  let total = 0;
  for (let draw = 0; draw < 300_000; draw++) {
    const own = random.normal();
    const z = [0, 1, 2].map(() => 0.5 * own + random.normal());
    const e = 1 / (1 + Math.exp(0.6 - 0.5 * z[0]! + 0.4 * z[1]! - 0.2 * z[2]!));
    sum += e * (1 - e) * (1 + 0.5 * z[0]!);
    total += e * (1 - e);
  }
  return sum / total;
}

const overlapEffect = overlapTruth();

describe("a static world in which both models are exact, effect 1", () => {
  const names: readonly EstimatorName[] = [
    "naive",
    "ipw",
    "standardisation",
    "aipw",
    "tmle",
    "overlapWeighted",
    "gEstimation",
    "propensityRegression",
    "propensityStratification",
    "outcomeRegression",
  ];
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

  it.each([
    { name: "ipw", truth: 1 },
    { name: "standardisation", truth: 1 },
    { name: "aipw", truth: 1 },
    { name: "tmle", truth: 1 },
    { name: "overlapWeighted", truth: overlapEffect },
    { name: "gEstimation", truth: overlapEffect },
    { name: "propensityRegression", truth: overlapEffect },
  ] as const)("$name: no bias, the right error, the right coverage", ({ name, truth }) => {
    const { estimates, errors } = found.get(name)!;
    assertClose(mean(estimates), truth, {
      absolute: Math.min((3 * spread(estimates)) / Math.sqrt(replications), 0.2 * mean(errors)),
      because: "3 Monte Carlo errors, and a fifth of a standard error (STATISTICS section 8)",
    });
    assertClose(mean(errors) / spread(estimates), 1, {
      absolute: 3 / Math.sqrt(2 * (replications - 1)),
      because: "3 Monte Carlo errors of the ratio",
    });
    const covered = estimates.filter(
      (value, k) => Math.abs(value - truth) <= 1.959963984540054 * errors[k]!,
    ).length;
    assertClose(covered / replications, 0.95, {
      absolute: 3 * Math.sqrt((0.95 * 0.05) / replications),
      because: "3 Monte Carlo errors",
    });
  });

  it("outcome regression: the error of its own limit", () => {
    const { estimates, errors } = found.get("outcomeRegression")!;
    assertClose(mean(errors) / spread(estimates), 1, {
      absolute: 3 / Math.sqrt(2 * (replications - 1)),
      because: "3 Monte Carlo errors of the ratio",
    });
    expect(Math.abs(mean(estimates) - 1)).toBeLessThan(0.2);
  });

  it("stratification: most of the bias gone, the error of what is left", () => {
    const { estimates, errors } = found.get("propensityStratification")!;
    const naive = mean(found.get("naive")!.estimates) - 1;
    expect(Math.abs(mean(estimates) - 1)).toBeLessThan(0.15 * naive);
    assertClose(mean(errors) / spread(estimates), 1, {
      absolute: 0.03 + 3 / Math.sqrt(2 * (replications - 1)),
      because: "3 Monte Carlo errors of the ratio; difference quotients smooth at the scale of the error",
    });
  });

  it("naive: visibly wrong", () => {
    const { estimates, errors } = found.get("naive")!;
    expect(mean(estimates) - 1).toBeGreaterThan(2 * mean(errors));
  });
});
