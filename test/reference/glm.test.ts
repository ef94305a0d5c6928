import { describe, expect, it } from "vitest";
import type { CoefficientRow } from "../../src/models/coefficient-table.js";
import { type GlmSpec, glm } from "../../src/models/glm.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { linearRegression, logisticRegression, poissonRegression } from "../../src/models/regressions.js";
import { type SandwichType, sandwich } from "../../src/models/sandwich.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import type { DataTable } from "../../src/models/terms/data-table.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, whyAbsent } from "./shared-table.js";

const exact = { relative: 1e-8, because: "reference/README: glm, WLS and sandwich" };
const oneStep = {
  relative: 1e-5,
  because:
    "R takes its weights one scoring step before its coefficients, which stop at a deviance change of 1e-8",
};
const stopped = {
  relative: 1e-6,
  because: "R stops at a deviance change of 1e-8; ours is the exact optimum",
};

type Tolerance = typeof exact;

function compare(
  rows: readonly CoefficientRow[],
  expected: { est: readonly (number | null)[]; se: readonly (number | null)[] },
  estimate: Tolerance = exact,
  error: Tolerance = oneStep,
): void {
  const est = expected.est.filter((value): value is number => value !== null);
  const se = expected.se.filter((value): value is number => value !== null);
  expect(rows.length).toBe(est.length);
  rows.forEach((row, j) => {
    assertClose(row.estimate, est[j]!, estimate);
    assertClose(row.standardError, se[j]!, error);
  });
}

/** Everything that the tidy sub-cases of R's glm and sandwich list. */
function wholeCase(
  // biome-ignore lint/suspicious/noExplicitAny: every sub-case has a shape of its own
  expected: any,
  spec: GlmSpec,
  tolerances: { estimate?: Tolerance; error?: Tolerance } = {},
) {
  const fit = glm(spec);
  const { estimate = exact, error = oneStep } = tolerances;
  compare(fit.coefficients, expected.coef, estimate, error);
  assertClose(fit.deviance, expected.deviance, exact);
  assertClose(fit.nullDeviance, expected.null_deviance, exact);
  expect(fit.deviance).toBeLessThanOrEqual(expected.deviance * (1 + 1e-13));
  assertClose(fit.dispersion, expected.dispersion, error);
  expect(fit.degreesOfFreedom).toBe(expected.df_residual);
  expect(fit.rows).toBe(expected.n);
  if (expected.aic === null) expect(fit.aic).toBeNull();
  else assertClose(fit.aic!, expected.aic, exact);
  if (expected.logLik === null) expect(fit.logLikelihood).toBeNull();
  else assertClose(fit.logLikelihood!, expected.logLik, exact);
  for (const type of ["HC0", "HC1", "HC2", "HC3"] as const satisfies readonly SandwichType[])
    sandwich(fit, { type }).coefficients.forEach((row, j) => {
      assertClose(row.standardError, expected.se[type][j], error);
    });
  return fit;
}

describe.skipIf(!referencePresent)(`plain models against R's glm and sandwich (tidy)${whyAbsent}`, () => {
  it("gaussian, with everything to 1e-8", () => {
    wholeCase(
      sharedCase("tidy", "glm.mtcars_gaussian"),
      { family: "gaussian", formula: "mpg ~ wt * hp", data: sharedData("tidy/mtcars.csv") },
      { error: exact },
    );
  });

  it("logit", () => {
    wholeCase(sharedCase("tidy", "glm.infert_logit"), {
      family: "binomial",
      formula: "case ~ spontaneous + induced",
      data: sharedData("tidy/infert.csv"),
    });
    wholeCase(
      sharedCase("tidy", "glm.mtcars_logit"),
      { family: "binomial", formula: "am ~ wt + hp", data: sharedData("tidy/mtcars.csv") },
      {
        estimate: stopped,
        error: { relative: 2e-4, because: "nearly separated: R's last step still moves it" },
      },
    );
  });

  it("logit with a factor of text, levels in alphabetical order", () => {
    const fit = wholeCase(
      sharedCase("tidy", "glm.infert_factor"),
      { family: "binomial", formula: "case ~ factor(education) + age", data: sharedData("tidy/infert.csv") },
      { estimate: { relative: 1e-7, because: "R's score at its estimate is 1e-7" } },
    );
    expect(fit.coefficients.map((row) => row.term)).toEqual([
      "intercept",
      "education=12+ yrs",
      "education=6-11yrs",
      "age",
    ]);
  });

  it("poisson with an interaction of two factors", () => {
    const expected = sharedCase("tidy", "glm.warpbreaks_poisson");
    const data = sharedData("tidy/warpbreaks.csv");
    wholeCase(expected, { family: "poisson", formula: "breaks ~ wool * tension", data });
    compare(poissonRegression({ formula: "breaks ~ wool * tension", data }).coefficients, expected.coef);
  });

  it("quasi-binomial with prior weights and a free dispersion", () => {
    wholeCase(
      sharedCase("tidy", "glm.mtcars_weighted_binomial"),
      { family: "quasibinomial", formula: "am ~ wt", data: sharedData("tidy/mtcars.csv"), weights: "qsec" },
      { estimate: stopped },
    );
  });

  it("names an aliased term", () => {
    const fit = logisticRegression({
      formula: "am ~ wt + I(2 * wt + 1) + hp",
      data: sharedData("tidy/mtcars.csv"),
    });
    expect(fit.aliased).toEqual(["I(2*wt+1)"]);
    compare(fit.coefficients, sharedCase("tidy", "glm.aliased").coef, stopped, {
      relative: 2e-4,
      because: "nearly separated: R's last step still moves it",
    });
  });

  it("clustered errors as geepack's independence", () => {
    const ohio = sharedData("tidy/ohio.csv");
    const binary = logisticRegression({ formula: "resp ~ age * smoke", data: ohio });
    const geepack = { relative: 1e-7, because: "geepack stops at 1e-6 of its coefficients" };
    const expected = sharedCase("tidy", "gee.ohio_independence");
    compare(sandwich(binary, { cluster: ohio.id! }).coefficients, expected, geepack, geepack);
    const pigs = sharedData("tidy/dietox.csv");
    const weight = linearRegression({ formula: "Weight ~ Cu * Time", data: pigs });
    const gaussian = sharedCase("tidy", "gee.dietox_independence");
    compare(sandwich(weight, { cluster: pigs.Pig! }).coefficients, gaussian, exact, exact);
    assertClose(weight.deviance / weight.rows, gaussian.phi, exact);
  });

  it("a marginal structural model of a panel: weights, and errors as sandwich, geepack and survey have them", () => {
    const expected = sharedCase("tidy", "panel.iptw_msm");
    const table = lagged(sharedData("tidy/panel_basicdata_nocomp.csv") as Record<string, Float64Array>);
    const denominator = logisticRegression({
      formula: "A ~ lagA + L1 + L2 + lagL1 + lagL2 + L3 + t0",
      data: table,
    });
    const numerator = logisticRegression({ formula: "A ~ lagA + L3 + t0", data: table });
    const propensity = { relative: 1e-7, because: "small coefficients of R's own stopping point" };
    compare(denominator.coefficients, expected.den, propensity);
    compare(numerator.coefficients, expected.num, propensity);
    const share = (fit: typeof numerator, r: number) =>
      table.A![r] === 1 ? fit.fitted[r]! : 1 - fit.fitted[r]!;
    const weights = new Float64Array(table.id!.length);
    for (let r = 0; r < weights.length; r++) {
      const own = share(numerator, r) / share(denominator, r);
      weights[r] = table.id![r] === table.id![r - 1] ? weights[r - 1]! * own : own;
    }
    assertClose(
      weights.reduce((sum, w) => sum + w, 0),
      expected.sw.sum,
      exact,
    );
    assertClose(Math.max(...weights), expected.sw.max, exact);
    const formula = "Y ~ A + L3 + t0 + I(t0^2)";
    for (const [name, spec] of [
      ["msm_sw", { weights }],
      ["msm_unweighted", {}],
    ] as const) {
      const fit = glm({ family: "quasibinomial", formula, data: table, ...spec });
      const peer = expected[name];
      compare(fit.coefficients, peer.coef, exact, oneStep);
      const cluster = table.id!;
      const errors = (rows: readonly CoefficientRow[], se: readonly number[], tolerance: Tolerance) =>
        rows.forEach((row, j) => {
          assertClose(row.standardError, se[j]!, tolerance);
        });
      const survey = { relative: 1e-7, because: "svyglm stops at a deviance change of 1e-8" };
      errors(sandwich(fit, { cluster }).coefficients, peer.se_cluster_HC0_nocadj, oneStep);
      errors(sandwich(fit, { cluster }).coefficients, peer.se_gee_indep, oneStep);
      errors(sandwich(fit, { cluster, clusterCorrection: true }).coefficients, peer.se_cluster.HC0, oneStep);
      errors(sandwich(fit, { cluster, clusterCorrection: true }).coefficients, peer.se_svyglm, survey);
      errors(sandwich(fit, { cluster, type: "HC1" }).coefficients, peer.se_cluster.HC1, oneStep);
      errors(sandwich(fit).coefficients, peer.se_HC0, oneStep);
    }
  });
});

/** Previous A, L1 and L2 of each person, 0 at the start. */
function lagged(panel: Readonly<Record<string, Float64Array>>): Record<string, Float64Array> {
  const before = (name: string) =>
    panel[name]!.map((_, r) => (panel.id![r] === panel.id![r - 1] ? panel[name]![r - 1]! : 0));
  return { ...panel, lagA: before("A"), lagL1: before("L1"), lagL2: before("L2") };
}

describe.skipIf(!referencePresent)(`plain models on the Lalonde sample (lalonde)${whyAbsent}`, () => {
  const formula = "treat ~ age + educ + race + married + nodegree + re74 + re75";

  it("has the sample the peers have", () => {
    const data = sharedData("lalonde/lalonde.csv");
    const expected = sharedCase("lalonde", "data");
    expect(data.treat!.length).toBe(expected.n);
    const fit = linearRegression({ formula: "re78 ~ treat", data });
    assertClose(fit.coefficients[0]!.estimate, expected.mean_re78[0], exact);
    assertClose(fit.coefficients[0]!.estimate + fit.coefficients[1]!.estimate, expected.mean_re78[1], exact);
    expect([...new Set(data.race as readonly string[])].sort()).toEqual(expected.race_levels);
  });

  it("logit and complementary log-log propensities", () => {
    const data = sharedData("lalonde/lalonde.csv");
    for (const [expected, link, tolerance] of [
      [sharedCase("lalonde", "propensity"), "logit", stopped],
      [
        sharedCase("lalonde", "propensity_cloglog"),
        "cloglog",
        {
          relative: 3e-4,
          because: "R's scoring with this link stops 1e-6 away from the optimum, on an age of 0.0138",
        },
      ],
    ] as const) {
      const fit = logisticRegression({ formula, data, link });
      compare(fit.coefficients, expected.coef, tolerance, { relative: 1e-4, because: oneStep.because });
      assertClose(fit.deviance, expected.fit.deviance, exact);
      assertClose(fit.nullDeviance, expected.fit.null_deviance, exact);
      assertClose(fit.aic!, expected.fit.aic, exact);
      assertClose(
        fit.fitted.reduce((sum, p) => sum + p, 0),
        expected.fitted.sum,
        { relative: link === "logit" ? 1e-8 : 1e-5, because: tolerance.because },
      );
    }
  });
});

describe.skipIf(!referencePresent)(`outcome regressions of What If (nhefs)${whyAbsent}`, () => {
  const confounders =
    "sex + race + age + I(age*age) + factor(education) + smokeintensity + I(smokeintensity*smokeintensity) + smokeyrs + I(smokeyrs*smokeyrs) + factor(exercise) + factor(active) + wt71 + I(wt71*wt71)";
  const people = (): DataTable => sharedData("nhefs/nhefs.csv");
  const complete = (): DataTable => completeCases(people(), ["wt82_71"]);

  it("has the counts the book's code prints", () => {
    const expected = sharedCase("nhefs", "data.checks");
    const data = people() as Record<string, Float64Array>;
    expect(data.seqn!.length).toBe(expected.n);
    expect(complete().seqn!.length).toBe(expected.n_complete_wt82);
    const fit = linearRegression({ data: complete(), outcome: "wt82_71", terms: [] });
    assertClose(fit.coefficients[0]!.estimate, expected.mean_wt82_71, exact);
    assertClose(Math.sqrt(fit.dispersion), expected.sd_wt82_71, exact);
    expect(data.qsmk!.reduce((sum, q) => sum + q, 0)).toBe(expected.n_qsmk1);
    expect((complete().qsmk as Float64Array).reduce((sum, q) => sum + q, 0)).toBe(expected.n_qsmk1_cc);
  });

  it("13.1 and 13.3: standardised means by predicting for everybody under each treatment", () => {
    const expected = sharedCase("nhefs", "13.1_13.3.gformula_interaction");
    const fit = linearRegression({
      formula: `wt82_71 ~ qsmk + ${confounders} + I(qsmk*smokeintensity)`,
      data: complete(),
    });
    compare(fit.coefficients, expected.coef, exact, exact);
    const everybody = people();
    const under = (qsmk?: number) => {
      const data =
        qsmk === undefined
          ? everybody
          : { ...everybody, qsmk: new Float64Array(everybody.qsmk!.length).fill(qsmk) };
      const means = predictGlm(fit, data);
      return means.reduce((sum, mean) => sum + mean, 0) / means.length;
    };
    const printed = sharedCase("nhefs", "published.13.3");
    for (const [key, value, digits] of [
      ["nat", under(), 0.5e-5],
      ["m0", under(0), 0.5e-6],
      ["m1", under(1), 0.5e-6],
    ] as const) {
      assertClose(value, printed[key].computed_here, exact);
      assertClose(value, Number(printed[key].printed), {
        absolute: digits,
        because: "half a unit in the last printed digit",
      });
    }
  });

  it("15.1: effects at two smoking intensities from one fit", () => {
    const expected = sharedCase("nhefs", "15.1.outcome_regression");
    const data = complete();
    const fit = linearRegression({ formula: `wt82_71 ~ qsmk + ${confounders} + qsmk:smokeintensity`, data });
    const at = (term: string) => fit.coefficients.findIndex((row) => row.term === term);
    const p = fit.coefficients.length;
    const a = at("qsmk");
    const b = at("qsmk:smokeintensity");
    const v = (i: number, j: number) => fit.covariance.values[j * p + i]!;
    for (const [level, [estimate, error]] of [
      [5, expected.effect_at_5],
      [40, expected.effect_at_40],
    ]) {
      const effect = fit.coefficients[a]!.estimate + level * fit.coefficients[b]!.estimate;
      assertClose(effect, estimate, exact);
      assertClose(Math.sqrt(v(a, a) + 2 * level * v(a, b) + level ** 2 * v(b, b)), error, exact);
    }
    const main = linearRegression({ formula: `wt82_71 ~ qsmk + ${confounders}`, data });
    compare(main.coefficients, expected.main_model, exact, exact);
  });

  it("12.1: robust errors of every type", () => {
    const expected = sharedCase("nhefs", "12.1.crude");
    const fit = linearRegression({ formula: "wt82_71 ~ qsmk", data: complete() });
    compare(fit.coefficients, expected.lm, exact, exact);
    for (const type of ["HC0", "HC1", "HC2", "HC3"] as const)
      sandwich(fit, { type }).coefficients.forEach((row, j) => {
        assertClose(row.standardError, expected[`se_${type}`][j], exact);
      });
  });
});
