import { describe, expect, it } from "vitest";
import { type GlmSpec, glm } from "../../src/models/glm.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { logisticRegression, poissonRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import { normalCdf, normalQuantile } from "../../src/numeric/normal-distribution.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const coded = (code: string) => expect.objectContaining({ code }) as Error;
const closed = { relative: 1e-9, because: "closed form" };

describe("glm", () => {
  const table = { y: [1, 0, 0, 0, 1, 1, 1, 0, 0], x: [0, 0, 0, 0, 1, 1, 1, 1, 1] };

  it("gives the cells of a table on every link", () => {
    for (const [link, of] of [
      ["logit", (p: number) => Math.log(p / (1 - p))],
      ["probit", normalQuantile],
      ["cloglog", (p: number) => Math.log(-Math.log(1 - p))],
    ] as const) {
      const fit = glm({ family: "binomial", link, formula: "y ~ x", data: table });
      assertClose(fit.coefficients[0]!.estimate, of(1 / 4), closed);
      assertClose(fit.coefficients[1]!.estimate, of(3 / 5) - of(1 / 4), closed);
      assertClose(fit.fitted[8]!, 3 / 5, closed);
      // delta method on a share: variance p (1 - p) / n times the squared slope of the link, by a central difference
      const slope = (p: number) => (of(p + 1e-6) - of(p - 1e-6)) / 2e-6;
      const variance = (p: number, n: number) => ((p * (1 - p)) / n) * slope(p) ** 2;
      assertClose(fit.coefficients[1]!.standardError, Math.sqrt(variance(0.25, 4) + variance(0.6, 5)), {
        relative: 1e-8,
        because: "central difference",
      });
      assertClose(fit.nullDeviance, -2 * (4 * Math.log(4 / 9) + 5 * Math.log(5 / 9)), closed);
      expect(fit.link).toBe(link);
    }
  });

  it("has score zero with a probit link on measured terms", () => {
    const random = createRandom(2, "probit");
    const x = Float64Array.from({ length: 500 }, () => random.normal());
    const y = x.map((value) => (random.normal() < 0.3 + 0.8 * value ? 1 : 0));
    const fit = glm({ family: "binomial", link: "probit", outcome: y, matrix: { x } });
    const [a, b] = fit.coefficients.map((row) => row.estimate);
    const density = (z: number) => Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI);
    const score = x.reduce((sum, value, r) => {
      const z = a! + b! * value;
      const p = normalCdf(z);
      return sum + (((y[r]! - p) * density(z)) / (p * (1 - p))) * value;
    }, 0);
    assertClose(score, 0, { absolute: 1e-8, because: "the estimating equation" });
  });

  it("poisson with an offset is a table of rates", () => {
    const data = { deaths: [3, 5, 8, 1], days: [10, 20, 15, 5], high: [0, 0, 1, 1] };
    const fit = poissonRegression({ formula: "deaths ~ high + offset(log(days))", data });
    assertClose(fit.coefficients[0]!.estimate, Math.log(8 / 30), closed);
    assertClose(fit.coefficients[1]!.estimate, Math.log(9 / 20) - Math.log(8 / 30), closed);
    assertClose(fit.coefficients[1]!.standardError, Math.sqrt(1 / 8 + 1 / 9), closed);
    const rate = 17 / 50;
    const half = data.deaths.reduce(
      (sum, y, r) => sum + y * Math.log(y / (rate * data.days[r]!)) - (y - rate * data.days[r]!),
      0,
    );
    assertClose(fit.nullDeviance, 2 * half, closed);
    const column = poissonRegression({
      formula: "deaths ~ high",
      data: { ...data, log: data.days.map(Math.log) },
      offset: "log",
    });
    expect(column.coefficients).toEqual(fit.coefficients);
    expect(predictGlm(column, { high: [1], log: [0] })[0]).toBeCloseTo(9 / 20, 10);
    assertClose(predictGlm(fit, { high: [1], days: [40] })[0]!, 18, closed);
    expect(predictGlm(fit, { high: [1], days: [1] }, { scale: "link" })[0]).toBeCloseTo(Math.log(9 / 20), 10);
    const array = poissonRegression({ formula: "deaths ~ high", data, offset: data.days.map(Math.log) });
    expect(() => predictGlm(array, data)).toThrowError(coded("predict.no-basis"));
  });

  it("a gaussian offset is taken off, and weights are precisions", () => {
    const fit = glm({ family: "gaussian", outcome: [3, 5, 10], matrix: { x: [0, 1, 2] }, offset: [2, 3, 4] });
    // y - offset = 1 2 6: slope 2.5, intercept 0.5
    assertClose(fit.coefficients[1]!.estimate, 2.5, closed);
    assertClose(fit.fitted[2]!, 9.5, closed);
    assertClose(fit.dispersion, 1.5, closed);
    const weighted = glm({ family: "gaussian", outcome: [1, 3, 8], matrix: {}, weights: [1, 1, 2] });
    assertClose(weighted.coefficients[0]!.estimate, 5, closed);
    // (16 + 4 + 2 · 9) / 2, over the sum of weights
    assertClose(weighted.coefficients[0]!.standardError, Math.sqrt(19 / 4), closed);
  });

  it("is a frozen record whose table holds together", () => {
    const fit = logisticRegression({ formula: "y ~ x", data: table });
    expect(
      Object.isFrozen(fit) && Object.isFrozen(fit.coefficients) && Object.isFrozen(fit.coefficients[0]),
    ).toBe(true);
    const row = fit.coefficients[1]!;
    assertClose(row.statistic, row.estimate / row.standardError, { relative: 1e-14, because: "definition" });
    assertClose(row.pValue, 2 * normalCdf(-Math.abs(row.statistic)), {
      relative: 1e-12,
      because: "definition",
    });
    assertClose(fit.covariance.values[3]!, row.standardError ** 2, {
      relative: 1e-14,
      because: "its diagonal",
    });
    assertClose(fit.aic!, fit.deviance + 4, closed);
  });

  it("gives rows of weight 0 no say but a fitted value", () => {
    const fit = glm({
      family: "binomial",
      outcome: [...table.y, 1],
      matrix: { x: [...table.x, 40] },
      weights: [...table.y.map(() => 1), 0],
    });
    const without = glm({ family: "binomial", outcome: table.y, matrix: { x: table.x } });
    expect(fit.coefficients).toEqual(without.coefficients);
    expect(fit.rows).toBe(9);
    expect(fit.fitted[9]).toBeGreaterThan(0.99);
  });

  it("with many rows starts from a part of them and ends where the whole says", () => {
    const random = createRandom(8, "many");
    const rows = 30_000;
    const x = Float64Array.from({ length: rows }, () => random.normal());
    const rare = Float64Array.from({ length: rows }, (_, r) => (r < 20 ? 1 : 0));
    const y = x.map((value, r) => (random.uniform() < 1 / (1 + Math.exp(2 - value - rare[r]!)) ? 1 : 0));
    const fit = glm({ family: "binomial", outcome: y, matrix: { x, rare } });
    for (const column of [x, rare, x.map(() => 1)]) {
      const score = column.reduce((sum, value, r) => sum + value * (y[r]! - fit.fitted[r]!), 0);
      assertClose(score, 0, { absolute: 1e-7, because: "the estimating equation" });
    }
    expect(fit.iterations).toBeLessThan(7);
  });

  const y = [1, 0, 1, 0, 1, 1];
  const x = [1, 2, 3, 4, 5, 7];
  it.each<[string, string, GlmSpec]>([
    ["an unknown key", "model.spec", { family: "binomial", outcome: y, matrix: { x }, weight: y } as GlmSpec],
    ["no design", "model.spec", { family: "binomial", outcome: y }],
    [
      "two designs",
      "model.spec",
      { family: "binomial", outcome: y, matrix: { x }, formula: "y ~ x", data: { x, y } },
    ],
    ["a formula without data", "model.spec", { family: "binomial", formula: "y ~ x" }],
    [
      "an outcome beside a formula",
      "model.spec",
      { family: "binomial", formula: "y ~ x", data: { x, y }, outcome: y },
    ],
    [
      "two offsets",
      "model.spec",
      { family: "binomial", formula: "y ~ x + offset(x)", data: { x, y }, offset: y },
    ],
    ["a column twice", "model.spec", { family: "binomial", outcome: y, matrix: { intercept: x } }],
    ["an unknown family", "glm.family", { family: "gamma" as never, outcome: y, matrix: { x } }],
    ["an unknown link", "glm.family", { family: "poisson", link: "probit", outcome: y, matrix: { x } }],
    [
      "NaN in a term",
      "design.not-finite",
      { family: "binomial", outcome: y, matrix: { x: [1, 2, Number.NaN, 4, 5, 7] } },
    ],
    [
      "infinity in a term",
      "design.not-finite",
      { family: "binomial", outcome: y, matrix: { x: [1, 2, Number.POSITIVE_INFINITY, 4, 5, 7] } },
    ],
    [
      "NaN in the outcome",
      "design.not-finite",
      { family: "gaussian", outcome: [1, 2, Number.NaN, 4, 5, 7], matrix: { x } },
    ],
    [
      "an infinite offset",
      "design.not-finite",
      { family: "poisson", outcome: y, matrix: { x }, offset: [0, 0, 0, 0, 0, Number.NEGATIVE_INFINITY] },
    ],
    ["lengths", "model.lengths", { family: "binomial", outcome: y, matrix: { x: [1, 2] } }],
    [
      "weights of another length",
      "model.lengths",
      { family: "binomial", outcome: y, matrix: { x }, weights: [1] },
    ],
    [
      "a negative weight",
      "model.weights",
      { family: "binomial", outcome: y, matrix: { x }, weights: [1, 1, -1, 1, 1, 1] },
    ],
    [
      "weights all 0",
      "model.weights",
      { family: "binomial", outcome: y, matrix: { x }, weights: [0, 0, 0, 0, 0, 0] },
    ],
    [
      "fewer rows than columns",
      "model.too-few-rows",
      { family: "gaussian", outcome: [1, 2], matrix: { x: [1, 2], z: [2, 1] } },
    ],
    ["no degrees left", "model.no-degrees", { family: "gaussian", outcome: [1, 2], matrix: { x: [1, 2] } }],
    [
      "a constant outcome",
      "model.constant-outcome",
      { family: "gaussian", outcome: [2, 2, 2, 2, 2, 2], matrix: { x } },
    ],
    ["one class", "model.one-class", { family: "binomial", outcome: [1, 1, 1, 1, 1, 1], matrix: { x } }],
    ["counts all 0", "model.one-class", { family: "poisson", outcome: [0, 0, 0, 0, 0, 0], matrix: { x } }],
    [
      "a negative count",
      "model.response",
      { family: "poisson", outcome: [1, 2, -1, 0, 3, 1], matrix: { x } },
    ],
    [
      "a share in binomial",
      "model.response",
      { family: "binomial", outcome: [1, 0, 0.5, 0, 1, 1], matrix: { x } },
    ],
    [
      "an outcome of text",
      "model.response",
      { family: "binomial", outcome: ["a", "b", "a", "b", "a", "b"], matrix: { x } },
    ],
    ["separation", "model.separated", { family: "binomial", outcome: [0, 0, 0, 1, 1, 1], matrix: { x } }],
    [
      "separation, probit",
      "model.separated",
      { family: "binomial", link: "probit", outcome: [0, 0, 0, 1, 1, 1], matrix: { x } },
    ],
    [
      "separation, cloglog",
      "model.separated",
      { family: "binomial", link: "cloglog", outcome: [0, 0, 0, 1, 1, 1], matrix: { x } },
    ],
    [
      "counts of 0 in a level",
      "model.separated",
      { family: "poisson", outcome: [0, 0, 0, 2, 3, 1], matrix: { level: [1, 1, 1, 0, 0, 0] } },
    ],
    [
      "too few steps",
      "model.not-converged",
      { family: "binomial", outcome: y, matrix: { x }, maxIterations: 1 },
    ],
  ])("refuses %s", (_, code, spec) => {
    expect(() => glm(spec)).toThrowError(coded(code));
  });

  it("fits without an intercept when told so, and a matrix cannot predict", () => {
    const fit = glm({
      family: "gaussian",
      outcome: [2, 4.1, 5.9],
      matrix: { x: [1, 2, 3] },
      intercept: false,
    });
    assertClose(fit.coefficients[0]!.estimate, 27.9 / 14, closed);
    assertClose(fit.nullDeviance, 4 + 4.1 ** 2 + 5.9 ** 2, closed);
    expect(() => predictGlm(fit, { x: [1] })).toThrowError(coded("predict.no-basis"));
  });
});

describe("sandwich", () => {
  const fit = glm({ family: "gaussian", outcome: [1, 2, 6, 4], matrix: {} });

  it("of a mean, by hand", () => {
    // mean 3.25, residuals -2.25 -1.25 2.75 0.75; squares 5.0625 1.5625 7.5625 0.5625, sum 14.75; leverage 1/4
    const error = (options: Parameters<typeof sandwich>[1]) =>
      sandwich(fit, options).coefficients[0]!.standardError;
    assertClose(error({}), Math.sqrt(14.75) / 4, closed);
    assertClose(error({ type: "HC1" }), Math.sqrt((14.75 * 4) / 3) / 4, closed);
    assertClose(error({ type: "HC2" }), Math.sqrt(14.75 / 0.75) / 4, closed);
    assertClose(error({ type: "HC3" }), Math.sqrt(14.75) / 0.75 / 4, closed);
    // clusters {1, 2}, {3, 4}: sums -3.5 and 3.5
    const cluster = ["u", "u", "v", "v"];
    assertClose(error({ cluster }), Math.sqrt(2 * 3.5 ** 2) / 4, closed);
    assertClose(error({ cluster, clusterCorrection: true }), Math.sqrt(2 * 2 * 3.5 ** 2) / 4, closed);
    assertClose(error({ cluster, type: "HC1" }), Math.sqrt(2 * 2 * 3.5 ** 2) / 4, closed);
    assertClose(
      error({ cluster, type: "HC1", clusterCorrection: false }),
      Math.sqrt(2 * 3.5 ** 2) / 4,
      closed,
    );
    expect(sandwich(fit, { cluster }).clusters).toBe(2);
    expect(sandwich(fit).clusters).toBeNull();
  });

  it("does not depend on the scale of weights, order of rows or names of clusters", () => {
    const random = createRandom(6, "sandwich");
    const x = Float64Array.from({ length: 80 }, () => random.normal());
    const y = x.map((value) => (value + random.normal() > 0 ? 1 : 0));
    const w = x.map(() => 0.5 + random.uniform());
    const id = Array.from(x, (_, r) => Math.floor(r / 4));
    const error = (order: readonly number[], times: number, label: (k: number) => number | string) => {
      const pick = (values: ArrayLike<number>) => order.map((r) => values[r]!);
      const own = glm({
        family: "quasibinomial",
        outcome: pick(y),
        matrix: { x: pick(x) },
        weights: pick(w).map((v) => times * v),
      });
      return sandwich(own, { type: "HC1", cluster: pick(id).map(label) as number[] }).coefficients[1]!
        .standardError;
    };
    const forward = Array.from(x, (_, r) => r);
    const plain = error(forward, 1, (k) => k);
    for (const other of [
      error(forward, 1000, (k) => k),
      error([...forward].reverse(), 1, (k) => k),
      error(forward, 1, (k) => `user ${99 - k}`),
    ])
      assertClose(other, plain, { relative: 1e-9, because: "same estimator" });
  });

  it.each([
    ["an unknown type", "sandwich.options", { type: "HC9" as never }],
    ["an unknown key", "sandwich.options", { clusters: [1, 1, 2, 2] } as never],
    ["clustered HC3", "sandwich.options", { type: "HC3" as const, cluster: [1, 1, 2, 2] }],
    ["a correction without clusters", "sandwich.options", { clusterCorrection: true }],
    ["clusters of another length", "sandwich.cluster", { cluster: [1, 2] }],
    ["a missing id", "sandwich.cluster", { cluster: [1, Number.NaN, 2, 2] }],
    ["one cluster", "sandwich.few-clusters", { cluster: [1, 1, 1, 1] }],
  ])("refuses %s", (_, code, options) => {
    expect(() => sandwich(fit, options)).toThrowError(coded(code));
  });

  it("refuses fewer clusters than coefficients, and HC3 of a row that stands alone", () => {
    const two = glm({
      family: "gaussian",
      outcome: [1, 2, 6, 4, 3],
      matrix: { a: [0, 0, 0, 0, 1], b: [1, 2, 3, 5, 4] },
    });
    expect(() => sandwich(two, { cluster: [1, 1, 2, 2, 2] })).toThrowError(coded("sandwich.few-clusters"));
    expect(() => sandwich(two, { type: "HC3" })).toThrowError(coded("sandwich.leverage"));
  });
});
