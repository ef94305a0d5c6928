import { describe, it } from "vitest";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { weightedMeans } from "../../src/estimators/weighted-means.js";
import { standardError } from "../../src/inference/standard-error.js";
import { fitLogistic } from "../../src/models/fit-logistic.js";
import { treatmentRows } from "../../src/models/treatment-rows.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "../estimators/design-of.js";
import { nhefsDesign } from "./nhefs-design.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

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

  it("12.2 and 12.3 as printed in the book's code, and with unstabilised weights", () => {
    const { effect, control } = estimators.ipw.estimate(design, models);
    const given = weightedMeans(design, models, { weights: "known" });
    const printed = sharedCase("nhefs", "published.12.2");
    const half = { absolute: 0.5e-4, because: "half a unit in the last printed digit" };
    assertClose(effect.estimate, Number(printed.qsmk.printed), half);
    assertClose(control.estimate, Number(printed.int.printed), half);
    assertClose(standardError(given.effect), Number(printed.qsmk_se.printed), half);
    assertClose(standardError(given.control), Number(printed.int_se.printed), half);
    const unstabilised = sharedCase("nhefs", "12.2.ipw_unstabilized");
    assertClose(effect.estimate, unstabilised.geeglm.est[1], glm);
    assertClose(standardError(given.effect), unstabilised.geeglm.se[1], glm);
    assertClose(effect.estimate, sharedCase("nhefs", "weightit.ATE.stab").coef_asympt.est[1], glm);
  });

  it("13.2 a saturated table: standardisation and weighting agree", () => {
    const t = sharedTable("nhefs/table22.csv");
    const expected = sharedCase("nhefs", "13.2.table22");
    const table = designOf(
      Array.from(t.L!, (level, i) => ({
        user: i,
        treatment: t.A![i]!,
        outcome: t.Y![i]!,
        terms: [level],
      })),
    );
    for (const estimator of [estimators.standardisation, estimators.ipw, estimators.aipw]) {
      const fit = estimator.estimate(table);
      assertClose(fit.treated.estimate, expected.mean1, { absolute: 1e-9, because: "saturated" });
      assertClose(fit.control.estimate, expected.mean0, { absolute: 1e-9, because: "saturated" });
    }
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

  it("13.4 and 13x with one outcome model and a main effect of treatment", () => {
    const shared = models.outcome({ arms: "together" });
    const { fit } = shared.models[0]!;
    const gformula = sharedCase("nhefs", "13.4.gformula_main_effects");
    const order = [0, fit.terms.length - 1, ...Array.from({ length: fit.terms.length - 2 }, (_, j) => j + 1)];
    gformula.coef.est.forEach((value: number, j: number) => {
      assertClose(fit.coefficients[order[j]!]!, value, glm);
    });
    const plain = augmentedMeans(design, shared, design.rows, { variance: "efficient" });
    assertClose(plain.effect.estimate, 3.4626218292, {
      absolute: 5e-11,
      because: "digits printed in the book's code",
    });
    assertClose(plain.effect.estimate, Number(sharedCase("nhefs", "published.13.4").diff.printed), {
      absolute: 0.5e-11,
      because: "half a unit in the last printed digit",
    });
    assertClose(plain.effect.estimate, gformula.natural_no_treated_diff[3], glm);
    const expected = sharedCase("nhefs", "13x.aipw_complete_case").pooled_outcome;
    const augmented = augmentedMeans(design, shared, design.rows, {
      propensity: models.propensity(),
      variance: "efficient",
    });
    assertClose(augmented.effect.estimate, expected.ate, glm);
    assertClose(standardError(augmented.effect), expected.se_if_n, glm);
    const n = design.users;
    assertClose(standardError(augmented.effect) * Math.sqrt(n / (n - 1)), 0.4870452304, {
      relative: 1e-9,
      because: "zEpid's error divides by n - 1",
    });
  });
});
