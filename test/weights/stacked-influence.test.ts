import { describe, expect, it } from "vitest";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { covariateBalancingPropensity } from "../../src/weights/balancing/covariate-balancing-propensity.js";
import { entropyBalancing } from "../../src/weights/balancing/entropy-balancing.js";
import { inverseProbabilityTilting } from "../../src/weights/balancing/inverse-probability-tilting.js";
import { calibrateWeights } from "../../src/weights/calibrate-weights.js";
import type { FittedWeights } from "../../src/weights/fitted-weights.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { truncateWeights } from "../../src/weights/truncate-weights.js";
import { assertClose } from "../assert-close.js";
import { pointWorld } from "./point-world.js";

/**
 * The influence value of a row is the derivative of the estimate by the row's sampling weight, times the number of rows: the
 * whole pipeline is run again with one row counted a little more and a little less.
 */
const rows = 60;
const world = pointWorld(rows, 11);
const arms = world.x.map((x, r) => (x > 0.8 && world.a[r] === 0 ? 2 : world.a[r]!));
arms[0] = 2;
arms[1] = 2;
const data = { ...world, arms };

type Scheme = (samplingWeights: Float64Array) => FittedWeights;

const binary =
  (more: object): Scheme =>
  (samplingWeights) =>
    propensityWeights({ data, treatment: "a", propensity: "~ x + z", samplingWeights, ...more });
const several =
  (more: object): Scheme =>
  (samplingWeights) =>
    propensityWeights({ data, treatment: "arms", propensity: "~ z", samplingWeights, ...more });
const balancing =
  (scheme: (spec: Parameters<typeof entropyBalancing>[0]) => FittedWeights, more: object): Scheme =>
  (samplingWeights) =>
    scheme({ data, treatment: "a", covariates: "~ x + z", samplingWeights, ...more });

const schemes: Readonly<Record<string, readonly [Scheme, "a" | "arms"]>> = {
  ATE: [binary({}), "a"],
  "ATE stabilised": [binary({ stabilised: true }), "a"],
  "ATE with a numerator": [binary({ numerator: "~ z" }), "a"],
  "ATE truncated at bounds": [binary({ stabilised: true, truncation: { bounds: [0.7, 1.4] } }), "a"],
  ATT: [binary({ target: "ATT" }), "a"],
  ATC: [binary({ target: "ATC" }), "a"],
  ATO: [binary({ target: "ATO" }), "a"],
  ATM: [binary({ target: "ATM" }), "a"],
  "three arms, ATE": [several({}), "arms"],
  "three arms, ATT": [several({ target: "ATT", focal: 2 }), "arms"],
  "three arms, ATO": [several({ target: "ATO" }), "arms"],
  "entropy balancing, ATE": [balancing(entropyBalancing, {}), "a"],
  "entropy balancing, ATT, two moments": [balancing(entropyBalancing, { target: "ATT", moments: 2 }), "a"],
  "entropy balancing, ATC": [balancing(entropyBalancing, { target: "ATC" }), "a"],
  "CBPS, ATE": [balancing(covariateBalancingPropensity, {}), "a"],
  "CBPS, ATT": [balancing(covariateBalancingPropensity, { target: "ATT" }), "a"],
  "CBPS, ATC": [balancing(covariateBalancingPropensity, { target: "ATC" }), "a"],
  "tilting, ATE": [balancing(inverseProbabilityTilting, {}), "a"],
  "tilting, ATC": [balancing(inverseProbabilityTilting, { target: "ATC" }), "a"],
  "tilting then truncated": [
    (s) => truncateWeights(balancing(inverseProbabilityTilting, {})(s), { bounds: [0, 2.2] }, s),
    "a",
  ],
  "calibrated by arm": [
    (s) =>
      calibrateWeights({
        data,
        weights: binary({})(s),
        covariates: "~ x + z",
        means: { x: 0.1, z: 0.35 },
        treatment: "a",
      }),
    "a",
  ],
  "calibrated, arms together": [
    (s) =>
      calibrateWeights({ data, weights: binary({})(s), covariates: "~ x + z", means: { x: 0.1, z: 0.35 } }),
    "a",
  ],
};

function estimate([scheme, treatment]: readonly [Scheme, "a" | "arms"], sampling: Float64Array) {
  const weights = scheme(sampling);
  const omittedNumeratorColumns = weights.numeratorColumns ?? [];
  return weightedContrast({ data, outcome: "y", treatment, weights, omittedNumeratorColumns });
}

describe("stacked influence is the derivative by each row's weight", () => {
  for (const [name, scheme] of Object.entries(schemes))
    it(name, () => {
      const ones = new Float64Array(rows).fill(1);
      const at = estimate(scheme, ones);
      const step = 1e-4;
      for (const row of [0, 7, 23, 41, 58]) {
        const moved = (by: number) => {
          const sampling = ones.slice();
          sampling[row] = 1 + by;
          return estimate(scheme, sampling);
        };
        const up = moved(step);
        const down = moved(-step);
        at.contrasts.forEach(({ difference }, k) => {
          const slope =
            (up.contrasts[k]!.difference.estimate - down.contrasts[k]!.difference.estimate) / (2 * step);
          assertClose(difference.influence[row]! / rows, slope, {
            absolute: 2e-6,
            because: "central difference of step 1e-4",
          });
        });
      }
      const sum = at.contrasts[0]!.difference.influence.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum)).toBeLessThan(1e-7);
    });

  it("a continuous treatment, whose weights take part in a mean", () => {
    const scheme = (sampling: Float64Array) =>
      propensityWeights({
        data,
        treatment: "x",
        kind: "continuous",
        propensity: "~ z + a",
        numerator: "~ z",
        samplingWeights: sampling,
      });
    const ones = new Float64Array(rows).fill(1);
    const mean = (sampling: Float64Array) => {
      const { weights } = scheme(sampling);
      return weights.reduce((sum, w, r) => sum + w * world.y[r]!, 0);
    };
    const at = scheme(ones);
    const contribution = at.weights.map((w, r) => w * world.y[r]!);
    for (const nuisance of at.nuisances) nuisance.addScores(world.y, contribution);
    for (const row of [3, 20, 55]) {
      const moved = (by: number) => mean(ones.map((_, r) => (r === row ? 1 + by : 1)));
      assertClose(contribution[row]!, (moved(1e-4) - moved(-1e-4)) / 2e-4, {
        absolute: 1e-5,
        because: "central difference of step 1e-4",
      });
    }
  });
});
