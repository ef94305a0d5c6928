import { describe, it } from "vitest";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { weightedMeans } from "../../src/estimators/weighted-means.js";
import { standardError } from "../../src/inference/standard-error.js";
import { fitLogistic } from "../../src/models/fit-logistic.js";
import { treatmentRows } from "../../src/models/treatment-rows.js";
import { assertClose } from "../assert-close.js";
import { nhefsDesign } from "./nhefs-design.js";
import { referencePresent, sharedCase, whyAbsent } from "./shared-table.js";

const glm = { relative: 1e-8, because: "same closed form or the same optimum (reference/README)" };

describe.skipIf(!referencePresent)(`NHEFS, published and computed by peers${whyAbsent}`, () => {
  const design = referencePresent ? nhefsDesign() : undefined!;
  const models = referencePresent ? nuisanceModels(design) : undefined!;

  it("12.1 crude difference and its HC0 error", () => {
    const expected = sharedCase("nhefs", "12.1.crude");
    const fit = estimators.naive.estimate(design, models);
    assertClose(fit.effect.estimate, expected.lm.est[1], glm);
    assertClose(fit.treated.estimate, expected.mean1, glm);
    assertClose(fit.control.estimate, expected.mean0, glm);
    assertClose(standardError(fit.effect), expected.se_HC0[1], glm);
  });

  it("12.2 propensity model, term by term", () => {
    const expected = sharedCase("nhefs", "12.2.propensity_glm");
    const fit = fitLogistic(treatmentRows(design));
    expected.coef.est.forEach((value: number, j: number) => {
      assertClose(fit.coefficients[j]!, value, {
        relative: 1e-7,
        because: "R stops when its deviance does; ours is the exact optimum",
      });
      const unit = new Float64Array(fit.terms.length);
      unit[j] = 1;
      assertClose(Math.sqrt(fit.solveInformation(unit)[j]!), expected.coef.se[j], {
        relative: 1e-5,
        because: "R's information is one Newton step behind its coefficients",
      });
    });
    assertClose(fit.deviance, expected.fit.deviance, glm);
  });

  it("12.2 and 12.3 weighted difference, with given and with estimated weights", () => {
    const hc0 = sharedCase("nhefs", "12.3.ipw_stabilized");
    const asymptotic = sharedCase("nhefs", "weightit.ATE");
    const fit = estimators.ipw.estimate(design, models);
    assertClose(fit.effect.estimate, 3.44053542964541, glm);
    assertClose(fit.control.estimate, hc0.geeglm.est[0], glm);
    assertClose(standardError(fit.effect), asymptotic.coef_asympt.se[1], {
      relative: 1e-5,
      because: "M-estimation",
    });
    assertClose(standardError(fit.control), asymptotic.coef_asympt.se[0], {
      relative: 1e-5,
      because: "M-estimation",
    });
    const given = weightedMeans(design, models, { weights: "known" });
    assertClose(standardError(given.effect), hc0.se_sandwich_HC0[1], glm);
    const weights = fit.weighting!.weight;
    assertClose(
      weights.reduce((sum, w) => sum + w, 0),
      hc0.weights.sum,
      glm,
    );
    assertClose(
      weights.reduce((most, w) => Math.max(most, w), 0),
      hc0.weights.max,
      glm,
    );
  });

  it("13x AIPW with outcome models in separate arms", () => {
    const expected = sharedCase("nhefs", "13x.aipw_complete_case").separate_arm_outcome;
    const fit = estimators.aipw.estimate(design, models);
    assertClose(fit.treated.estimate, expected.mu1, glm);
    assertClose(fit.control.estimate, expected.mu0, glm);
    assertClose(fit.effect.estimate, expected.ate, glm);
    const efficient = augmentedMeans(design, models.outcome(), design.rows, {
      propensity: models.propensity(),
      variance: "efficient",
    });
    assertClose(standardError(efficient.effect), expected.se_if_n, glm);
  });
});
