import { describe, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { structuralNestedMean } from "../../src/estimators/structural-nested-mean.js";
import { targetedMeans } from "../../src/estimators/targeted-means.js";
import { weightedMeans } from "../../src/estimators/weighted-means.js";
import { standardError } from "../../src/inference/standard-error.js";
import { glm as fitTable } from "../../src/models/glm.js";
import { assertClose } from "../assert-close.js";
import { nhefsDesign } from "./nhefs-design.js";
import { referencePresent, sharedCase, sharedData, sharedTable, whyAbsent } from "./shared-table.js";

const glm = { relative: 1e-8, because: "same closed form or the same optimum (reference/README)" };
const mEstimation = { relative: 1e-5, because: "M-estimation error (reference/README)" };

describe.skipIf(!referencePresent)(`estimators on NHEFS and lalonde${whyAbsent}`, () => {
  const design = referencePresent ? nhefsDesign() : undefined!;
  const models = referencePresent ? nuisanceModels(design) : undefined!;
  const n = referencePresent ? design.users : 0;
  const withN1 = (error: number) => error * Math.sqrt(n / (n - 1));

  it("overlap weighting of lalonde, with the error of weights that were estimated", () => {
    const t = sharedData("lalonde/lalonde.csv");
    const race = t.race as readonly string[];
    const numbers = (name: string) => t[name] as Float64Array;
    const lalonde = designFromColumns({
      treatment: numbers("treat"),
      outcome: numbers("re78"),
      covariates: {
        age: numbers("age"),
        educ: numbers("educ"),
        hispan: race.map((value) => (value === "hispan" ? 1 : 0)),
        white: race.map((value) => (value === "white" ? 1 : 0)),
        married: numbers("married"),
        nodegree: numbers("nodegree"),
        re74: numbers("re74"),
        re75: numbers("re75"),
      },
    });
    const expected = sharedCase("lalonde", "glm.ATO");
    const { effect, control } = estimators.overlapWeighted.estimate(lalonde);
    assertClose(effect.estimate, expected.effect_HC0.est[1], glm);
    assertClose(control.estimate, expected.effect_HC0.est[0], glm);
    assertClose(standardError(effect), expected.se_asympt[1], mEstimation);
    assertClose(standardError(control), expected.se_asympt[0], mEstimation);
  });

  it("targeted minimum loss as ltmle has it, and what it starts from", () => {
    const expected = sharedCase("nhefs", "ltmle.point_treatment");
    const fit = targetedMeans(design, models, {
      outcome: { arms: "together", link: "logit" },
      variance: "efficient",
    });
    for (const [part, name] of [
      ["treated", "treatment"],
      ["control", "control"],
      ["effect", "ATE"],
    ] as const) {
      assertClose(fit[part].estimate, expected.tmle[name].est, glm);
      assertClose(withN1(standardError(fit[part])), expected.tmle[name].se, glm);
    }
    const ipw = estimators.ipw.estimate(design, models);
    assertClose(ipw.treated.estimate, expected.iptw.treatment.est, glm);
    assertClose(ipw.effect.estimate, expected.iptw.ATE.est, glm);
    const [low, span] = rangeOf(design);
    const scaled = withOutcome(design, (y) => (y - low) / span);
    const plugIn = augmentedMeans(
      scaled,
      nuisanceModels(scaled).outcome({ arms: "together", link: "logit" }),
      n,
    );
    assertClose(span * plugIn.effect.estimate, expected.gcomp.ATE.est, glm);
    assertClose(low + span * plugIn.treated.estimate, expected.gcomp.treatment.est, glm);
  });

  it("everything zEpid computes on NHEFS", () => {
    const expected = sharedCase("zepid", "nhefs.cross_check");
    const given = weightedMeans(design, models, { weights: "known" });
    assertClose(given.effect.estimate, expected.iptw[0], glm);
    assertClose(standardError(given.effect), expected.iptw[1], glm);
    const standardised = estimators.outcomeRegression.estimate(design, models);
    assertClose(standardised.treated.estimate, expected.gformula.all, glm);
    assertClose(standardised.control.estimate, expected.gformula.none, glm);
    assertClose(standardised.effect.estimate, expected.gformula.diff, glm);
    const outcome = models.outcome({ arms: "together" });
    const augmented = augmentedMeans(design, outcome, n, {
      propensity: models.propensity(),
      variance: "efficient",
    });
    assertClose(augmented.effect.estimate, expected.aiptw.ate, glm);
    assertClose(withN1(standardError(augmented.effect)), expected.aiptw.se, glm);
    const nested = structuralNestedMean(design, {}, models);
    assertClose(nested.parameters[0]!.estimate.estimate, expected.snm_psi_unweighted[0], glm);
    assertClose(estimators.gEstimation.estimate(design, models).effect.estimate, 3.4611485591, {
      absolute: 0.5e-10,
      because: "digits in reference/README",
    });

    // zEpid keeps the scaled outcome itself 0.0005 away from 0 and 1, on the scale of its whole range
    const [low, span] = rangeOf(design);
    const clipped = withOutcome(design, (y) =>
      Math.min(Math.max(y, low + 0.0005 * span), low + 0.9995 * span),
    );
    const targeted = targetedMeans(clipped, undefined, {
      outcome: { arms: "together", link: "identity" },
      variance: "efficient",
      fluctuation: "covariate",
      range: [low, low + span],
    });
    assertClose(targeted.effect.estimate, expected.tmle.ate, glm);
    assertClose(
      targeted.effect.estimate - 1.96 * withN1(standardError(targeted.effect)),
      expected.tmle.ci[0],
      glm,
    );
  });

  it("causallib's AIPW", () => {
    const t = sharedTable("causallib/nhefs_causallib.csv");
    const { index: _, qsmk, wt82_71: outcome, ...covariates } = t;
    const causallib = designFromColumns({ treatment: qsmk!, outcome: outcome!, covariates });
    const own = nuisanceModels(causallib);
    const expected = sharedCase("causallib", "aipw");
    const means = augmentedMeans(causallib, own.outcome({ arms: "together" }), causallib.rows, {
      propensity: own.propensity(),
    });
    assertClose(means.treated.estimate, expected.mean1, glm);
    assertClose(means.control.estimate, expected.mean0, glm);
    assertClose(means.effect.estimate, expected.ate, glm);
  });

  it("15.1 outcome regression: the coefficient of treatment", () => {
    const expected = sharedCase("nhefs", "15.1.outcome_regression");
    const { effect } = estimators.outcomeRegression.estimate(design, models);
    assertClose(effect.estimate, expected.qsmk_main[0], glm);
  });

  it("14.3 g-estimation, weighted for censoring, with one and with two parameters", () => {
    const expected = sharedCase("nhefs", "14.3.gest_closed_form");
    const printed = sharedCase("nhefs", "published.14.3");
    const weighted = withAveraging(design, censoringWeights());
    const own = nuisanceModels(weighted);
    const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
    for (const j of places)
      assertClose(own.propensity().fit.coefficients[j]!, expected.weighted_ps_coef.est[j], {
        relative: 1e-6,
        because: "R stops when its deviance does; ours is the exact optimum",
      });
    const one = structuralNestedMean(weighted, {}, own).parameters;
    const two = structuralNestedMean(weighted, { modifiers: ["x9"] }, own).parameters;
    assertClose(one[0]!.estimate.estimate, expected.psi_1param, glm);
    assertClose(two[0]!.estimate.estimate, expected.psi_2param[0], glm);
    assertClose(two[1]!.estimate.estimate, expected.psi_2param[1], glm);
    const half = (digit: number) => ({
      absolute: digit / 2,
      because: "half a unit in the last printed digit",
    });
    assertClose(one[0]!.estimate.estimate, Number(printed.psi.printed), half(1e-3));
    assertClose(two[0]!.estimate.estimate, Number(printed.psi0.printed), half(1e-3));
    assertClose(two[1]!.estimate.estimate, Number(printed.psi1.printed), half(1e-5));
  });
});

/** 1 / P(uncensored | treatment, covariates) of the complete cases, from all 1,629 people. */
function censoringWeights(): Float64Array {
  const t = sharedTable("nhefs/nhefs.csv");
  const complete = t.wt82_71!.map((y) => (Number.isNaN(y) ? 0 : 1));
  const fit = fitTable({
    formula:
      "seen ~ qsmk + sex + race + age + I(age^2) + factor(education) + smokeintensity + I(smokeintensity^2) + smokeyrs + I(smokeyrs^2) + factor(exercise) + factor(active) + wt71 + I(wt71^2)",
    data: { ...t, seen: complete },
    family: "binomial",
  });
  return fit.fitted.filter((_, i) => complete[i] === 1).map((p) => 1 / p);
}

function withAveraging(design: Design, averaging: Float64Array): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      averaging: averaging.subarray(shard.firstRow, shard.firstRow + shard.rows),
    })),
  };
}

function withOutcome(design: Design, change: (y: number) => number): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({ ...shard, outcome: shard.outcome.map(change) })),
  };
}

function rangeOf(design: Design): readonly [number, number] {
  const all = Array.from(design.shards, (shard) => [...shard.outcome]).flat();
  const low = Math.min(...all);
  return [low, Math.max(...all) - low];
}
