import { describe, expect, it } from "vitest";
import type { CoefficientRow } from "../../src/models/coefficient-table.js";
import type { GlmRecord } from "../../src/models/glm-record.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, whyAbsent } from "./shared-table.js";

const exact = { relative: 1e-8, because: "reference/README: glm, WLS and sandwich" };
const stopped = {
  relative: 1e-6,
  because: "R stops at a deviance change of 1e-8; ours is the exact optimum",
};
const oneStep = {
  relative: 5e-5,
  because: "rare events: R's weights are one scoring step behind its coefficients",
};

const compare = (
  rows: readonly CoefficientRow[],
  expected: { est: readonly number[]; se: readonly number[] },
  estimate = stopped,
) => {
  rows.forEach((row, j) => {
    assertClose(row.estimate, expected.est[j]!, estimate);
    assertClose(row.standardError, expected.se[j]!, oneStep);
  });
};

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(!referencePresent)(
  `pooled logistic models of What If, chapter 17 (nhefs)${whyAbsent}`,
  () => {
    const people = (referencePresent ? sharedData("nhefs/nhefs.csv") : {}) as Record<string, Float64Array>;
    const months = (referencePresent ? people.death! : new Float64Array()).map((death, i) =>
      death === 1 ? (people.yrdth![i]! - 83) * 12 + people.modth![i]! : 120,
    );
    const person = [...months].flatMap((count, i) => Array<number>(count).fill(i));
    const time = Float64Array.from(
      [...months].flatMap((count) => Array.from({ length: count }, (_, t) => t)),
    );
    const table = {
      qsmk: Float64Array.from(person, (i) => people.qsmk![i]!),
      time,
      timesq: time.map((t) => t * t),
      event: time.map((t, r) => (people.death![person[r]!] === 1 && t === months[person[r]!]! - 1 ? 1 : 0)),
    };
    const formula = "event == 0 ~ qsmk + I(qsmk*time) + I(qsmk*timesq) + time + timesq";

    const survival = (fit: GlmRecord, qsmk: number) => {
      const at = Float64Array.from({ length: 120 }, (_, t) => t);
      const stays = predictGlm(fit, {
        qsmk: at.map(() => qsmk),
        time: at,
        timesq: at.map((t) => t * t),
        event: at.map(() => 0),
      });
      let alive = 1;
      return stays.map((share) => {
        alive *= share;
        return alive;
      });
    };
    const compareCurves = (fit: GlmRecord, expected: Record<string, readonly number[]>) => {
      for (const [key, qsmk] of [
        ["surv0", 0],
        ["surv1", 1],
      ] as const) {
        const curve = survival(fit, qsmk);
        expected.month!.forEach((month, k) => {
          assertClose(curve[month - 1]!, expected[key]![k]!, exact);
        });
      }
    };

    it("17.2: hazards by month, and the survival curves they make", () => {
      const expected = sharedCase("nhefs", "17.2.hazards_model");
      expect(time.length).toBe(expected.person_months);
      expect(table.event.reduce((sum, e) => sum + e, 0)).toBe(expected.events);
      const fit = logisticRegression({ formula, data: table });
      compare(fit.coefficients, expected.coef);
      assertClose(fit.deviance, expected.fit.deviance, exact);
      assertClose(fit.nullDeviance, expected.fit.null_deviance, exact);
      assertClose(fit.aic!, expected.fit.aic, exact);
      compareCurves(fit, expected);
    });

    it("17.3: the same weighted, with errors clustered by person", () => {
      const expected = sharedCase("nhefs", "17.3.ipw_hazards");
      const confounders =
        "sex + race + age + I(age^2) + factor(education) + smokeintensity + I(smokeintensity^2) + smokeyrs + I(smokeyrs^2) + factor(exercise) + factor(active) + wt71 + I(wt71^2)";
      const propensity = logisticRegression({ formula: `qsmk ~ ${confounders}`, data: people }).fitted;
      const share = mean(people.qsmk!);
      const weight = propensity.map((p, i) => (people.qsmk![i] === 1 ? share / p : (1 - share) / (1 - p)));
      assertClose(
        weight.reduce((sum, w) => sum + w, 0),
        expected.sw_a.sum,
        exact,
      );
      const fit = logisticRegression({
        formula,
        data: table,
        weights: person.map((i) => weight[i]!),
      });
      compare(fit.coefficients, expected.coef);
      sandwich(fit, { cluster: person }).coefficients.forEach((row, j) => {
        assertClose(row.standardError, expected.se_cluster_HC0_cadjustFALSE[j], oneStep);
      });
      compareCurves(fit, expected);
    });

    it("17x: the pooled logistic model that stands beside the Cox models", () => {
      const { pooled_logistic } = sharedCase("nhefs", "17x.cox");
      compare(
        logisticRegression({ formula: "event ~ qsmk + time + timesq", data: table }).coefficients,
        pooled_logistic,
      );
    });
  },
);

describe.skipIf(!referencePresent)(
  `standardised predictions of plain models (zepid, causallib, lalonde)${whyAbsent}`,
  () => {
    it("zEpid's time-fixed g-formula: predicted risks under all, none and some treated", () => {
      const expected = sharedCase("zepid", "gformula.timefixed_binary");
      const data = completeCases(sharedData("zepid/sample_fixed.csv") as Record<string, Float64Array>, [
        "dead",
      ]);
      const fit = logisticRegression({
        formula: "dead ~ art + male + age0 + age_rs1 + age_rs2 + cd40 + cd4_rs1 + cd4_rs2 + dvl0",
        data,
      });
      const under = (rule: (r: number) => number) =>
        mean(predictGlm(fit, { ...data, art: data.art!.map((_, r) => rule(r)) }));
      const custom = (r: number) => (data.age0![r]! >= 25 && data.male![r] === 0 ? 1 : 0);
      const peer = { relative: 1e-7, because: "statsmodels stops at 1e-8 of its deviance" };
      assertClose(
        under(() => 1),
        expected.all,
        peer,
      );
      assertClose(
        under(() => 0),
        expected.none,
        peer,
      );
      assertClose(under(custom), expected["custom_age0>=25_female"], peer);
    });

    it("causallib's standardisation", () => {
      const expected = sharedCase("causallib", "standardization");
      const {
        wt82_71,
        index: _,
        ...matrix
      } = sharedData("causallib/nhefs_causallib.csv") as Record<string, Float64Array>;
      const data = { ...matrix, y: wt82_71! };
      const fit = linearRegression({ data, outcome: "y", terms: Object.keys(matrix) });
      for (const [qsmk, value] of [
        [0, expected.mean0],
        [1, expected.mean1],
      ] as const)
        assertClose(mean(predictGlm(fit, { ...data, qsmk: wt82_71!.map(() => qsmk) })), value, exact);
    });

    it("WeightIt's weights for a continuous treatment, and the weighted outcome model", () => {
      const expected = sharedCase("lalonde", "continuous.re75");
      const data = sharedData("lalonde/lalonde.csv") as Record<string, Float64Array>;
      const formula = "re75 ~ age + educ + race + married + nodegree + re74";
      const denominator = linearRegression({ formula, data });
      const numerator = linearRegression({ formula: "re75 ~ 1", data });
      const density = (fit: GlmRecord, r: number) => {
        // WeightIt leaves the scale of the densities out, which multiplies all weights alike
        const sd = Math.sqrt(fit.deviance / fit.rows);
        return Math.exp(-0.5 * ((data.re75![r]! - fit.fitted[r]!) / sd) ** 2);
      };
      const weights = data.re75!.map((_, r) => density(numerator, r) / density(denominator, r));
      assertClose(
        weights.reduce((sum, w) => sum + w, 0),
        expected.weights.sum,
        exact,
      );
      const outcome = linearRegression({ formula: "re78 ~ re75", data, weights });
      sandwich(outcome).coefficients.forEach((row, j) => {
        assertClose(row.estimate, expected.effect_HC0.est[j], exact);
        assertClose(row.standardError, expected.effect_HC0.se[j], exact);
      });
    });
  },
);
