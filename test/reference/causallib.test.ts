import { describe, expect, it } from "vitest";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { linearRegression } from "../../src/models/regressions.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const stopped = { relative: 1e-6, because: "scikit-learn's optimiser stops at a gradient of 1e-4 per row" };

describe.skipIf(!referencePresent)(`causallib, inverse probability weighting${whyAbsent}`, () => {
  const data = referencePresent ? sharedTable("causallib/nhefs_causallib.csv") : {};
  const covariates = Object.keys(data).filter((name) => !["index", "qsmk", "wt82_71"].includes(name));
  const spec = { data, treatment: "qsmk", propensity: covariates } as const;
  const total = (weights: Float64Array) => weights.reduce((sum, w) => sum + w, 0);

  // biome-ignore lint/suspicious/noExplicitAny: every sub-case has a shape of its own
  function compare(expected: any, fitted: ReturnType<typeof propensityWeights>) {
    const { means, contrasts } = weightedContrast({
      data,
      outcome: "wt82_71",
      treatment: "qsmk",
      weights: fitted,
    });
    assertClose(means[0]!.mean.estimate, expected.mean0, stopped);
    assertClose(means[1]!.mean.estimate, expected.mean1, stopped);
    assertClose(contrasts[0]!.difference.estimate, expected.ate, stopped);
    assertClose(total(fitted.weights), expected.weights.sum, stopped);
    assertClose(Math.max(...fitted.weights), expected.weights.max, stopped);
    if (expected.weights.min !== undefined)
      assertClose(Math.min(...fitted.weights), expected.weights.min, stopped);
  }

  it("unpenalised, and stabilised by the prevalence", () => {
    compare(sharedCase("causallib", "ipw.unpenalised"), propensityWeights(spec));
    compare(sharedCase("causallib", "ipw.stabilized"), propensityWeights({ ...spec, stabilised: true }));
  });

  it("propensities clipped at 0.05 and 0.95, which here clips none of the weights in use", () => {
    const plain = propensityWeights(spec);
    const clipped = propensityWeights({
      ...spec,
      propensity: { known: plain.propensity!.map((p) => Math.min(Math.max(p, 0.05), 0.95)) },
    });
    compare(sharedCase("causallib", "ipw.clip_0.05"), clipped);
    expect(Math.max(...plain.weights)).toBeLessThan(20);
  });

  it("regression with the weight as a feature, which the peer leaves as observed in both predictions", () => {
    const { weights } = propensityWeights(spec);
    const { coefficients } = linearRegression({
      outcome: data.wt82_71!,
      matrix: Object.fromEntries([
        ...["qsmk", ...covariates].map((name) => [name, data[name]!]),
        ["weight", weights],
      ]),
    });
    const effect = coefficients.find(({ term }) => term === "qsmk")!.estimate;
    const mean = (values: Float64Array) => total(values) / values.length;
    // the residuals have mean 0, so the mean prediction with everybody at a is mean(Y) + effect · (a - mean(A))
    const untreated = mean(data.wt82_71!) - effect * mean(data.qsmk!);
    const expected = sharedCase("causallib", "propensity_feature_standardization");
    assertClose(effect, expected.ate, stopped);
    assertClose(untreated, expected.mean0, stopped);
    assertClose(untreated + effect, expected.mean1, stopped);
  });
});
