import { describe, expect, it } from "vitest";
import { marginalStructuralModel } from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { calibrateWeights } from "../../src/weights/calibrate-weights.js";
import { productOfWeights } from "../../src/weights/longitudinal/product-of-weights.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { truncateWeights } from "../../src/weights/truncate-weights.js";
import { assertClose } from "../assert-close.js";
import { pointWorld } from "./point-world.js";

const code = (expected: string) => expect.objectContaining({ code: expected });
const rows = 120;
const world = pointWorld(rows, 3);
const unit = Float64Array.from({ length: rows }, (_, r) => Math.floor(r / 2));
const time = unit.map((_, r) => r % 2);
const data = { ...world, unit, time };
const point = propensityWeights({ data, treatment: "a", propensity: "~ x + z", numerator: "~ factor(z)" });
const bounds = { bounds: [0.2, 5] } as const;

describe("what a stabilising numerator conditions on is not forgotten", () => {
  const long = stabilizedWeights({
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: "~ x + z",
    numerator: "~ z + time",
  });
  const made = {
    point,
    truncated: truncateWeights(point, bounds),
    "truncated at once": propensityWeights({
      data,
      treatment: "a",
      propensity: "~ x + z",
      numerator: ["z"],
      truncation: bounds,
    }),
    product: productOfWeights([point, point]),
    calibrated: calibrateWeights({ data, weights: point, covariates: "~ x", means: { x: 0.1 } }),
    "a sequence's, truncated by hand": truncateWeights(long, bounds),
    "of densities": propensityWeights({
      data,
      treatment: "x",
      kind: "continuous",
      propensity: "~ z + a",
      numerator: { matrix: { z: world.z } },
    }),
  };
  for (const [name, weights] of Object.entries(made))
    it(`${name}: a model or a contrast without it is refused`, () => {
      expect(weights.numeratorColumns).toEqual(["z"]);
      const model = (formula: string) =>
        marginalStructuralModel({ data, formula, family: "gaussian", weights, cluster: "unit" });
      expect(() => model("y ~ a")).toThrow(code("msm.numerator-columns"));
      expect(model("y ~ a + z").rows).toBe(rows);
      const contrast = { data, outcome: "y", treatment: "a", weights } as const;
      expect(() => weightedContrast(contrast)).toThrow(code("contrast.numerator-columns"));
      expect(weightedContrast({ ...contrast, omittedNumeratorColumns: ["z"] }).levels).toEqual([0, 1]);
    });

  it("a marginal numerator conditions on nothing", () => {
    const marginal = propensityWeights({ data, treatment: "a", propensity: "~ x + z", stabilised: true });
    const plain = propensityWeights({ data, treatment: "a", propensity: "~ x + z" });
    const [one, other] = [marginal, plain].map(
      (weights) => weightedContrast({ data, outcome: "y", treatment: "a", weights }).contrasts[0]!.difference,
    );
    assertClose(one!.estimate, other!.estimate, { relative: 1e-12, because: "it cancels within arms" });
  });
});
