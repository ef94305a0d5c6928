import { describe, expect, it } from "vitest";
import { type WeightedContrast, weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { standardError } from "../../src/inference/standard-error.js";
import { linearRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import { covariateBalancingPropensity } from "../../src/weights/balancing/covariate-balancing-propensity.js";
import { entropyBalancing } from "../../src/weights/balancing/entropy-balancing.js";
import { inverseProbabilityTilting } from "../../src/weights/balancing/inverse-probability-tilting.js";
import type { FittedWeights } from "../../src/weights/fitted-weights.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, sharedTable, whyAbsent } from "./shared-table.js";

const stopped = {
  relative: 1e-6,
  because: "the peer's glm stops at a deviance change of 1e-8; ours is the exact optimum",
};
const root = { relative: 1e-8, because: "both are the exact root" };
const mEstimation = { relative: 1e-5, because: "reference/README: M-estimation errors" };

type Tolerance = typeof root;

describe.skipIf(!referencePresent)(`lalonde, weights and weighted contrasts${whyAbsent}`, () => {
  const data = referencePresent ? sharedData("lalonde/lalonde.csv") : {};
  const peer = referencePresent ? sharedTable("lalonde/weights.csv") : {};
  const formula = "treat ~ age + educ + race + married + nodegree + re74 + re75";
  const treatment = "treat";
  const spec = { data, treatment, propensity: formula } as const;
  const contrast = (weights: FittedWeights, standardErrors: "stacked" | "robust") =>
    weightedContrast({ data, outcome: "re78", treatment, weights, standardErrors });
  const errors = ({ means, contrasts }: WeightedContrast) => [
    standardError(means[0]!.mean),
    standardError(contrasts[0]!.difference),
  ];

  function compare(
    // biome-ignore lint/suspicious/noExplicitAny: every sub-case has a shape of its own
    expected: any,
    column: string,
    fitted: FittedWeights & { effectiveSampleSize: readonly { effective: number }[] },
    tolerance: Tolerance,
    perArm = false,
  ) {
    const treated = data[treatment] as Float64Array;
    const scale = [0, 1].map((arm) => {
      if (!perArm) return 1;
      const of = (weights: Float64Array) =>
        weights.reduce((sum, w, r) => sum + (treated[r] === arm ? w : 0), 0);
      return of(peer[column]!) / of(fitted.weights);
    });
    fitted.weights.forEach((w, r) => {
      assertClose(w * scale[treated[r]!]!, peer[column]![r]!, { ...tolerance, absolute: 1e-9 });
    });
    assertClose(fitted.effectiveSampleSize[0]!.effective, expected.ess_control, tolerance);
    assertClose(fitted.effectiveSampleSize[1]!.effective, expected.ess_treated, tolerance);
    const robust = contrast(fitted, "robust");
    assertClose(robust.means[0]!.mean.estimate, expected.effect_HC0.est[0], tolerance);
    assertClose(robust.contrasts[0]!.difference.estimate, expected.effect_HC0.est[1], tolerance);
    const regression = linearRegression({
      data,
      formula: "re78 ~ treat",
      weights: fitted.weights.map((w, r) => w * scale[treated[r]!]!),
    });
    const kept = regression.rows;
    errors(robust).forEach((error, j) => {
      assertClose(error, expected.effect_HC0.se[j], tolerance);
      const n = fitted.weights.length;
      if (expected.se_svyglm !== undefined)
        assertClose(error * Math.sqrt(n / (n - 1)), expected.se_svyglm[j], tolerance);
      if (kept < n) return;
      for (const type of ["HC1", "HC3"] as const)
        assertClose(
          sandwich(regression, { type }).coefficients[j]!.standardError,
          expected[`se_lm_${type}`][j],
          tolerance,
        );
    });
    if (expected.se_asympt !== undefined)
      errors(contrast(fitted, "stacked")).forEach((error, j) => {
        assertClose(error, expected.se_asympt[j], mEstimation);
      });
  }

  it("ATE, ATT and ATO, with stabilisation and in Crump's subset", () => {
    compare(sharedCase("lalonde", "glm.ATE"), "glm.ATE", propensityWeights(spec), stopped);
    compare(
      sharedCase("lalonde", "glm.ATT"),
      "glm.ATT",
      propensityWeights({ ...spec, target: "ATT" }),
      stopped,
    );
    compare(
      sharedCase("lalonde", "glm.ATO"),
      "glm.ATO",
      propensityWeights({ ...spec, target: "ATO" }),
      stopped,
    );
    compare(
      sharedCase("lalonde", "glm.ATOS"),
      "glm.ATOS",
      propensityWeights({ ...spec, target: "ATOS" }),
      stopped,
    );
    compare(
      sharedCase("lalonde", "glm.ATE.stab"),
      "glm.ATE.stab",
      propensityWeights({ ...spec, stabilised: true }),
      stopped,
    );
  });

  it("weights truncated at their 99th percentile (quantile type 3)", () => {
    const fitted = propensityWeights({ ...spec, truncation: { percentiles: [0, 0.99], quantileType: 3 } });
    compare(sharedCase("lalonde", "glm.ATE.trim99"), "glm.ATE.trim99", fitted, stopped);
    expect(fitted.truncation).toMatchObject({ movedUp: 0, movedDown: 6 });
    fitted.untruncated.forEach((w, r) => {
      assertClose(w, peer["glm.ATE"]![r]!, stopped);
    });
  });

  it("six subclasses of the propensity", () => {
    const fitted = propensityWeights({ ...spec, target: "ATT", subclasses: 6 });
    compare(sharedCase("lalonde", "glm_subclass6.ATT"), "glm_subclass6.ATT", fitted, root);
    expect(() => contrast(fitted, "stacked")).toThrow(/cut in jumps/);
  });

  it("entropy balancing, whose error in the peer takes the target's means as known", () => {
    const expected = sharedCase("lalonde", "ebal.ATT");
    const balancing = { data, treatment, covariates: formula, target: "ATT" } as const;
    compare(expected, "ebal.ATT", entropyBalancing({ ...balancing, targetMoments: "known" }), root, true);
    const estimated = sharedCase("lalonde", "cbps.ATT").se_asympt;
    errors(contrast(entropyBalancing(balancing), "stacked")).forEach((error, j) => {
      assertClose(error, estimated[j], {
        relative: 1e-9,
        because: "the weights and conditions of CBPS are the same for ATT",
      });
    });
  });

  it("covariate balancing propensity and inverse probability tilting", () => {
    const balancing = { data, treatment, covariates: formula, target: "ATT" } as const;
    compare(sharedCase("lalonde", "cbps.ATT"), "cbps.ATT", covariateBalancingPropensity(balancing), root);
    compare(sharedCase("lalonde", "ipt.ATT"), "ipt.ATT", inverseProbabilityTilting(balancing), root);
    const ate = contrast(covariateBalancingPropensity({ ...balancing, target: "ATE" }), "stacked");
    assertClose(ate.contrasts[0]!.difference.estimate, 618.9, {
      absolute: 0.05,
      because: "the digits of reference/README for just-identified CBPS",
    });
  });

  it("three arms by multinomial logit", () => {
    const expected = sharedCase("lalonde", "multinomial.race.ATE");
    const fitted = propensityWeights({
      data,
      treatment: "race",
      propensity: "~ age + educ + married + nodegree + re74 + re75",
    });
    const few = { relative: 1e-5, because: "reference/README: multinomial" };
    fitted.weights.forEach((w, r) => {
      assertClose(w, peer.multi_race_ATE![r]!, few);
    });
    for (const { level, effective } of fitted.effectiveSampleSize)
      assertClose(effective, expected.ess[level], few);
    for (const standardErrors of ["robust", "stacked"] as const) {
      const found = weightedContrast({
        data,
        outcome: "re78",
        treatment: "race",
        weights: fitted,
        standardErrors,
      });
      const listed = [found.means[0]!.mean, ...found.contrasts.map(({ difference }) => difference)];
      listed.forEach((estimate, j) => {
        assertClose(estimate.estimate, expected.effect_HC0.est[j], few);
        assertClose(
          standardError(estimate),
          standardErrors === "robust" ? expected.effect_HC0.se[j] : expected.se_asympt[j],
          few,
        );
      });
    }
  });

  it("a continuous treatment by a ratio of normal densities", () => {
    const expected = sharedCase("lalonde", "continuous.re75");
    const fitted = propensityWeights({
      data,
      treatment: "re75",
      kind: "continuous",
      propensity: "~ age + educ + race + married + nodegree + re74",
    });
    const constant = peer.cont_re75![0]! / fitted.weights[0]!;
    fitted.weights.forEach((w, r) => {
      assertClose(w * constant, peer.cont_re75![r]!, {
        relative: 1e-9,
        because: "closed form; the peer leaves the constant 1 / standard deviation of both densities out",
      });
    });
    assertClose(fitted.effectiveSampleSize[0]!.effective, expected.ess, root);
    const regression = linearRegression({ data, formula: "re78 ~ re75", weights: fitted.weights });
    sandwich(regression).coefficients.forEach(({ estimate, standardError: error }, j) => {
      assertClose(estimate, expected.effect_HC0.est[j], root);
      assertClose(error, expected.effect_HC0.se[j], root);
    });
  });
});
