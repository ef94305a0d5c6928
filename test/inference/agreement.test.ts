import { describe, expect, it } from "vitest";
import { agreementTest } from "../../src/inference/agreement-test.js";
import { combine } from "../../src/inference/combine.js";
import { confidenceInterval } from "../../src/inference/confidence-interval.js";
import { correlation } from "../../src/inference/correlation.js";
import { covariance } from "../../src/inference/covariance.js";
import { exponentiated } from "../../src/inference/exponentiated.js";
import { logOddsRatio } from "../../src/inference/log-odds-ratio.js";
import { logRatio } from "../../src/inference/log-ratio.js";
import { standardError } from "../../src/inference/standard-error.js";
import { weightedSum } from "../../src/inference/weighted-sum.js";
import { createRandom, type Random } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { estimateOf } from "./estimate-of.js";

const a = estimateOf(4, [-3, -1, 1, 3]);
const b = estimateOf(1, [-2, 0, 0, 2]);
const coded = (code: string) => expect.objectContaining({ code });
const exact = { relative: 1e-14, because: "arithmetic of a few numbers" };

describe("covariance and correlation", () => {
  it("are sums of products of influence values", () => {
    // Σ φφ' = 6 + 0 + 0 + 6; n² = 16
    expect(covariance(a, b)).toBe(0.75);
    assertClose(covariance(a, a), standardError(a) ** 2, exact);
    assertClose(correlation(a, b), 12 / Math.sqrt(20 * 8), exact);
    expect(correlation(a, a)).toBeLessThanOrEqual(1);
    expect(() => covariance(a, estimateOf(1, [1, 2]))).toThrowError(coded("inference.samples-differ"));
    expect(() => correlation(a, estimateOf(1, [0, 0, 0, 0]))).toThrowError(coded("inference.no-error"));
    const segment = estimateOf(1, [-2, 0, 0, 2], { rows: "a segment" });
    expect(covariance(a, segment)).toBe(0.75);
  });
});

describe("delta-method arithmetic", () => {
  it("is the chain rule on influence values", () => {
    expect([...weightedSum([a, b], [0.5, -2]).influence]).toEqual([2.5, -0.5, 0.5, -2.5]);
    expect(weightedSum([a, b], [0.5, -2]).estimate).toBe(0);
    // log(4 / 1): φ = φ_a / 4 - φ_b
    const log = logRatio(a, b);
    expect([log.estimate, ...log.influence]).toEqual([Math.log(4), 1.25, -0.25, 0.25, -1.25]);
    // risks 0.2 and 0.5: 0.32 / 0.16 - 0.25 / 0.25
    const odds = logOddsRatio(estimateOf(0.2, [0.32, -0.32]), estimateOf(0.5, [0.25, -0.25]));
    assertClose(odds.estimate, Math.log(0.25), exact);
    assertClose(odds.influence[0]!, 2 - 1, exact);
    const product = combine(
      [a, b],
      ([x, y]) => x! * y!,
      ([x, y]) => [y!, x!],
    );
    expect([product.estimate, ...product.influence]).toEqual([4, -11, -1, 1, 11]);
  });

  it("tells a ratio's interval on its own scale", () => {
    const interval = confidenceInterval(logRatio(a, b));
    const told = exponentiated(interval);
    expect([told.lower, told.upper]).toEqual([Math.exp(interval.lower), Math.exp(interval.upper)]);
    const turned = exponentiated(confidenceInterval(logRatio(b, a)));
    assertClose(turned.lower, 1 / told.upper, { relative: 1e-12, because: "the log turns its sign" });
  });

  it("refuses what has no value", () => {
    expect(() => logRatio(a, estimateOf(-1, [1, 1, 0, 0]))).toThrowError(coded("inference.not-positive"));
    expect(() => logOddsRatio(a, b)).toThrowError(coded("inference.not-a-risk"));
    expect(() => weightedSum([a, b], [1])).toThrowError(coded("inference.weights"));
    expect(() =>
      combine(
        [],
        () => 1,
        () => [],
      ),
    ).toThrowError(coded("inference.no-estimates"));
    expect(() =>
      combine(
        [a],
        () => 1,
        () => [1, 2],
      ),
    ).toThrowError(coded("inference.gradient"));
    expect(() =>
      combine(
        [a],
        () => Number.NaN,
        () => [1],
      ),
    ).toThrowError(coded("inference.not-finite"));
  });

  it("has the error of a log ratio and its coverage right", () => {
    const random = createRandom(6, "log ratio");
    const logs: number[] = [];
    let error = 0;
    let hits = 0;
    const worlds = 500;
    for (let world = 0; world < worlds; world++) {
      const x = Array.from({ length: 120 }, () => 2 + random.normal());
      const y = x.map((value) => 0.4 * value + 1.2 + random.normal());
      const log = logRatio(meanOf(y), meanOf(x));
      logs.push(log.estimate);
      error += standardError(log) / worlds;
      const { lower, upper } = exponentiated(confidenceInterval(log));
      if (lower <= 1 && 1 <= upper) hits += 1;
    }
    const average = logs.reduce((sum, value) => sum + value, 0) / worlds;
    const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - average) ** 2, 0) / (worlds - 1));
    assertClose(error / spread, 1, { absolute: 0.1, because: "3 Monte Carlo errors of a spread of 500" });
    assertClose(hits / worlds, 0.95, { absolute: 0.03, because: "3 Monte Carlo errors of 500 worlds" });
  });
});

function meanOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return estimateOf(
    mean,
    values.map((value) => value - mean),
  );
}

describe("agreementTest", () => {
  const side = (estimate: ReturnType<typeof estimateOf>, truncation = "none", estimand = "e") => ({
    estimate,
    estimand,
    truncation,
  });

  it("holds its level where two estimators estimate one number, and finds where they do not", () => {
    const random = createRandom(7, "agreement");
    const draw = (shift: number, stream: Random) => {
      const x = Array.from({ length: 200 }, () => stream.normal());
      // the mean, and the mean with noise of its own: same truth, correlated
      return agreementTest(
        side(meanOf(x)),
        side(meanOf(x.map((value) => value + shift + 0.5 * stream.normal()))),
      );
    };
    const rejected = (shift: number) =>
      Array.from({ length: 400 }, () => draw(shift, random)).filter(({ pValue }) => pValue! < 0.05).length /
      400;
    assertClose(rejected(0), 0.05, { absolute: 0.033, because: "3 Monte Carlo errors of 400 worlds" });
    expect(rejected(0.2)).toBeGreaterThan(0.95);
    expect(draw(0.5, random).sentence).toMatch(/^contradicted/);
  });

  it("words agreement as not contradicted", () => {
    const found = agreementTest(side(a), side(estimateOf(3.9, [-2, 0, 0, 2])));
    expect(found.sentence).toMatch(/^not contradicted/);
    assertClose(found.relativeDifference, 0.1 / standardError(a), {
      relative: 1e-12,
      because: "difference over error",
    });
  });

  it("gives no p-value where the two do almost the same", () => {
    const near = estimateOf(4.01, [-3.001, -1, 1, 3.001]);
    expect(agreementTest(side(a), side(near))).toMatchObject({
      pValue: null,
      sentence: expect.stringMatching(/^no test/),
    });
    expect(agreementTest(side(a), side(a))).toMatchObject({ pValue: null, difference: 0, standardError: 0 });
  });

  it("refuses other estimands, truncations and rows", () => {
    expect(() => agreementTest(side(a), side(b, "1 %"))).toThrowError(coded("agreement.not-comparable"));
    expect(() => agreementTest(side(a), side(b, "none", "f"))).toThrowError(
      coded("agreement.not-comparable"),
    );
    const segment = estimateOf(1, [-2, 0, 0, 2], { rows: "a segment" });
    expect(() => agreementTest(side(a), side(segment))).toThrowError(coded("inference.samples-differ"));
  });
});
