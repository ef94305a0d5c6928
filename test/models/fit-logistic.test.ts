import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLogistic } from "../../src/models/fit-logistic.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "../reference/shared-table.js";
import { glmRowsOf } from "./glm-rows-of.js";

function thrown(work: () => unknown): { code: string; message: string; details: Record<string, unknown> } {
  try {
    work();
  } catch (error) {
    return error as never;
  }
  throw new Error("nothing was thrown");
}

/** 400 rows, treatment logistic in two columns of ordinary scale. */
function sample(seed: number, rows = 400) {
  const random = createRandom(seed, "logistic");
  const a = Float64Array.from({ length: rows }, () => random.normal());
  const b = Float64Array.from({ length: rows }, () => random.normal());
  const y = a.map((value, r) => (random.uniform() < 1 / (1 + Math.exp(0.5 - value + 0.7 * b[r]!)) ? 1 : 0));
  return { a, b, y };
}

describe("fitLogistic", () => {
  it("gives log odds in a two by two table", () => {
    // x = 0: 1 of 4 treated; x = 1: 3 of 5. Coefficients log(1/3) and log(3/2) - log(1/3); information from p(1 - p) n.
    const fit = fitLogistic(glmRowsOf([1, 0, 0, 0, 1, 1, 1, 0, 0], { x: [0, 0, 0, 0, 1, 1, 1, 1, 1] }));
    const closed = { absolute: 1e-12, because: "closed form" };
    assertClose(fit.coefficients[0]!, Math.log(1 / 3), closed);
    assertClose(fit.coefficients[1]!, Math.log(3 / 2) - Math.log(1 / 3), closed);
    const variance = fit.solveInformation(Float64Array.of(0, 1))[1]!;
    assertClose(variance, 1 / (4 * 0.25 * 0.75) + 1 / (5 * 0.6 * 0.4), {
      relative: 1e-7,
      because: "information one tiny step before the optimum",
    });
    // leverage of a row of a saturated model: 1 / rows of its cell
    const form = new Float64Array(2);
    fit.quadraticForm(
      { rows: 2, columns: 2, values: Float64Array.of(1, 1, 0, 1) },
      Int32Array.of(0, 1),
      form,
    );
    assertClose(form[0]! * 0.25 * 0.75, 1 / 4, { relative: 1e-7, because: "cell of 4" });
    assertClose(form[1]! * 0.6 * 0.4, 1 / 5, { relative: 1e-7, because: "cell of 5" });
  });

  it.skipIf(!referencePresent)(`agrees with R's glm on infert and mtcars${whyAbsent}`, () => {
    const infert = sharedTable("tidy/infert.csv");
    const logit = sharedCase("tidy", "glm.infert_logit");
    const fit = fitLogistic(
      glmRowsOf(infert.case!, { spontaneous: infert.spontaneous!, induced: infert.induced! }),
    );
    logit.coef.est.forEach((value: number, j: number) => {
      assertClose(fit.coefficients[j]!, value, { relative: 1e-8, because: "reference/README" });
    });
    assertClose(fit.deviance, logit.deviance, { relative: 1e-8, because: "reference/README" });

    const cars = sharedTable("tidy/mtcars.csv");
    const aliased = sharedCase("tidy", "glm.aliased");
    const twice = cars.wt!.map((value) => 2 * value + 1);
    const dropped = fitLogistic(glmRowsOf(cars.am!, { wt: cars.wt!, wt2: twice, hp: cars.hp! }));
    expect(dropped.aliased).toEqual(["wt2"]);
    expect(dropped.coefficients[2]).toBe(0);
    aliased.coef.est.forEach((value: number | null, j: number) => {
      if (value !== null)
        assertClose(dropped.coefficients[j]!, value, {
          relative: 1e-6,
          because: "R stops at a relative deviance change of 1e-8; the likelihood is flat here",
        });
    });
    const weighted = sharedCase("tidy", "glm.mtcars_weighted_binomial");
    const withWeights = fitLogistic(glmRowsOf(cars.am!, { wt: cars.wt! }, { weight: cars.qsec! }));
    weighted.coef.est.forEach((value: number, j: number) => {
      assertClose(withWeights.coefficients[j]!, value, { relative: 1e-7, because: "reference/README" });
    });
  });

  it.skipIf(!referencePresent)(`says separation where R converges to nonsense${whyAbsent}`, () => {
    for (const name of ["separated", "quasiseparated"]) {
      const table = sharedTable(`tidy/${name}.csv`);
      const error = thrown(() => fitLogistic(glmRowsOf(table.y!, { x: table.x! })));
      expect(error).toMatchObject({ name: "NotEstimableError", code: "model.separated" });
      expect(error.details.terms).toContain("x");
    }
  });

  it("names the level that only one response has", () => {
    const { a, b, y } = sample(1);
    const rare = y.map((value, r) => (value === 1 && r % 37 === 0 ? 1 : 0));
    expect(rare.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(1);
    const error = thrown(() => fitLogistic(glmRowsOf(y, { a, rare, b })));
    expect(error).toMatchObject({ name: "NotEstimableError", code: "model.separated" });
    expect(error.details.terms).toEqual(["rare"]);
    expect(error.details.separatedRows).toBe(rare.reduce((sum, value) => sum + value, 0));
    expect(error.message).toContain('"rare" (higher where the response is 1)');
  });

  it("names both terms of a separating combination", () => {
    const { a, b } = sample(2);
    const y = a.map((value, r) => (value + b[r]! > 0.2 ? 1 : 0));
    const error = thrown(() => fitLogistic(glmRowsOf(y, { a, b })));
    expect(error.code).toBe("model.separated");
    expect([...(error.details.terms as string[])].sort()).toEqual(["a", "b"]);
  });

  it("does not cry separation over a strong but overlapping predictor", () => {
    const random = createRandom(3, "strong");
    const x = Float64Array.from({ length: 3000 }, () => 12 * random.normal());
    const y = x.map((value) => (random.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
    const fit = fitLogistic(glmRowsOf(y, { x }));
    assertClose(fit.coefficients[1]!, 1, { absolute: 0.25, because: "about four standard errors" });
    // one treated row in a level of 5,000 rows: far out, but finite
    const level = Float64Array.from({ length: 10_000 }, (_, r) => (r < 5000 ? 1 : 0));
    const response = level.map((value, r) => (value === 1 ? (r === 17 ? 1 : 0) : r % 2));
    const rare = fitLogistic(glmRowsOf(response, { level }));
    assertClose(rare.coefficients[0]! + rare.coefficients[1]!, Math.log(1 / 4999), {
      relative: 1e-10,
      because: "closed form",
    });
  });

  it("fits columns of wildly different scales as if they were standardised", () => {
    const { a, b, y } = sample(4);
    const plain = fitLogistic(glmRowsOf(y, { a, b }));
    const scaled = fitLogistic(
      glmRowsOf(y, { a: a.map((value) => 1e6 + 1e4 * value), b: b.map((value) => 1e-4 * value) }),
    );
    assertClose(scaled.coefficients[1]! * 1e4, plain.coefficients[1]!, {
      relative: 1e-9,
      because: "linear map",
    });
    assertClose(scaled.coefficients[2]! * 1e-4, plain.coefficients[2]!, {
      relative: 1e-9,
      because: "linear map",
    });
    assertClose(scaled.deviance, plain.deviance, { relative: 1e-11, because: "same model" });
  });

  it("does not depend on how rows are cut into shards, to the last bit", () => {
    const { a, b, y } = sample(5, 1000);
    const whole = fitLogistic(glmRowsOf(y, { a, b }));
    for (const shardRows of [1, 7, 256, 999])
      expect([...fitLogistic(glmRowsOf(y, { a, b }, { shardRows })).coefficients]).toEqual([
        ...whole.coefficients,
      ]);
  });

  it("treats whole weights as repeated rows, and weight 0 as no row", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 }), (weight) => {
        const { a, b, y } = sample(6, 60);
        const index = weight.flatMap((times, r) => Array.from({ length: times }, () => r));
        const pick = (values: Float64Array) => index.map((r) => values[r]!);
        let repeated: Float64Array;
        try {
          repeated = fitLogistic(glmRowsOf(pick(y), { a: pick(a), b: pick(b) })).coefficients;
        } catch {
          expect(() => fitLogistic(glmRowsOf(y, { a, b }, { weight }))).toThrow();
          return;
        }
        const weighted = fitLogistic(glmRowsOf(y, { a, b }, { weight })).coefficients;
        for (let j = 0; j < 3; j++)
          assertClose(weighted[j]!, repeated[j]!, { absolute: 1e-8, because: "same likelihood" });
      }),
      { numRuns: 30 },
    );
  });

  it("has score zero at its optimum", () => {
    const { a, b, y } = sample(7);
    const { coefficients: c } = fitLogistic(glmRowsOf(y, { a, b }));
    let score = 0;
    y.forEach((value, r) => {
      score += (value - 1 / (1 + Math.exp(-(c[0]! + c[1]! * a[r]! + c[2]! * b[r]!)))) * a[r]!;
    });
    assertClose(score, 0, { absolute: 1e-9, because: "the estimating equation" });
  });

  it.each([
    { what: "one class", code: "model.one-class", y: [1, 1, 1], x: [0, 1, 2] },
    { what: "a response of 0.5", code: "model.response", y: [1, 0.5, 0], x: [0, 1, 2] },
    { what: "a NaN term", code: "design.not-finite", y: [1, 0, 0], x: [0, Number.NaN, 2] },
    {
      what: "an infinite term",
      code: "design.not-finite",
      y: [1, 0, 0],
      x: [0, Number.POSITIVE_INFINITY, 2],
    },
    { what: "no rows", code: "model.no-rows", y: [], x: [] },
  ])("refuses $what", ({ code, y, x }) => {
    const error = thrown(() => fitLogistic(glmRowsOf(y, { x })));
    expect(error.code).toBe(code);
    expect(error.message).toContain("test model");
  });

  it("finds the same optimum from another fit's coefficients, in fewer steps", () => {
    const { a, b, y } = sample(8);
    const rows = glmRowsOf(y, { a, b });
    const weight = y.map((_, r) => r % 3);
    const again = glmRowsOf(y, { a, b }, { weight });
    const start = fitLogistic(rows).coefficients;
    const [cold, warm] = [fitLogistic(again), fitLogistic(again, { start })];
    expect(warm.iterations).toBeLessThan(cold.iterations);
    for (const from of [warm, fitLogistic(again, { start: Float64Array.of(3, -4, 5) })])
      cold.coefficients.forEach((value, j) => {
        assertClose(from.coefficients[j]!, value, { relative: 1e-10, because: "one optimum" });
      });
    // collinear terms: what is dropped does not depend on where the fit begins
    const twice = glmRowsOf(y, { a, a2: a.map((value) => 2 * value), b }, { weight });
    expect(fitLogistic(twice, { start: Float64Array.of(0, 1, 1, 1) }).coefficients).toEqual(
      fitLogistic(twice).coefficients,
    );
    // separated rows are still told, wherever the fit begins
    const parted = glmRowsOf([0, 0, 0, 1, 1, 1], { x: [1, 2, 3, 4, 5, 6] });
    expect(thrown(() => fitLogistic(parted, { start: Float64Array.of(-3, 1) })).code).toBe("model.separated");
    for (const bad of [Float64Array.of(1), Float64Array.of(0, Number.NaN, 0)])
      expect(thrown(() => fitLogistic(rows, { start: bad })).code).toBe("model.start");
  });

  it("names the term and the row of a NaN", () => {
    const error = thrown(() =>
      fitLogistic(glmRowsOf([1, 0, 1, 0], { x: [1, 2, 3, 4], bad: [1, 2, Number.NaN, 1] })),
    );
    expect(error.details).toMatchObject({ term: "bad", row: 2 });
  });
});
