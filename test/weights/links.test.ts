import { describe, it } from "vitest";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { createRandom } from "../../src/numeric/random.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { assertClose } from "../assert-close.js";

/** A treatment model that misses a square: expected and observed information differ, and only the latter gives the error. */
const rows = 80;
const random = createRandom(5, "links");
const x = Float64Array.from({ length: rows }, () => random.normal());
const z = x.map(() => (random.uniform() < 0.4 ? 1 : 0));
const a = x.map((value, r) =>
  random.uniform() < 1 / (1 + Math.exp(0.6 - 0.6 * value - 0.4 * z[r]! - 0.5 * value * value)) ? 1 : 0,
);
const y = x.map((value, r) => value * value + a[r]! + random.normal());
const sampling = x.map(() => 0.3 + 2 * random.uniform());
const unit = Int32Array.from({ length: rows }, (_, r) => r % 27);
const data = { x, z, a, y };

describe("stacked influence with any link is the derivative by each unit's sampling weight", () => {
  for (const link of ["logit", "probit", "cloglog"] as const)
    it(link, () => {
      const estimate = (samplingWeights: Float64Array) => {
        const weights = propensityWeights({
          data,
          treatment: "a",
          propensity: "~ x + z",
          link,
          samplingWeights,
        });
        return weightedContrast({ data, outcome: "y", treatment: "a", weights, cluster: unit }).contrasts[0]!
          .difference;
      };
      const at = estimate(sampling);
      for (let g = 0; g < 27; g++) {
        const moved = (by: number) =>
          estimate(sampling.map((s, r) => (unit[r] === g ? s * (1 + by) : s))).estimate;
        assertClose(at.influence[g]! / 27, (moved(1e-4) - moved(-1e-4)) / 2e-4, {
          absolute: 1e-7,
          because: "central difference of step 1e-4",
        });
      }
    });
});
