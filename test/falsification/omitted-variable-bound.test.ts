import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { aipw } from "../../src/estimators/aipw.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { outcomeRegression } from "../../src/estimators/outcome-regression.js";
import { companionFit } from "../../src/falsification/companion-fit.js";
import { columnBenchmarks } from "../../src/falsification/sensitivity/column-benchmarks.js";
import {
  benchmarkGain,
  boundParts,
  boundRobustness,
  confoundingBound,
  scaleOf,
} from "../../src/falsification/sensitivity/omitted-variable-bound.js";
import { representerRows } from "../../src/falsification/sensitivity/representer-rows.js";
import {
  benchmarkStrength,
  confoundedEstimate,
  robustnessValue,
} from "../../src/falsification/sensitivity/robustness-value.js";
import { confidenceInterval } from "../../src/inference/confidence-interval.js";
import { fitLinear } from "../../src/models/fit-linear.js";
import { treatmentRows } from "../../src/models/treatment-rows.js";
import { multiply } from "../../src/numeric/products.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const algebra = { relative: 1e-8, absolute: 1e-10, because: "the same number, two ways" };

function sample(seed: number, count: number) {
  const random = createRandom(seed, "bound");
  const x = Array.from({ length: count }, () => random.normal());
  const z = x.map((v) => 0.4 * v + random.normal());
  const treatment = x.map((v, i) => (random.uniform() < 1 / (1 + Math.exp(-0.5 * v - 0.3 * z[i]!)) ? 1 : 0));
  const outcome = x.map((v, i) => v + 0.5 * z[i]! + treatment[i]! + 2 * random.normal());
  return designFromColumns({ treatment, outcome, covariates: { x, z } });
}

/** The parts of the partially linear model with linear nuisances: α is treatment's residual over its mean square. */
function linearParts(design: Design) {
  const models = nuisanceModels(design);
  const outcome = models.outcome({ arms: "together", link: "identity" });
  const { coefficients } = fitLinear(treatmentRows(design));
  const [residual, left] = [new Float64Array(design.rows), new Float64Array(design.rows)];
  for (const shard of design.shards) {
    const means = [0, 1].map((arm) => {
      const out = new Float64Array(shard.rows);
      outcome.predict(shard, arm as 0 | 1, out);
      return out;
    });
    const expected = new Float64Array(shard.rows);
    multiply(shard.covariates, coefficients, expected);
    for (let r = 0; r < shard.rows; r++) {
      residual[shard.firstRow + r] = shard.outcome[r]! - means[shard.treatment[r]!]![r]!;
      left[shard.firstRow + r] = shard.treatment[r]! - expected[r]!;
    }
  }
  const square = left.reduce((sum, value) => sum + value * value, 0) / design.rows;
  return boundParts(design, outcomeRegression.estimate(design, models).effect, {
    residual,
    representer: left.map((value) => value / square),
    functional: left.map(() => 1 / square),
  });
}

describe("the bound of the bias by an omitted confounder", () => {
  it("is Cinelli and Hazlett's in a partially linear model with linear nuisances", () => {
    const design = sample(1, 400);
    const parts = linearParts(design);
    const companion = companionFit(design);
    assertClose(parts.effect.estimate, companion.estimate, algebra);
    assertClose(scaleOf(parts), companion.classicalError * Math.sqrt(companion.degrees), algebra);
    assertClose(boundRobustness(parts).value, robustnessValue(companion).value, algebra);
    const strength = { ofTreatment: 0.1, ofOutcome: 0.2 };
    const { lower, upper } = confoundingBound(parts, strength);
    const [near, far] = [lower, upper].sort((a, b) => Math.abs(a) - Math.abs(b)) as [number, number];
    assertClose(near, confoundedEstimate(companion, strength), algebra);
    assertClose((near + far) / 2, companion.estimate, algebra);
    // of a covariate's strength too: f² with treatment and, but for a factor near 1 that theirs has, with the outcome
    const without = designFromColumns({
      treatment: [...design.shards].flatMap((shard) => [...shard.treatment]),
      outcome: [...design.shards].flatMap((shard) => [...shard.outcome]),
      covariates: {
        z: [...design.shards].flatMap((shard) => [...shard.covariates.values.subarray(2 * shard.rows)]),
      },
    });
    const of = ({ residualVariance, precision }: typeof parts) => ({
      residualVariance: residualVariance.estimate,
      precision: precision.estimate,
    });
    const gain = benchmarkGain(of(parts), of(linearParts(without)))!;
    const theirs = benchmarkStrength(companion.partialR2(["x"]), 1)!;
    assertClose(gain.ofTreatment, theirs.ofTreatment, algebra);
    const { ofOutcome } = companion.partialR2(["x"]);
    assertClose(gain.ofOutcome, ofOutcome / (1 - ofOutcome), algebra);
  });

  it("starts at the estimate's own interval and reaches 0 at the robustness values", () => {
    const design = sample(2, 600);
    const models = nuisanceModels(design);
    const { effect } = aipw.estimate(design, models);
    const parts = boundParts(design, effect, representerRows(design, models));
    const own = confidenceInterval(effect, 0.9);
    const none = confoundingBound(parts, { ofTreatment: 0, ofOutcome: 0.5 }, 0.9);
    assertClose(none.confidenceLower, own.lower, algebra);
    assertClose(none.confidenceUpper, own.upper, algebra);
    const { value, significanceValue } = boundRobustness(parts, 0.9);
    const at = (share: number) => confoundingBound(parts, { ofTreatment: share, ofOutcome: share }, 0.9);
    assertClose(at(value).lower, 0, algebra);
    assertClose(at(significanceValue).confidenceLower, 0, { absolute: 1e-9, because: "bisection" });
    expect(significanceValue).toBeLessThan(value);
    const turned = {
      ...parts,
      effect: { ...effect, estimate: -effect.estimate, influence: effect.influence.map((v) => -v) },
    };
    assertClose(boundRobustness(turned, 0.9).significanceValue, significanceValue, algebra);
    const weak = { ...parts, effect: { ...effect, estimate: 1e-3 } };
    expect(boundRobustness(weak).significanceValue).toBe(0);
  });

  it("measures columns by what the models lose without them", () => {
    const design = sample(3, 800);
    const found = columnBenchmarks(nuisanceModels(design), [
      { term: "x", column: "x" },
      { term: "z", column: "z" },
    ]);
    const linear = companionFit(design);
    for (const { column, ofOutcome, ofTreatment } of found) {
      const theirs = benchmarkStrength(linear.partialR2([column]), 1)!;
      assertClose(ofOutcome, theirs.ofOutcome, {
        relative: 0.25,
        because: "one model an arm beside one for both",
      });
      assertClose(ofTreatment, theirs.ofTreatment, { relative: 0.5, because: "logistic beside linear" });
    }
    expect(found.map(({ column }) => column)).toEqual(["x", "z"]);
    expect(
      benchmarkGain({ residualVariance: 1, precision: 2 }, { residualVariance: 3, precision: 1 }),
    ).toBeNull();
  });

  it("takes a column that explains more than is left of the outcome for one that explains all of it", () => {
    const gain = benchmarkGain(
      { residualVariance: 1, precision: 2 },
      { residualVariance: 3, precision: 1.5 },
    )!;
    expect(gain.ofOutcome).toBe(1);
    assertClose(gain.ofTreatment, 1 / 3, algebra);
  });

  it("is refused for shares that are none and where nothing is left", () => {
    const design = sample(4, 100);
    const models = nuisanceModels(design);
    const { effect } = aipw.estimate(design, models);
    const rows = representerRows(design, models);
    const parts = boundParts(design, effect, rows);
    expect(() => confoundingBound(parts, { ofTreatment: 1, ofOutcome: 0.5 })).toThrow(
      expect.objectContaining({ code: "bound.strength" }),
    );
    const zeros = new Float64Array(design.rows);
    expect(() => boundParts(design, effect, { ...rows, residual: zeros })).toThrow(
      expect.objectContaining({ code: "bound.residual" }),
    );
    for (const functional of [zeros, zeros.map(() => Number.POSITIVE_INFINITY)])
      expect(() => boundParts(design, effect, { ...rows, functional })).toThrow(
        expect.objectContaining({ code: "bound.precision" }),
      );
  });
});

/** A population of eight cells (x, u, a), two rows each for the noise; weights are its probabilities. */
function population(seed: number) {
  const random = createRandom(seed, "population");
  const cells = [0, 1].flatMap((x) =>
    [0, 1].map((u) => ({
      x,
      u,
      chance: 0.25,
      propensity: 0.2 + 0.6 * random.uniform(),
      means: [0, 1].map((a) => 2 * random.normal() + a) as [number, number],
    })),
  );
  const rows = cells.flatMap(({ x, u, chance, propensity, means }) =>
    [0, 1].flatMap((a) =>
      [-1, 1].map((side) => ({
        x,
        u,
        a,
        y: means[a]! + side,
        weight: (chance * (a === 1 ? propensity : 1 - propensity)) / 2,
      })),
    ),
  );
  const design = (long: boolean): Design => {
    const plain = designFromColumns({
      treatment: rows.map(({ a }) => a),
      outcome: rows.map(({ y }) => y),
      covariates: {
        x: rows.map(({ x }) => x),
        ...(long ? { u: rows.map(({ u }) => u), both: rows.map(({ x, u }) => x * u) } : {}),
      },
    });
    const weight = Float64Array.from(rows, (row) => row.weight);
    return { ...plain, shards: [...plain.shards].map((shard) => ({ ...shard, averaging: weight })) };
  };
  return { cells, short: design(false), long: design(true) };
}

function known(design: Design) {
  const models = nuisanceModels(design);
  const rows = representerRows(design, models);
  return { rows, parts: boundParts(design, aipw.estimate(design, models).effect, rows) };
}

describe("a confounder of known strength that was left out", () => {
  it.each([1, 2, 3, 4, 5])("leaves the true effect inside the bound with its own strengths (%d)", (seed) => {
    const { cells, short, long } = population(seed);
    const [less, whole] = [known(short), known(long)];
    const truth = cells.reduce((sum, { chance, means }) => sum + chance * (means[1] - means[0]), 0);
    assertClose(whole.parts.effect.estimate, truth, algebra);
    const [of, withU] = [less.parts, whole.parts];
    const strength = {
      ofOutcome: 1 - withU.residualVariance.estimate / of.residualVariance.estimate,
      ofTreatment: 1 - of.precision.estimate / withU.precision.estimate,
    };
    const { lower, upper, bias } = confoundingBound(of, strength);
    expect(truth).toBeGreaterThanOrEqual(lower);
    expect(truth).toBeLessThanOrEqual(upper);
    // the bias itself is E[(g - g_short)(α - α_short)], and the bound is Cauchy and Schwarz on it
    let [product, g2, a2] = [0, 0, 0];
    for (const shard of short.shards)
      for (let r = 0; r < shard.rows; r++) {
        const g = less.rows.residual[r]! - whole.rows.residual[r]!;
        const a = whole.rows.representer[r]! - less.rows.representer[r]!;
        product += shard.averaging[r]! * g * a;
        g2 += shard.averaging[r]! * g * g;
        a2 += shard.averaging[r]! * a * a;
      }
    assertClose(truth - of.effect.estimate, product, algebra);
    assertClose(bias, Math.sqrt(g2 * a2), { relative: 1e-6, because: "the same, two ways" });
  });

  it("has limits whose errors are as large as the scatter", () => {
    const strength = { ofTreatment: 0.15, ofOutcome: 0.15 };
    const { cells, short } = population(3);
    const { lower: truth } = confoundingBound(known(short).parts, strength);
    const found = Array.from({ length: 400 }, (_, seed) => {
      const random = createRandom(seed, "limits");
      const drawn = Array.from({ length: 300 }, () => {
        const cell = cells[random.integer(4)]!;
        const a = random.uniform() < cell.propensity ? 1 : 0;
        return { x: cell.x, a, y: cell.means[a]! + (random.uniform() < 0.5 ? -1 : 1) };
      });
      const design = designFromColumns({
        treatment: drawn.map(({ a }) => a),
        outcome: drawn.map(({ y }) => y),
        covariates: { x: drawn.map(({ x }) => x) },
      });
      const models = nuisanceModels(design);
      const parts = boundParts(design, aipw.estimate(design, models).effect, representerRows(design, models));
      const { lower, confidenceLower } = confoundingBound(parts, strength);
      return { lower, error: (lower - confidenceLower) / 1.959964, below: confidenceLower <= truth };
    });
    const mean = found.reduce((sum, { lower }) => sum + lower / 400, 0);
    const deviation = Math.sqrt(found.reduce((sum, { lower }) => sum + (lower - mean) ** 2 / 399, 0));
    const error = found.reduce((sum, own) => sum + own.error / 400, 0);
    assertClose(error / deviation, 1, {
      absolute: 0.11,
      because: "3 Monte Carlo errors of a ratio over 400",
    });
    expect(Math.abs(mean - truth)).toBeLessThan(0.25 * deviation);
    const share = found.filter(({ below }) => below).length / 400;
    expect(share).toBeGreaterThan(0.975 - 3 * Math.sqrt((0.975 * 0.025) / 400));
  });
});
