import { describe, expect, it } from "vitest";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { standardError } from "../../src/inference/standard-error.js";
import { covariateBalancingPropensity } from "../../src/weights/balancing/covariate-balancing-propensity.js";
import { entropyBalancing } from "../../src/weights/balancing/entropy-balancing.js";
import { inverseProbabilityTilting } from "../../src/weights/balancing/inverse-probability-tilting.js";
import type { FittedWeights } from "../../src/weights/fitted-weights.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { type PointWorld, pointWorld, trueEffect } from "./point-world.js";

const replications = 400;
const propensity = "~ x + z";
const common = (data: PointWorld) => ({ data, treatment: "a" });

const schemes: Readonly<Record<string, readonly [(data: PointWorld) => FittedWeights, number]>> = {
  ATE: [(data) => propensityWeights({ ...common(data), propensity }), trueEffect(() => 1)],
  ATT: [(data) => propensityWeights({ ...common(data), propensity, target: "ATT" }), trueEffect((p) => p)],
  ATO: [
    (data) => propensityWeights({ ...common(data), propensity, target: "ATO" }),
    trueEffect((p) => p * (1 - p)),
  ],
  "entropy balancing, ATE": [
    (data) => entropyBalancing({ ...common(data), covariates: propensity }),
    trueEffect(() => 1),
  ],
  "CBPS, ATE": [
    (data) => covariateBalancingPropensity({ ...common(data), covariates: propensity }),
    trueEffect(() => 1),
  ],
  "tilting, ATE": [
    (data) => inverseProbabilityTilting({ ...common(data), covariates: propensity }),
    trueEffect(() => 1),
  ],
};

describe("stacked errors in small worlds", () => {
  const worlds = Array.from({ length: replications }, (_, k) => pointWorld(250, 5_000 + k));
  for (const [name, [scheme, truth]] of Object.entries(schemes))
    it(name, () => {
      let sum = 0;
      let squares = 0;
      let errors = 0;
      let covered = 0;
      for (const data of worlds) {
        const { difference } = weightedContrast({
          data,
          outcome: "y",
          treatment: "a",
          weights: scheme(data),
        }).contrasts[0]!;
        const error = standardError(difference);
        const off = difference.estimate - truth;
        sum += off;
        squares += off * off;
        errors += error;
        covered += Math.abs(off) <= 1.96 * error ? 1 : 0;
      }
      const bias = sum / replications;
      const deviation = Math.sqrt(squares / replications - bias * bias);
      const meanError = errors / replications;
      // The ratio's own Monte Carlo error is about 1 / sqrt(2 · 400) = 0.035.
      expect(Math.abs(meanError / deviation - 1)).toBeLessThan(0.11);
      expect(Math.abs(bias)).toBeLessThan(3 * (deviation / Math.sqrt(replications)) + 0.05 * meanError);
      expect(covered / replications).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / replications));
    });
});
