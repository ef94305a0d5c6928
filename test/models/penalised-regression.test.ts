import { describe, expect, it } from "vitest";
import {
  lassoRegression,
  type PenalisedRecord,
  penalisedRegression,
  ridgeRegression,
} from "../../src/models/penalised-regression.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedTable, whyAbsent } from "../reference/shared-table.js";

const peer = { relative: 1e-7, absolute: 1e-10, because: "scikit-learn 1.9.1 at tolerance 1e-14" };

const equal = (fit: PenalisedRecord, expected: readonly number[], tolerance = peer) => {
  expect(fit.coefficients.length).toBe(expected.length);
  fit.coefficients.forEach(({ estimate }, j) => {
    if (expected[j] === 0) expect(estimate).toBe(0);
    else assertClose(estimate, expected[j]!, tolerance);
  });
};

describe.skipIf(!referencePresent)(
  `penalised regression against scikit-learn 1.9.1 on mtcars${whyAbsent}`,
  () => {
    const data = referencePresent ? sharedTable("tidy/mtcars.csv") : {};
    const n = 32;

    it("linear: ridge (alpha 10, weights too), lasso (alpha 0.5), elastic net (alpha 0.3, l1_ratio 0.4)", () => {
      const formula = "mpg ~ wt + hp + qsec";
      const plain = { formula, data, family: "gaussian", standardise: false } as const;
      equal(
        ridgeRegression({ ...plain, penalty: 10 / n }),
        [36.62338380833894, -2.3687044072911894, -0.0479060859976569, -0.1055995833994013],
      );
      const cylinders = data.cyl!.reduce((sum, c) => sum + c, 0);
      equal(
        ridgeRegression({ ...plain, weights: "cyl", penalty: 10 / cylinders }),
        [27.796838658645186, -3.6237121388389055, -0.0228173732198805, 0.3989576225808195],
      );
      equal(
        lassoRegression({ ...plain, penalty: 0.5 }),
        [35.47688002205069, -2.934385762830766, -0.0405324409140752, 0],
      );
      equal(
        penalisedRegression({ ...plain, penalty: 0.3, mix: 0.4 }),
        [35.09334557237733, -2.7192201926179536, -0.0426369623020177, 0],
      );
    });

    it("logistic: C = 1 on raw columns, C = 0.5 and a lasso of C = 0.3 on standardised ones", () => {
      const formula = "am ~ wt + hp + qsec";
      equal(
        ridgeRegression({ formula, data, family: "binomial", penalty: 1 / n, standardise: false }),
        [25.151531968588735, -2.1003354102041607, -0.0120350328512005, -0.9768291450374806],
      );
      // scikit-learn's columns: wt, hp, qsec minus their means, over their standard deviations with n in the denominator
      const scale = [0.9630477013107918, 67.48307079371833, 1.758800638929836];
      const onScale = (fit: PenalisedRecord) =>
        fit.coefficients.slice(1).map(({ estimate }, j) => estimate * scale[j]!);
      const half = onScale(ridgeRegression({ formula, data, family: "binomial", penalty: 2 / n }));
      [-1.5892136807035298, -0.1961555155890017, -0.7810344937613294].forEach((value, j) => {
        assertClose(half[j]!, value, peer);
      });
      const sparse = onScale(lassoRegression({ formula, data, family: "binomial", penalty: 1 / (0.3 * n) }));
      assertClose(sparse[0]!, -1.4955549411683307, peer);
      expect(sparse[1]).toBe(0);
      assertClose(sparse[2]!, -0.3000086860159243, peer);
    });
  },
);

describe("penalised regression", () => {
  const random = createRandom(5, "penalised");
  const columns = Object.fromEntries(
    ["a", "b", "c", "d"].map((name) => [name, Float64Array.from({ length: 200 }, () => random.normal())]),
  );
  const y = columns.a!.map((a, r) => 1 + 2 * a - columns.b![r]! + random.normal());
  const z = y.map((value) => (value > 1 ? 1 : 0));
  const w = y.map((_, r) => 1 + (r % 3));

  it("without penalty is the plain fit", () => {
    const plain = linearRegression({ outcome: y, matrix: columns, weights: w });
    const free = penalisedRegression({
      outcome: y,
      matrix: columns,
      weights: w,
      family: "gaussian",
      penalty: 0,
      mix: 1,
    });
    const logistic = logisticRegression({ outcome: z, matrix: columns });
    const freeLogistic = ridgeRegression({ outcome: z, matrix: columns, family: "binomial", penalty: 0 });
    plain.coefficients.forEach((row, j) => {
      assertClose(free.coefficients[j]!.estimate, row.estimate, { relative: 1e-9, because: "same optimum" });
      assertClose(freeLogistic.coefficients[j]!.estimate, logistic.coefficients[j]!.estimate, {
        relative: 1e-9,
        because: "same optimum",
      });
    });
  });

  it("meets the optimality conditions of the lasso", () => {
    const penalty = 0.08;
    const fit = lassoRegression({
      outcome: z,
      matrix: columns,
      weights: w,
      family: "binomial",
      penalty,
      standardise: false,
    });
    const total = w.reduce((sum, v) => sum + v, 0);
    const gradient = (x: ArrayLike<number>) =>
      z.reduce((sum, value, r) => sum + w[r]! * (value - fit.fitted[r]!) * x[r]!, 0) / total;
    assertClose(gradient(new Float64Array(200).fill(1)), 0, { absolute: 1e-10, because: "free intercept" });
    for (const { term, estimate } of fit.coefficients.slice(1)) {
      if (estimate === 0) expect(Math.abs(gradient(columns[term]!))).toBeLessThanOrEqual(penalty);
      else
        assertClose(gradient(columns[term]!), Math.sign(estimate) * penalty, {
          absolute: 1e-9,
          because: "KKT",
        });
    }
    expect(fit.coefficients.filter(({ estimate }) => estimate === 0).length).toBeGreaterThan(0);
  });

  it("does not depend on units when it standardises, and does when told not to", () => {
    const kilo = { ...columns, a: columns.a!.map((a) => 1000 * a) };
    const of = (matrix: typeof columns, standardise: boolean) =>
      ridgeRegression({ outcome: y, matrix, family: "gaussian", penalty: 0.5, standardise }).coefficients[1]!
        .estimate;
    assertClose(of(kilo, true) * 1000, of(columns, true), { relative: 1e-10, because: "units" });
    expect(Math.abs(of(kilo, false) * 1000 - of(columns, false))).toBeGreaterThan(0.1);
  });

  it("is finite on separated data, and predicts other rows", () => {
    const data = { x: [1, 2, 3, 4, 5, 6], y: [0, 0, 0, 1, 1, 1] };
    const fit = ridgeRegression({ formula: "y ~ x", data, family: "binomial", penalty: 0.01 });
    expect(fit.coefficients[1]!.estimate).toBeGreaterThan(0);
    predictGlm(fit, data).forEach((p, r) => {
      assertClose(p, fit.fitted[r]!, { relative: 1e-12, because: "same rows" });
    });
  });

  it.each([
    { what: "a negative penalty", spec: { penalty: -1, mix: 0 } },
    { what: "NaN", spec: { penalty: Number.NaN, mix: 0 } },
    { what: "a mix of 2", spec: { penalty: 1, mix: 2 } },
    { what: "poisson", spec: { penalty: 1, mix: 1, family: "poisson" as never } },
  ])("refuses $what", ({ spec }) => {
    expect(() =>
      penalisedRegression({ outcome: y, matrix: columns, family: "gaussian", ...spec }),
    ).toThrowError(expect.objectContaining({ code: "penalised.options" }) as Error);
  });

  it("reads maxIterations", () => {
    expect(() =>
      lassoRegression({ outcome: z, matrix: columns, family: "binomial", penalty: 0.01, maxIterations: 1 }),
    ).toThrowError(expect.objectContaining({ code: "model.not-converged" }) as Error);
  });
});
