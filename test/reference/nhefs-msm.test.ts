import { describe, expect, it } from "vitest";
import { compareRiskCurves } from "../../src/estimators/marginal-structural-model/compare-risk-curves.js";
import {
  type MarginalStructuralModel,
  marginalStructuralModel,
} from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import type { MarginalStructuralModelSpec } from "../../src/estimators/marginal-structural-model/msm-spec.js";
import { riskCurve } from "../../src/estimators/marginal-structural-model/risk-curve.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import { createRandom } from "../../src/numeric/random.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import type { NumeratorTerms } from "../../src/weights/longitudinal/stabilized-weights-spec.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const confounders =
  "sex + race + age + I(age^2) + factor(education) + smokeintensity + I(smokeintensity^2) + smokeyrs + I(smokeyrs^2) + factor(exercise) + factor(active) + wt71 + I(wt71^2)";
const stopped = {
  relative: 1e-7,
  because: "R stops at a deviance change of 1e-8; ours is the exact optimum",
};

const people = (): Record<string, Float64Array> => {
  const table = sharedTable("nhefs/nhefs.csv");
  const wt = table.wt82_71!;
  return {
    ...table,
    time: wt.map(() => 0),
    cens: wt.map((value) => (Number.isNaN(value) ? 1 : 0)),
  };
};

/** A printed number holds to half a unit of its last digit. */
function printed(actual: number, text: string): void {
  const digits = text.split(".")[1]?.length ?? 0;
  assertClose(actual, Number(text), { absolute: 0.5 * 10 ** -digits * (1 + 1e-9), because: "as printed" });
}

describe.skipIf(!referencePresent)(
  `What If, chapters 12 and 17: marginal structural models${whyAbsent}`,
  () => {
    const all = referencePresent ? people() : undefined!;
    const complete = referencePresent ? completeCases(all, ["wt82_71"]) : undefined!;
    const weightsOf = (numerator: NumeratorTerms) =>
      stabilizedWeights({
        data: complete,
        unit: "seqn",
        time: "time",
        treatment: "qsmk",
        denominator: `~ ${confounders}`,
        numerator,
      });
    const robustOf = (spec: Omit<MarginalStructuralModelSpec, "cluster" | "standardErrors">) =>
      marginalStructuralModel({ ...spec, cluster: "seqn", standardErrors: "robust" });
    const compare = (model: MarginalStructuralModel, theirs: { est: number[]; se: number[] }) => {
      model.coefficients.forEach((row, j) => {
        assertClose(row.estimate, theirs.est[j]!, stopped);
        assertClose(row.standardError, theirs.se[j]!, stopped);
      });
    };

    it("12.2 and 12.3: one treatment, unstabilised and stabilised", () => {
      const formula = "wt82_71 ~ qsmk";
      const plain = { data: complete, formula, family: "gaussian" } as const;
      const unstabilised = robustOf({ ...plain, weights: weightsOf("none") });
      compare(unstabilised, sharedCase("nhefs", "12.2.ipw_unstabilized").geeglm);
      const weights = weightsOf("marginal");
      compare(robustOf({ ...plain, weights }), sharedCase("nhefs", "12.3.ipw_stabilized").geeglm);
      const stacked = marginalStructuralModel({ ...plain, weights, cluster: "seqn" });
      const asymptotic = sharedCase("nhefs", "weightit.ATE").coef_asympt;
      assertClose(stacked.coefficients[1]!.standardError, asymptotic.se[1], {
        relative: 1e-5,
        because: "M-estimation",
      });
    });

    it("12.4: a continuous treatment, change in smoking intensity", () => {
      const light = completeCases(
        Object.fromEntries(
          Object.entries(complete).map(([name, values]) => [
            name,
            values.filter((_, i) => complete.smokeintensity![i]! <= 25),
          ]),
        ),
        ["wt82_71"],
      );
      const weights = stabilizedWeights({
        data: light,
        unit: "seqn",
        time: "time",
        treatment: "smkintensity82_71",
        kind: "continuous",
        denominator: `~ ${confounders}`,
        numerator: "marginal",
      });
      const model = robustOf({
        data: light,
        formula: "wt82_71 ~ smkintensity82_71 + I(smkintensity82_71^2)",
        family: "gaussian",
        weights,
      });
      expect(light.seqn!.length).toBe(1162);
      for (const [j, text] of ["2.005", "-0.109", "0.003"].entries())
        printed(model.coefficients[j]!.estimate, text);
      const [now] = weights.byTime;
      printed(now!.min, "0.19");
      printed(now!.max, "5.10");
      printed(now!.mean, "1.00");
    });

    it("12.5: a binary outcome, death", () => {
      const weights = weightsOf("marginal");
      const model = robustOf({ data: complete, formula: "death ~ qsmk", family: "binomial", weights });
      const { estimate, standardError } = model.coefficients[1]!;
      printed(Math.exp(estimate), "1.0");
      printed(Math.exp(estimate - 1.96 * standardError), "0.8");
      printed(Math.exp(estimate + 1.96 * standardError), "1.4");
    });

    it("12.6: effect modification by sex, sex in the numerator", () => {
      const weights = weightsOf("~ sex");
      const model = robustOf({
        data: complete,
        formula: "wt82_71 ~ qsmk * sex",
        family: "gaussian",
        weights,
      });
      const { estimate, standardError } = model.coefficients[3]!;
      printed(estimate, "-0.2");
      printed(estimate - 1.96 * standardError, "-2.2");
      printed(estimate + 1.96 * standardError, "1.9");
      expect(() =>
        robustOf({ data: complete, formula: "wt82_71 ~ qsmk", family: "gaussian", weights }),
      ).toThrow(expect.objectContaining({ code: "msm.numerator-columns", details: { missing: ["sex"] } }));
    });

    it("12.7: censoring weights, and errors that include them", () => {
      const expected = sharedCase("nhefs", "12.7.ipcw");
      const spec = {
        data: all,
        unit: "seqn",
        time: "time",
        treatment: "qsmk",
        denominator: `~ ${confounders}`,
        numerator: "marginal",
        censoring: { indicator: "cens", numerator: "~ qsmk", denominator: `~ qsmk + ${confounders}` },
      } as const;
      const weights = stabilizedWeights(spec);
      const sum = weights.weights.reduce((total, w) => total + w, 0);
      assertClose(sum, expected.sw_uncensored.sum, stopped);
      const kept = stabilizedWeights({
        ...spec,
        censoring: { ...spec.censoring, outcomeOfCensoredRow: "known" },
      }).weights;
      const rows = sharedTable("nhefs/weights_12_7.csv").sw!;
      rows.forEach((w, i) => {
        assertClose(kept[i]!, w, { relative: 1e-6, because: "R stops early on a rare event" });
      });
      const model = {
        data: all,
        formula: "wt82_71 ~ qsmk",
        family: "gaussian",
        weights,
        cluster: "seqn",
      } as const;
      compare(marginalStructuralModel({ ...model, standardErrors: "robust" }), expected.geeglm);
      const { b0, b1 } = sharedCase("nhefs", "published.12.7");
      const stacked = marginalStructuralModel(model);
      printed(stacked.coefficients[0]!.estimate, b0.printed);
      printed(stacked.coefficients[1]!.estimate, b1.printed);

      const second = sharedCase("msm", "v2.nhefs_ipcw");
      const plain = stabilizedWeights({
        ...spec,
        numerator: "none",
        censoring: { ...spec.censoring, numerator: "none" },
      });
      expect(plain.weights.filter((w) => w === 0).length).toBe(second.n_zero_weights);
      const unstabilised = marginalStructuralModel({ ...model, weights: plain });
      unstabilised.coefficients.forEach((row, j) => {
        assertClose(row.estimate, second.coef_HC0.est[j], stopped);
        assertClose(row.standardError, second.se_asympt[j], {
          relative: 1e-5,
          because: "M-estimation (published as 0.485480)",
        });
        // the numerators cancel in a saturated model, and so do their scores
        assertClose(stacked.coefficients[j]!.standardError, row.standardError, stopped);
      });
    });

    it("17.3: weighted hazards of death by month, and the survival they make", () => {
      const expected = sharedCase("nhefs", "17.3.ipw_hazards");
      const months = all.death!.map((death, i) =>
        death === 1 ? (all.yrdth![i]! - 83) * 12 + all.modth![i]! : 120,
      );
      const person = Float64Array.from([...months].flatMap((count, i) => Array<number>(count).fill(i)));
      const time = Float64Array.from(
        [...months].flatMap((count) => Array.from({ length: count }, (_, t) => t)),
      );
      const data = {
        ...Object.fromEntries(
          [
            "qsmk",
            "sex",
            "race",
            "age",
            "education",
            "smokeintensity",
            "smokeyrs",
            "exercise",
            "active",
            "wt71",
          ].map((name) => [name, person.map((i) => all[name]![i]!)]),
        ),
        person,
        time,
        atStart: time.map((t) => (t === 0 ? 1 : 0)),
        event: time.map((t, r) => (all.death![person[r]!] === 1 && t === months[person[r]!]! - 1 ? 1 : 0)),
      };
      const weights = stabilizedWeights({
        data,
        unit: "person",
        time: "time",
        treatment: "qsmk",
        available: "atStart",
        denominator: `~ ${confounders}`,
        numerator: "marginal",
      });
      const model = robustHazard({ data, weights });
      model.coefficients.forEach((row, j) => {
        assertClose(row.estimate, -expected.coef.est[j], { relative: 1e-6, because: "R stops early" });
        assertClose(row.standardError, expected.se_cluster_HC0_cadjustFALSE[j], {
          relative: 5e-5,
          because: "rare events: R's weights are one scoring step behind",
        });
      });
      const under = (qsmk: number) =>
        riskCurve(
          model,
          { time: Float64Array.from({ length: 120 }, (_, t) => t), qsmk: new Float64Array(120).fill(qsmk) },
          { time: "time" },
        );
      const [never, always] = [under(0), under(1)];
      expected.month.forEach((month: number, k: number) => {
        assertClose(1 - never.rows[month - 1]!.risk, expected.surv0[k], stopped);
        assertClose(1 - always.rows[month - 1]!.risk, expected.surv1[k], stopped);
      });
      const contrasts = compareRiskCurves(always, never, { random: createRandom(1, "17.3"), draws: 200 });
      const end = contrasts.rows[119]!;
      assertClose(end.difference, -expected.diff120, {
        relative: 1e-5,
        because: "a difference of survivals",
      });
      assertClose(end.ratio, expected.ratio120_risk, stopped);
      expect(end.differenceBand.upper).toBeGreaterThan(end.differenceInterval.upper);
    });
  },
);

function robustHazard(spec: Pick<MarginalStructuralModelSpec, "data" | "weights">): MarginalStructuralModel {
  return marginalStructuralModel({
    ...spec,
    formula: "event ~ qsmk + I(qsmk*time) + I(qsmk*time^2) + time + I(time^2)",
    family: "hazard",
    cluster: "person",
    standardErrors: "robust",
  });
}
