import { Matrix as Dense, EigenvalueDecomposition, inverse } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import { createRandom } from "../../src/numeric/random.js";
import { studentQuantile } from "../../src/numeric/student-distribution.js";
import { assertClose } from "../assert-close.js";

/** A few clusters of uneven size, a term that varies by cluster, weights. */
function data(seed: number, clusters: number, most: number) {
  const random = createRandom(seed, "few clusters");
  const cluster: number[] = [];
  const x: number[] = [];
  const level: number[] = [];
  const y: number[] = [];
  const weights: number[] = [];
  for (let g = 0; g < clusters; g++) {
    const own = random.normal();
    const size = 2 + random.integer(most - 1);
    for (let k = 0; k < size; k++) {
      cluster.push(g);
      x.push(random.normal());
      level.push(g % 3 === 0 ? 1 : 0);
      y.push(1 + x.at(-1)! + own + random.normal());
      weights.push(0.5 + random.uniform());
    }
  }
  return {
    cluster,
    y: Float64Array.from(y),
    matrix: { x: Float64Array.from(x), level: Float64Array.from(level) },
    weights: Float64Array.from(weights),
  };
}

/** CR2 by its definition with full n x n matrices. */
function dense(d: ReturnType<typeof data>, w: Float64Array) {
  const n = d.y.length;
  const x = new Dense(Array.from({ length: n }, (_, r) => [1, d.matrix.x[r]!, d.matrix.level[r]!]));
  const diagonal = Dense.diag([...w]);
  const bread = inverse(x.transpose().mmul(diagonal).mmul(x));
  const rest = Dense.eye(n).sub(x.mmul(bread).mmul(x.transpose()).mmul(diagonal));
  const residual = rest.mmul(Dense.columnVector([...d.y]));
  const covariance = Dense.zeros(3, 3);
  const forms: Dense[] = [];
  for (const g of new Set(d.cluster)) {
    const own = d.cluster.flatMap((c, r) => (c === g ? [r] : []));
    const part = rest.subMatrixRow(own);
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(part.mmul(part.transpose()), {
      assumeSymmetric: true,
    });
    const root = eigenvectorMatrix
      .mmul(Dense.diag(realEigenvalues.map((v) => (v > 1e-10 ? v ** -0.5 : 0))))
      .mmul(eigenvectorMatrix.transpose());
    const left = bread
      .mmul(x.subMatrixRow(own).transpose())
      .mmul(Dense.diag(own.map((r) => w[r]!)))
      .mmul(root);
    const score = left.mmul(residual.subMatrixRow(own));
    covariance.add(score.mmul(score.transpose()));
    forms.push(left.mmul(part));
  }
  const degrees = [0, 1, 2].map((k) => {
    const p = new Dense(forms.map((form) => form.getRow(k)));
    const gram = p.mmul(p.transpose());
    return gram.trace() ** 2 / gram.mmul(gram).trace();
  });
  return { covariance, degrees };
}

const tight = { relative: 1e-9, because: "same definition by another arithmetic" };

describe("CR2", () => {
  it.each([false, true])("equals its definition with full matrices (weighted: %s)", (weighted) => {
    const d = data(2, 9, 7);
    const w = weighted ? d.weights : d.weights.map(() => 1);
    const fit = linearRegression({ outcome: d.y, matrix: d.matrix, weights: w });
    const found = sandwich(fit, { type: "CR2", cluster: d.cluster });
    const expected = dense(d, w);
    found.coefficients.forEach((row, k) => {
      assertClose(row.standardError, Math.sqrt(expected.covariance.get(k, k)), tight);
      assertClose(found.degreesOfFreedom[k]!, expected.degrees[k]!, tight);
    });
    assertClose(found.covariance.values[1]!, expected.covariance.get(0, 1), tight);
  });

  it("is HC2 when every cluster has one row, with Welch's degrees for two groups", () => {
    const y = Float64Array.of(1, 4, 2, 8, 5, 7, 9, 4, 11);
    const a = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1);
    const fit = linearRegression({ outcome: y, matrix: { a } });
    const found = sandwich(fit, { type: "CR2", cluster: a.map((_, r) => r) });
    const plain = sandwich(fit, { type: "HC2" });
    assertClose(found.coefficients[1]!.standardError, plain.coefficients[1]!.standardError, tight);
    // Satterthwaite under one variance: (1/4 + 1/5)² / (1/(16 · 3) + 1/(25 · 4))
    assertClose(found.degreesOfFreedom[1]!, 0.45 ** 2 / (1 / 48 + 1 / 100), tight);
  });

  it("has G - 1 degrees for the mean of clusters of one size", () => {
    const y = Float64Array.from({ length: 12 }, (_, r) => (r * 7) % 5);
    const fit = linearRegression({ outcome: y, matrix: {} });
    const found = sandwich(fit, { type: "CR2", cluster: y.map((_, r) => Math.floor(r / 3)) });
    assertClose(found.degreesOfFreedom[0]!, 3, tight);
  });

  it("covers with 12 clusters, where the uncorrected error does not", () => {
    let reduced = 0;
    let plain = 0;
    const worlds = 300;
    for (let world = 0; world < worlds; world++) {
      const d = data(5000 + world, 12, 6);
      const fit = linearRegression({ outcome: d.y, matrix: d.matrix });
      const cr2 = sandwich(fit, { type: "CR2", cluster: d.cluster });
      const hc0 = sandwich(fit, { cluster: d.cluster });
      const within = (error: number, degrees: number) =>
        Math.abs(fit.coefficients[2]!.estimate) <= studentQuantile(0.975, degrees) * error;
      if (within(cr2.coefficients[2]!.standardError, cr2.degreesOfFreedom[2]!)) reduced += 1;
      if (within(hc0.coefficients[2]!.standardError, 1e6)) plain += 1;
    }
    assertClose(reduced / worlds, 0.95, { absolute: 0.038, because: "3 Monte Carlo errors of 300 worlds" });
    expect(plain / worlds).toBeLessThan(0.9);
  });

  it("serves a logistic model on its working scale", () => {
    const d = data(8, 14, 8);
    const outcome = d.y.map((value) => (value > 1 ? 1 : 0));
    const found = sandwich(logisticRegression({ outcome, matrix: d.matrix }), {
      type: "CR2",
      cluster: d.cluster,
    });
    const plain = sandwich(logisticRegression({ outcome, matrix: d.matrix }), { cluster: d.cluster });
    found.coefficients.forEach((row, k) => {
      expect(row.standardError).toBeGreaterThan(plain.coefficients[k]!.standardError);
      expect(found.degreesOfFreedom[k]!).toBeLessThan(14);
    });
  });
});

describe("two-way clusters", () => {
  const d = data(3, 20, 9);
  const day = d.cluster.map((_, r) => r % 11);
  const fit = linearRegression({ outcome: d.y, matrix: d.matrix });

  it("are the two ways less their cells", () => {
    const ways = [d.cluster, day, d.cluster.map((g, r) => g * 100 + day[r]!)].map((cluster) =>
      sandwich(fit, { cluster }),
    );
    const both = sandwich(fit, { cluster: d.cluster, crossedWith: day });
    both.covariance.values.forEach((value, at) => {
      assertClose(
        value,
        ways[0]!.covariance.values[at]! + ways[1]!.covariance.values[at]! - ways[2]!.covariance.values[at]!,
        tight,
      );
    });
    expect(both.clusters).toBe(11);
    expect(both.degreesOfFreedom).toEqual([10, 10, 10]);
  });

  it("are one way when the second is nested in it", () => {
    const both = sandwich(fit, { cluster: d.cluster, crossedWith: d.cluster.map((_, r) => r) });
    const one = sandwich(fit, { cluster: d.cluster });
    assertClose(both.coefficients[1]!.standardError, one.coefficients[1]!.standardError, tight);
  });

  it("say a variance that is not positive, and refuse options that do not go together", () => {
    // two days whose residuals cancel within every user and within every day
    const y = Float64Array.of(1, -1, -1, 1);
    const balanced = linearRegression({ outcome: y, matrix: {} });
    const code = (expected: string) => expect.objectContaining({ code: expected });
    expect(() => sandwich(balanced, { cluster: [1, 1, 2, 2], crossedWith: [1, 2, 1, 2] })).toThrowError(
      code("sandwich.two-way"),
    );
    expect(() => sandwich(fit, { crossedWith: day })).toThrowError(code("sandwich.options"));
    expect(() => sandwich(fit, { type: "CR2" })).toThrowError(code("sandwich.options"));
    expect(() => sandwich(fit, { type: "CR2", cluster: d.cluster, clusterCorrection: true })).toThrowError(
      code("sandwich.options"),
    );
    expect(() => sandwich(fit, { cluster: d.cluster, crossedWith: day.map(() => 1) })).toThrowError(
      code("sandwich.few-clusters"),
    );
  });
});
