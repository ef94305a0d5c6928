import { describe, expect, it } from "vitest";
import {
  type MarginalStructuralModel,
  marginalStructuralModel,
} from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { inverseProbabilityTilting } from "../../src/weights/balancing/inverse-probability-tilting.js";
import { exposure } from "../../src/weights/exposure.js";
import { longFromWide } from "../../src/weights/longitudinal/long-from-wide.js";
import type { LongitudinalWeights } from "../../src/weights/longitudinal/longitudinal-weights.js";
import { productOfWeights } from "../../src/weights/longitudinal/product-of-weights.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import type { StabilizedWeightsSpec } from "../../src/weights/longitudinal/stabilized-weights-spec.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const exact = { relative: 1e-8, because: "reference/README: glm, WLS and sandwich" };
const stopped = {
  relative: 1e-6,
  because: "R stops at a deviance change of 1e-8; ours is the exact optimum",
};
const mEstimation = { relative: 1e-5, because: "reference/README: M-estimation errors" };

/** Three periods of 7,500 people as a long table; `last` marks the row with the outcome. */
function msmdata() {
  const wide = sharedTable("msm/msmdata.csv");
  const long = longFromWide(wide, {
    times: [1, 2, 3],
    varying: { A: ["A_1", "A_2", "A_3"], X1: ["X1_0", "X1_1", "X1_2"], X2: ["X2_0", "X2_1", "X2_2"] },
  });
  const lag = (treatment: string, k: number) =>
    exposure.lagged({ data: long, unit: "unit", time: "time", treatment }, k);
  return {
    ...long,
    last: Float64Array.from(long.time as Float64Array, (t) => (t === 3 ? 1 : 0)),
    A_lag1: lag("A", 1),
    A_lag2: lag("A", 2),
    X1_lag1: lag("X1", 1),
    X1_lag2: lag("X1", 2),
    X2_lag1: lag("X2", 1),
    X2_lag2: lag("X2", 2),
  };
}

const denominator = {
  byTime: {
    1: "~ X1 + X2",
    2: "~ X1 + X2 + A_lag1 + X1_lag1 + X2_lag1",
    3: "~ X1 + X2 + A_lag1 + X1_lag1 + X2_lag1 + A_lag2 + X1_lag2 + X2_lag2",
  },
};

interface Summary {
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sd: number;
  readonly sum: number;
  readonly sumsq: number;
}

function compareWeights(weights: readonly number[], expected: Summary): void {
  const sum = weights.reduce((total, w) => total + w, 0);
  expect(weights.length).toBe(expected.n);
  assertClose(Math.min(...weights), expected.min, stopped);
  assertClose(Math.max(...weights), expected.max, stopped);
  assertClose(sum, expected.sum, stopped);
  assertClose(
    weights.reduce((total, w) => total + w * w, 0),
    expected.sumsq,
    stopped,
  );
}

const estimatesOf = (model: MarginalStructuralModel) => model.coefficients.map((row) => row.estimate);
const errorsOf = (model: MarginalStructuralModel) => model.coefficients.map((row) => row.standardError);

function compareAll(ours: readonly number[], theirs: readonly number[], tolerance: typeof exact): void {
  expect(ours.length).toBe(theirs.length);
  for (let j = 0; j < ours.length; j++) assertClose(ours[j]!, theirs[j]!, tolerance);
}

describe.skipIf(!referencePresent)(
  `three periods of treatment, against WeightIt and survey${whyAbsent}`,
  () => {
    const data = referencePresent ? msmdata() : undefined!;
    const base: Omit<StabilizedWeightsSpec, "numerator"> = {
      data,
      unit: "unit",
      time: "time",
      treatment: "A",
      denominator,
    };
    const saturated = { byTime: { 1: "~ 1", 2: "~ A_lag1", 3: "~ A_lag1 * A_lag2" } };
    const mains = { byTime: { 1: "~ 1", 2: "~ A_lag1", 3: "~ A_lag1 + A_lag2" } };
    const last = (values: Float64Array) => Array.from(values).filter((_, row) => data.last[row] === 1);

    const models: Readonly<Record<string, string>> = {
      main: "Y_B ~ A_lag2 + A_lag1 + A",
      saturated: "Y_B ~ A_lag2 + A_lag1 + A + A_lag2:A_lag1 + A_lag2:A + A_lag1:A + A_lag2:A_lag1:A",
      cumulative: "Y_B ~ I(A + A_lag1 + A_lag2)",
    };
    function compareModels(weights: LongitudinalWeights, expected: ReturnType<typeof sharedCase>): void {
      for (const [name, formula] of Object.entries(models)) {
        const spec = { data, formula, weights, cluster: "unit", rows: "last" } as const;
        const theirs = expected[name];
        const robust = marginalStructuralModel({ ...spec, family: "binomial", standardErrors: "robust" });
        compareAll(estimatesOf(robust), theirs.coef_HC0.est, stopped);
        compareAll(errorsOf(robust), theirs.coef_HC0.se, stopped);
        const corrected = {
          ...spec,
          family: "binomial",
          standardErrors: "robust",
          clusterCorrection: true,
        } as const;
        compareAll(errorsOf(marginalStructuralModel(corrected)), theirs.se_svyglm, stopped);
        const stacked = marginalStructuralModel({ ...spec, family: "binomial" });
        expect(stacked.standardErrors).toBe("stacked");
        compareAll(errorsOf(stacked), theirs.se_asympt, mEstimation);
        const linear = marginalStructuralModel({ ...spec, family: "gaussian", standardErrors: "robust" });
        compareAll(estimatesOf(linear), expected[`${name}_linear`].coef_HC0.est, stopped);
        compareAll(errorsOf(linear), expected[`${name}_linear`].coef_HC0.se, stopped);
      }
      const { A_1, A_2, A_3, risk } = expected.saturated_risks;
      const fit = marginalStructuralModel({
        data,
        formula: models.saturated!,
        weights,
        cluster: "unit",
        rows: "last",
        family: "gaussian",
      });
      risk.forEach((value: number, k: number) => {
        const [one, two, three] = [A_1[k], A_2[k], A_3[k]];
        const x = [1, one, two, three, one * two, one * three, two * three, one * two * three];
        const predicted = estimatesOf(fit).reduce((sum, b, j) => sum + b * x[j], 0);
        assertClose(predicted, value, stopped);
      });
    }

    it("the data, and the models of the first two treatments", () => {
      const expected = sharedCase("msm", "data");
      const wide = sharedTable("msm/msmdata.csv");
      expected.columns.forEach((name: string, j: number) => {
        const values = wide[name]!;
        const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
        assertClose(mean, expected.means[j], exact);
      });
      const { models: fitted } = stabilizedWeights({ ...base, numerator: "none" });
      for (const [k, propensity] of [
        sharedCase("msm", "propensity.A_1"),
        sharedCase("msm", "propensity.A_2"),
      ].entries()) {
        const { coefficients, rows } = fitted[k]!;
        expect(rows).toBe(propensity.fit.n);
        compareAll(
          coefficients.map((row) => row.estimate),
          propensity.coef.est,
          { ...stopped, relative: 3e-6 },
        );
      }
    });

    it("unstabilised", () => {
      const weights = stabilizedWeights({ ...base, numerator: "none" });
      const expected = sharedCase("msm", "weights.glm_unstab");
      compareWeights(last(weights.weights), expected.weights);
      compareModels(weights, expected);
      const second = sharedCase("msm", "v2.glm_unstab");
      assertClose(weights.byTime[2]!.effectiveSampleSize, second.ess_nonzero, stopped);
    });

    it("stabilised, numerators saturated in previous treatments", () => {
      const weights = stabilizedWeights({ ...base, numerator: saturated });
      const expected = sharedCase("msm", "weights.glm_stab");
      compareWeights(last(weights.weights), expected.weights);
      compareModels(weights, expected);
      const second = sharedCase("msm", "v2.glm_stab");
      assertClose(weights.byTime[2]!.effectiveSampleSize, second.ess_nonzero, stopped);
      expect(sharedCase("msm", "numerators").stab.at(-1)).toBe("~A_1 + A_2 + A_1:A_2");
    });

    it("stabilised, a numerator chosen for each time", () => {
      const weights = stabilizedWeights({ ...base, numerator: mains });
      const expected = sharedCase("msm", "weights.glm_numlist");
      compareWeights(last(weights.weights), expected.weights);
      compareModels(weights, expected);
    });

    it("inverse probability tilting at each time, multiplied", () => {
      const expected = sharedCase("msm", "v2.ipt");
      const wide = sharedTable("msm/msmdata.csv");
      const tilted = (treatment: string, covariates: string) =>
        inverseProbabilityTilting({ data: wide, treatment, covariates });
      const weights = productOfWeights([
        tilted("A_1", "~ X1_0 + X2_0"),
        tilted("A_2", "~ X1_1 + X2_1 + A_1 + X1_0 + X2_0"),
        tilted("A_3", "~ X1_2 + X2_2 + A_2 + X1_1 + X2_1 + A_1 + X1_0 + X2_0"),
      ]);
      const peer = { relative: 1e-5, because: "reference/README: inverse probability tilting" };
      assertClose(
        weights.weights.reduce((total, w) => total + w, 0),
        expected.weights.sum,
        peer,
      );
      const spec = {
        data: wide,
        formula: "Y_B ~ A_1 + A_2 + A_3",
        family: "binomial",
        weights,
        cluster: "id",
      } as const;
      const stacked = marginalStructuralModel(spec);
      compareAll(estimatesOf(stacked), expected.coef_HC0.est, peer);
      compareAll(errorsOf(stacked), expected.se_asympt, peer);
      const robust = marginalStructuralModel({ ...spec, standardErrors: "robust" });
      compareAll(errorsOf(robust), expected.coef_HC0.se, peer);
    });

    it("two treatments, each followed by censoring", () => {
      const expected = sharedCase("msm", "v2.long_cens");
      const wide = sharedTable("ltmle/long_cens.csv");
      const long = longFromWide(wide, {
        times: [1, 2],
        varying: { A: ["A1", "A2"], stays: ["C1_uncens", "C2_uncens"], L: [null, "L2"] },
        endsWithout: "A",
      });
      const data = {
        ...long,
        censored: Float64Array.from(long.stays as Float64Array, (c) => 1 - c),
        last: Float64Array.from(long.time as Float64Array, (t) => (t === 2 ? 1 : 0)),
        A_lag1: exposure.lagged({ data: long, unit: "unit", time: "time", treatment: "A" }, 1),
      };
      const weights = stabilizedWeights({
        data,
        unit: "unit",
        time: "time",
        treatment: "A",
        numerator: "none",
        denominator: { byTime: { 1: "~ W", 2: "~ W + A_lag1 + L" } },
        censoring: {
          indicator: "censored",
          denominator: { byTime: { 1: "~ W + A", 2: "~ W + A_lag1 + L + A" } },
        },
      });
      const used = Array.from(weights.weights).filter((w, row) => data.last[row] === 1 && w > 0);
      expect(2000 - used.length).toBe(expected.n_zero_weights);
      assertClose(
        used.reduce((total, w) => total + w, 0),
        expected.weights.sum,
        stopped,
      );
      assertClose(weights.byTime[1]!.effectiveSampleSize, expected.ess_nonzero, stopped);
      const spec = {
        data,
        formula: "Y ~ A_lag1 * A",
        family: "binomial",
        weights,
        cluster: "unit",
        rows: "last",
      } as const;
      const stacked = marginalStructuralModel(spec);
      compareAll(estimatesOf(stacked), expected.coef_HC0.est, stopped);
      compareAll(errorsOf(stacked), expected.se_asympt, mEstimation);
      const robust = marginalStructuralModel({ ...spec, standardErrors: "robust" });
      compareAll(errorsOf(robust), expected.coef_HC0.se, stopped);
    });
  },
);
