import { describe, it } from "vitest";
import { estimators } from "../../src/estimators/registry.js";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { ratio } from "../../src/inference/ratio.js";
import { standardError } from "../../src/inference/standard-error.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { assertClose } from "../assert-close.js";
import { nhefsDesign } from "./nhefs-design.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const exact = { relative: 1e-8, because: "reference/README: glm, WLS and sandwich" };
const mEstimation = { relative: 1e-5, because: "reference/README: M-estimation errors" };

describe.skipIf(!referencePresent)(`NHEFS, weighted contrasts on a table${whyAbsent}`, () => {
  const data = referencePresent
    ? completeCases(sharedTable("nhefs/nhefs.csv"), ["wt82_71", "qsmk", "education", "wt71"])
    : {};
  const propensity =
    "~ sex + race + age + I(age^2) + factor(education) + smokeintensity + I(smokeintensity^2) + smokeyrs + I(smokeyrs^2) + factor(exercise) + factor(active) + wt71 + I(wt71^2)";
  const spec = { data, treatment: "qsmk", propensity } as const;
  const of = (weights: ReturnType<typeof propensityWeights>, standardErrors: "stacked" | "robust") =>
    weightedContrast({ data, outcome: "wt82_71", treatment: "qsmk", weights, standardErrors });

  it("12.2 and 12.3: estimate, M-estimation error and robust error, stabilised or not", () => {
    const expected = sharedCase("nhefs", "weightit.ATE");
    const robust = sharedCase("nhefs", "12.3.ipw_stabilized").se_sandwich_HC0;
    for (const fitted of [
      propensityWeights(spec),
      propensityWeights({ ...spec, stabilised: true }),
      propensityWeights({ ...spec, numerator: [] }),
    ]) {
      const stacked = of(fitted, "stacked");
      const { difference } = stacked.contrasts[0]!;
      assertClose(difference.estimate, 3.44053542964541, exact);
      assertClose(standardError(difference), expected.coef_asympt.se[1], mEstimation);
      assertClose(standardError(difference), 0.48707, { absolute: 5e-6, because: "printed digits" });
      assertClose(standardError(stacked.means[0]!.mean), expected.coef_asympt.se[0], mEstimation);
      const known = of(fitted, "robust");
      assertClose(standardError(known.contrasts[0]!.difference), robust[1], exact);
      assertClose(standardError(known.contrasts[0]!.difference), 0.525493553, exact);
      assertClose(fitted.effectiveSampleSize[0]!.effective, expected.ess[0], exact);
      assertClose(fitted.effectiveSampleSize[1]!.effective, expected.ess[1], exact);
    }
  });

  it("is the estimate of the ipw estimator on a design, user by user", () => {
    const table = of(propensityWeights(spec), "stacked");
    const design = estimators.ipw.estimate(nhefsDesign());
    const { difference, ratio: quotient } = table.contrasts[0]!;
    difference.influence.forEach((value, i) => {
      assertClose(value, design.effect.influence[i]!, { absolute: 1e-8, because: "one formula, two routes" });
    });
    assertClose(standardError(quotient!), standardError(ratio(design.treated, design.control)), {
      relative: 1e-8,
      because: "delta method on the same influence",
    });
  });

  it("overlap weights reproduce the partially linear g-estimate", () => {
    const { contrasts } = of(propensityWeights({ ...spec, target: "ATO" }), "stacked");
    assertClose(contrasts[0]!.difference.estimate, 3.4611485591, {
      absolute: 5e-11,
      because: "the digits of reference/README (causallib overlap, zEpid)",
    });
  });
});
