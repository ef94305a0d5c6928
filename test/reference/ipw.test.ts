import { describe, expect, it } from "vitest";
import {
  type MarginalStructuralModel,
  marginalStructuralModel,
} from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { exposure } from "../../src/weights/exposure.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import type { StabilizedWeightsSpec } from "../../src/weights/longitudinal/stabilized-weights-spec.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const stopped = {
  relative: 2e-6,
  because: "R stops at a deviance change of 1e-8; ours is the exact optimum",
};
const oneStep = {
  relative: 5e-5,
  because: "rare events: R's weights are one scoring step behind its coefficients",
};

/** 1,200 patients, 19,175 rows; treatment is decided until it begins ("first" of ipwtm). */
function haartdat(): Record<string, Float64Array> {
  const table = sharedTable("ipw/haartdat.csv");
  const before = exposure.lagged(
    { data: table, unit: "patient", time: "fuptime", treatment: "haartind" },
    1,
    0,
  );
  return { ...table, undecided: before.map((started) => 1 - started) };
}

function compareModel(model: MarginalStructuralModel, est: readonly number[], se: readonly number[]): void {
  model.coefficients.forEach((row, j) => {
    assertClose(row.estimate, est[j]!, stopped);
    assertClose(row.standardError, se[j]!, oneStep);
  });
}

describe.skipIf(!referencePresent)(`HAART, against R's ipw and survey${whyAbsent}`, () => {
  const data = referencePresent ? haartdat() : undefined!;
  const file = referencePresent ? sharedTable("ipw/weights.csv") : {};
  const spec: StabilizedWeightsSpec = {
    data,
    unit: "patient",
    time: "fuptime",
    treatment: "haartind",
    available: "undecided",
    numerator: "~ sex + age + fuptime",
    denominator: "~ sex + age + `cd4.sqrt` + fuptime",
  };
  const hazard = {
    data,
    formula: "event ~ haartind + fuptime + I(fuptime^2)",
    family: "hazard",
    cluster: "patient",
    omittedNumeratorColumns: ["sex", "age"],
  } as const;
  const compareRows = (ours: Float64Array, theirs: Float64Array) => {
    for (let row = 0; row < theirs.length; row++) assertClose(ours[row]!, theirs[row]!, stopped);
  };

  it("pooled logistic weights for starting treatment, and the hazard model", () => {
    const expected = sharedCase("ipw", "haartdat.pooled_logistic_haart");
    const weights = stabilizedWeights(spec);
    const [denominator, numerator] = weights.models;
    expect(denominator!.rows).toBe(expected.den.n);
    denominator!.coefficients.forEach((row, j) => {
      assertClose(row.estimate, expected.den.coef.est[j], { ...stopped, relative: 1e-4 });
    });
    numerator!.coefficients.forEach((row, j) => {
      assertClose(row.estimate, expected.num.coef.est[j], { ...stopped, relative: 1e-4 });
    });
    compareRows(weights.weights, file.w_haart_logit_stab!);
    const { coef, se_cluster_HC0, se_svyglm } = expected.msm_pooled_logistic;
    const robust = { ...hazard, weights, standardErrors: "robust" } as const;
    compareModel(marginalStructuralModel(robust), coef, se_cluster_HC0);
    compareModel(marginalStructuralModel({ ...robust, clusterCorrection: true }), coef, se_svyglm);
    expect(() => marginalStructuralModel({ ...robust, omittedNumeratorColumns: [] })).toThrow(
      expect.objectContaining({ code: "msm.numerator-columns" }),
    );
  });

  it("the same, truncated at the 1st and 99th percentiles", () => {
    const expected = sharedCase("ipw", "haartdat.pooled_logistic_trunc");
    const weights = stabilizedWeights({ ...spec, truncation: { percentiles: [0.01, 0.99] } });
    compareRows(weights.weights, file.w_haart_logit_trunc01!);
    compareRows(weights.untruncated, file.w_haart_logit_stab!);
    const { coef, se_cluster_HC0 } = expected.msm_pooled_logistic;
    compareModel(
      marginalStructuralModel({ ...hazard, weights, standardErrors: "robust" }),
      coef,
      se_cluster_HC0,
    );
  });

  it("censoring interleaved", () => {
    const expected = sharedCase("ipw", "haartdat.ipcw_pooled_logistic");
    const censoring = {
      indicator: "dropout",
      numerator: "~ sex + age + fuptime",
      denominator: "~ sex + age + `cd4.sqrt` + fuptime",
      outcomeOfCensoredRow: "known",
    } as const;
    const weights = stabilizedWeights({ ...spec, censoring });
    compareRows(
      weights.weights,
      file.w_ipcw_logit!.map((w, row) => w * file.w_haart_logit_stab![row]!),
    );
    const sum = weights.weights.reduce((total, w) => total + w, 0);
    assertClose(sum, expected.weights_times_haart.sum, stopped);
    const { coef, se_cluster_HC0 } = expected.msm_pooled_logistic;
    compareModel(
      marginalStructuralModel({ ...hazard, weights, standardErrors: "robust" }),
      coef,
      se_cluster_HC0,
    );
    const lost = stabilizedWeights({ ...spec, censoring: { ...censoring, outcomeOfCensoredRow: "unknown" } });
    lost.weights.forEach((w, row) => {
      expect(w).toBe(data.dropout![row] === 1 ? 0 : weights.weights[row]);
    });
  });

  it("one time: sex at the first row", () => {
    const expected = sharedCase("ipw", "haartdat.ipwpoint_sex_baseline");
    const first = { ...data, atFirst: data.tstart!.map((t) => (t === -100 ? 1 : 0)) };
    const weights = stabilizedWeights({
      data: first,
      unit: "patient",
      time: "fuptime",
      treatment: "sex",
      atRisk: "atFirst",
      numerator: "marginal",
      denominator: "~ age + `cd4.sqrt`",
    });
    const kept = weights.weights.filter((w) => w > 0);
    expect(kept.length).toBe(expected.n);
    assertClose(
      kept.reduce((total, w) => total + w * w, 0),
      expected.weights.sumsq,
      stopped,
    );
    weights.models[0]!.coefficients.forEach((row, j) => {
      assertClose(row.estimate, expected.den.est[j], stopped);
    });
  });
});
