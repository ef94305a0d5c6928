import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { ipw } from "../../src/estimators/ipw.js";
import { type WeightedContrastSpec, weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { difference } from "../../src/inference/difference.js";
import { standardError } from "../../src/inference/standard-error.js";
import type { Learner } from "../../src/models/learners/learner.js";
import { covariateBalancingPropensity } from "../../src/weights/balancing/covariate-balancing-propensity.js";
import { entropyBalancing } from "../../src/weights/balancing/entropy-balancing.js";
import { inverseProbabilityTilting } from "../../src/weights/balancing/inverse-probability-tilting.js";
import { calibrateWeights } from "../../src/weights/calibrate-weights.js";
import type { FittedWeights } from "../../src/weights/fitted-weights.js";
import { observedQuantile } from "../../src/weights/observed-quantile.js";
import { type PropensityWeightsSpec, propensityWeights } from "../../src/weights/propensity-weights.js";
import { truncateWeights } from "../../src/weights/truncate-weights.js";
import { assertClose } from "../assert-close.js";
import { pointWorld } from "./point-world.js";

const data = pointWorld(120, 3);
const rows = data.a.length;
const spec = { data, treatment: "a", propensity: "~ x + z" } as const;
const arithmetic = { relative: 1e-10, absolute: 1e-12, because: "rounding" };
const order = { relative: 1e-8, absolute: 1e-10, because: "sums in another order" };

const sum = (values: Float64Array, keep: (r: number) => boolean = () => true) =>
  values.reduce((total, value, r) => total + (keep(r) ? value : 0), 0);
const meanOf = (column: Float64Array, weights: Float64Array, keep: (r: number) => boolean = () => true) =>
  sum(
    column.map((value, r) => value * weights[r]!),
    keep,
  ) / sum(weights, keep);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "nothing thrown";
}

describe("propensity weights", () => {
  it("follow their formulas, row by row", () => {
    const p = propensityWeights(spec).propensity!;
    const share = sum(data.a) / rows;
    const expected: Readonly<Record<string, (p: number, a: number) => number>> = {
      ATE: (q, a) => (a === 1 ? 1 / q : 1 / (1 - q)),
      ATT: (q, a) => (a === 1 ? 1 : q / (1 - q)),
      ATC: (q, a) => (a === 1 ? (1 - q) / q : 1),
      ATO: (q, a) => (a === 1 ? 1 - q : q),
      ATM: (q, a) => Math.min(q, 1 - q) / (a === 1 ? q : 1 - q),
    };
    for (const [target, formula] of Object.entries(expected))
      propensityWeights({ ...spec, target: target as "ATE" }).weights.forEach((w, r) => {
        assertClose(w, formula(p[r]!, data.a[r]!), {
          ...arithmetic,
          ...(target === "ATM" ? { absolute: 0.003, because: "the corner is rounded within 0.002" } : {}),
        });
      });
    propensityWeights({ ...spec, stabilised: true }).weights.forEach((w, r) => {
      const a = data.a[r]!;
      assertClose(w, (a === 1 ? share : 1 - share) * expected.ATE!(p[r]!, a), order);
    });
  });

  it("of known probabilities have no nuisance and equal those of the model that made them", () => {
    const fitted = propensityWeights(spec);
    const known = propensityWeights({ ...spec, propensity: { known: fitted.propensity! } });
    expect(known.nuisances).toEqual([]);
    known.weights.forEach((w, r) => {
      assertClose(w, fitted.weights[r]!, arithmetic);
    });
    const byLevel = {
      "0": fitted.propensity!.map((p) => 1 - p),
      "1": fitted.propensity!,
    };
    expect(propensityWeights({ ...spec, propensity: { known: { byLevel } } }).weights).toEqual(known.weights);
  });

  it("of a learner take part in means, but refuse a stacked error", () => {
    const learner: Learner = {
      name: "halves",
      kind: "probability",
      fit: () => ({ predict: (covariates) => new Float64Array(covariates.rows).fill(0.5) }),
    };
    const folds = Int32Array.from({ length: rows }, (_, r) => r % 3);
    for (const propensity of [
      { learner, covariates: "~ x" },
      { learner, covariates: "~ x", foldOfRow: folds },
    ]) {
      const weights = propensityWeights({ ...spec, propensity });
      expect(new Set(weights.weights)).toEqual(new Set([2]));
      const contrast = (standardErrors: "stacked" | "robust") =>
        weightedContrast({ data, outcome: "y", treatment: "a", weights, standardErrors });
      expect(codeOf(() => contrast("stacked"))).toBe("weights.no-analytic-error");
      expect(standardError(contrast("robust").contrasts[0]!.difference)).toBeGreaterThan(0);
    }
  });

  it("of a learner can be recalibrated: treated and their log odds add up as predicted", () => {
    const odds = (x: number) => Math.exp(2 + 3 * x);
    const learner: Learner = {
      name: "overconfident",
      kind: "probability",
      fit: () => ({
        predict: ({ values }) => values.map((x) => odds(x) / (1 + odds(x))),
      }),
    };
    const covariates = ["x"];
    const { propensity } = propensityWeights({
      ...spec,
      propensity: { learner, covariates, recalibrated: true },
    });
    const gap = data.a.map((a, r) => a - propensity![r]!);
    const zero = { absolute: 1e-8, because: "score equations of the recalibration" };
    assertClose(sum(gap), 0, zero);
    assertClose(sum(gap.map((value, r) => value * (2 + 3 * data.x[r]!))), 0, zero);
  });

  it("of three arms sum the tilting to one target: ATT gives every arm the focal arm's covariates, nearly", () => {
    const arm = Array.from(data.x, (x, r) => (x > 0.9 || r % 7 === 0 ? "c" : data.a[r] === 1 ? "b" : "a"));
    const weights = propensityWeights({
      data: { ...data, arm },
      treatment: "arm",
      propensity: "~ z",
      target: "ATT",
      focal: "b",
    });
    const target = meanOf(data.z, new Float64Array(rows).fill(1), (r) => arm[r] === "b");
    for (const level of ["a", "b", "c"])
      assertClose(
        meanOf(data.z, weights.weights, (r) => arm[r] === level),
        target,
        { absolute: 1e-9, because: "a saturated multinomial logit balances its indicator exactly" },
      );
    const smallest = propensityWeights({
      data: { ...data, arm },
      treatment: "arm",
      propensity: "~ z",
      target: "ATM",
    });
    expect(
      codeOf(() =>
        weightedContrast({ data: { ...data, arm }, outcome: "y", treatment: "arm", weights: smallest }),
      ),
    ).toBe("weights.no-analytic-error");
  });

  it("say which they refuse", () => {
    const code = (more: Partial<PropensityWeightsSpec>) =>
      codeOf(() => propensityWeights({ ...spec, ...more } as PropensityWeightsSpec));
    const nan = data.x.slice();
    nan[4] = Number.NaN;
    expect(code({ data: { ...data, x: nan } })).toBe("design.not-finite");
    expect(code({ data: { ...data, a: new Float64Array(rows).fill(1) } })).toBe("weights.one-arm");
    expect(code({ data: { ...data, x: data.a } })).toBe("model.separated");
    expect(code({ samplingWeights: new Float64Array(rows) })).toBe("weights.sampling");
    expect(code({ samplingWeights: new Float64Array(rows).fill(-1) })).toBe("weights.sampling");
    expect(code({ samplingWeights: [1] })).toBe("weights.lengths");
    expect(code({ samplingWeights: data.a })).toBe("weights.one-arm");
    expect(code({ target: "ATX" as "ATE" })).toBe("weights.target");
    expect(code({ target: "ATT", stabilised: true })).toBe("weights.target");
    expect(code({ focal: 1 })).toBe("weights.spec");
    expect(code({ target: "ATT", focal: 3 })).toBe("weights.focal");
    expect(code({ treatment: "x" })).toBe("weights.spec");
    expect(code({ treatment: "x", kind: "continuous", target: "ATT" })).toBe("weights.target");
    expect(code({ treatment: "x", kind: "continuous", stabilised: false })).toBe("weights.spec");
    expect(code({ propensity: { known: new Float64Array(rows).fill(1) } })).toBe("weights.probability");
    expect(code({ propensity: "~ x - 1" })).toBe("weights.spec");
    expect(code({ propensity: "y ~ x" })).toBe("weights.spec");
    expect(code({ truncation: { percentiles: [0.9, 0.1] } })).toBe("weights.truncation");
    expect(code({ truncation: { bounds: [-1, 3] } })).toBe("weights.truncation");
    expect(code({ subclasses: 60 })).toBe("weights.subclass");
    expect(code({ misspelt: 1 } as object)).toBe("weights.spec");
    const gap = Array.from(data.a, (a, r) => (r === 5 ? Number.NaN : a));
    expect(code({ treatment: gap })).toBe("weights.treatment");
  });
});

describe("truncation", () => {
  it("keeps raw weights, counts moves and cuts at the quantiles asked for", () => {
    const raw = propensityWeights(spec);
    const cut = truncateWeights(raw, { percentiles: [0.05, 0.95] });
    const sorted = raw.weights.slice().sort();
    // Type 7 at 0.95 of 120 values: position 113.05 from 0.
    assertClose(cut.truncation!.upper, sorted[113]! + 0.05 * (sorted[114]! - sorted[113]!), arithmetic);
    expect(cut.truncation!.movedDown).toBe(6);
    expect(cut.truncation!.movedUp).toBe(6);
    expect(cut.untruncated).toBe(raw.weights);
    expect(Math.max(...cut.weights)).toBe(cut.truncation!.upper);
    expect(codeOf(() => truncateWeights(cut, { bounds: [1, 2] }))).toBe("weights.truncation");
  });

  it("type 3 takes the nearest observed value, the even one in a tie", () => {
    // n p = 2.5 and 3.5 lie between order statistics: 2 and 4 are even; n p = 3 is the third.
    const values = [50, 10, 40, 20, 30];
    expect([0, 0.5, 0.7, 0.6, 1].map((share) => observedQuantile(values, share))).toEqual([
      10, 20, 40, 30, 50,
    ]);
  });
});

describe("balancing", () => {
  const balancing = { data, treatment: "a", covariates: "~ x + z" } as const;
  const all = new Float64Array(rows).fill(1);
  const treated = (r: number) => data.a[r] === 1;
  const control = (r: number) => data.a[r] === 0;

  it("meets its conditions exactly", () => {
    for (const column of [data.x, data.z]) {
      const close = { absolute: 1e-10, because: "the exact root" };
      for (const balance of [entropyBalancing, inverseProbabilityTilting]) {
        const { weights } = balance(balancing);
        assertClose(meanOf(column, weights, treated), meanOf(column, all), close);
        assertClose(meanOf(column, weights, control), meanOf(column, all), close);
      }
      const both = covariateBalancingPropensity(balancing);
      assertClose(meanOf(column, both.weights, treated), meanOf(column, both.weights, control), close);
      both.weights.forEach((w, r) => {
        assertClose(w, 1 / (treated(r) ? both.propensity![r]! : 1 - both.propensity![r]!), arithmetic);
      });
      for (const balance of [entropyBalancing, inverseProbabilityTilting, covariateBalancingPropensity]) {
        const onTreated = balance({ ...balancing, target: "ATT" }).weights;
        assertClose(meanOf(column, onTreated, control), meanOf(column, all, treated), close);
        const onControls = balance({ ...balancing, target: "ATC" }).weights;
        assertClose(meanOf(column, onControls, treated), meanOf(column, all, control), close);
      }
    }
    const squares = data.x.map((x) => x * x);
    const second = entropyBalancing({ ...balancing, moments: 2 }).weights;
    assertClose(meanOf(squares, second, treated), meanOf(squares, all), {
      absolute: 1e-10,
      because: "the exact root",
    });
  });

  it("gives three arms the same means, and starts from base weights", () => {
    const arm = Array.from(data.x, (x, r) => (x > 0.9 || r % 5 === 0 ? 2 : data.a[r]!));
    for (const balance of [entropyBalancing, inverseProbabilityTilting]) {
      const { weights } = balance({ ...balancing, data: { ...data, arm }, treatment: "arm" });
      for (const level of [0, 1, 2])
        assertClose(
          meanOf(data.x, weights, (r) => arm[r] === level),
          meanOf(data.x, all),
          { absolute: 1e-10, because: "the exact root" },
        );
    }
    const balanced = entropyBalancing(balancing).weights;
    const again = entropyBalancing({ ...balancing, baseWeights: balanced });
    again.weights.forEach((w, r) => {
      assertClose(w, balanced[r]!, order);
    });
  });

  it("names the covariate that cannot be balanced", () => {
    const message = (columns: object, covariates: string, balance = entropyBalancing) => {
      try {
        balance({ data: { ...data, ...columns }, treatment: "a", covariates, target: "ATT" });
      } catch (error) {
        return `${(error as { code: string }).code}: ${(error as Error).message}`;
      }
      return "nothing thrown";
    };
    const onlyTreated = data.a.map((a, r) => (a === 1 && r % 2 === 0 ? 1 : 0));
    expect(message({ onlyTreated }, "~ x + onlyTreated")).toMatch(/^balance.infeasible.*"onlyTreated"/);
    const shifted = data.x.map((x, r) => (data.a[r] === 1 ? x + 20 : x));
    expect(message({ shifted }, "~ z + shifted")).toMatch(/^balance.infeasible.*"shifted".*largest/);
    // Each mean is within its range, but the joint target is outside the convex hull: x + v is negative for all controls.
    const v = data.x.map((x, r) => (data.a[r] === 1 ? 3 - x : -x - Math.abs(x) / 10 - 0.1));
    expect(message({ v }, "~ x + v")).toMatch(/^balance\.(infeasible|not-converged).*"(x|v)"/);
    expect(
      codeOf(() => covariateBalancingPropensity({ ...balancing, data: { ...data, x: data.a } })),
    ).toMatch(/^balance\./);
    const twice = entropyBalancing({
      ...balancing,
      data: { ...data, double: data.x.map((x) => 2 * x + 1) },
      covariates: "~ x + z + double",
    });
    expect(twice.aliased).toEqual([
      'double (entropy balancing, arm "0")',
      'double (entropy balancing, arm "1")',
    ]);
    expect(codeOf(() => entropyBalancing({ ...balancing, maxIterations: 1 }))).toBe("balance.not-converged");
  });

  it("calibrates to known means", () => {
    const fitted = propensityWeights(spec);
    const calibrated = calibrateWeights({
      data,
      weights: fitted,
      covariates: ["x", "z"],
      means: { x: 0.2, z: 0.5 },
      treatment: "a",
    });
    for (const keep of [treated, control]) {
      assertClose(meanOf(data.x, calibrated.weights, keep), 0.2, arithmetic);
      assertClose(meanOf(data.z, calibrated.weights, keep), 0.5, arithmetic);
      assertClose(sum(calibrated.weights, keep), sum(fitted.weights, keep), arithmetic);
    }
    const wrong = (means: Record<string, number>) =>
      codeOf(() => calibrateWeights({ data, weights: fitted, covariates: ["x"], means }));
    expect(wrong({})).toBe("weights.spec");
    expect(wrong({ x: 0, y: 1 })).toBe("weights.spec");
    expect(wrong({ x: 50 })).toBe("balance.infeasible");
  });
});

describe("weighted contrast", () => {
  const contrast = (weights: FittedWeights | ArrayLike<number>, more: Partial<WeightedContrastSpec> = {}) =>
    weightedContrast({ data, outcome: "y", treatment: "a", weights, ...more } as WeightedContrastSpec);
  const effect = (...args: Parameters<typeof contrast>) => contrast(...args).contrasts[0]!.difference;
  const schemes: readonly ((table: typeof data, samplingWeights?: Float64Array) => FittedWeights)[] = [
    (table, s) =>
      propensityWeights({ ...spec, data: table, ...(s === undefined ? {} : { samplingWeights: s }) }),
    (table, s) =>
      propensityWeights({
        ...spec,
        data: table,
        target: "ATO",
        ...(s === undefined ? {} : { samplingWeights: s }),
      }),
    ...[entropyBalancing, covariateBalancingPropensity, inverseProbabilityTilting].map(
      (balance) => (table: typeof data, s?: Float64Array) =>
        balance({
          data: table,
          treatment: "a",
          covariates: "~ x + z",
          ...(s === undefined ? {} : { samplingWeights: s }),
        }),
    ),
  ];

  it("does not change with the scale of plain weights", () => {
    const { weights } = propensityWeights(spec);
    const once = effect(weights);
    const scaled = effect(weights.map((w) => 1000 * w));
    assertClose(scaled.estimate, once.estimate, arithmetic);
    assertClose(standardError(scaled), standardError(once), arithmetic);
  });

  it("does not change with the order of rows or the names of units", () => {
    const unit = Array.from(data.x, (_, r) => `u${r % 40}`);
    const shuffled = Array.from(data.x.keys()).sort((r, s) => ((r * 37) % 120) - ((s * 37) % 120));
    const moved = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [name, Float64Array.from(shuffled, (r) => values[r]!)]),
    ) as unknown as typeof data;
    const renamed = shuffled.map((r) => 1000 - (r % 40));
    for (const scheme of schemes) {
      const here = effect(scheme(data), { cluster: unit });
      const there = effect(scheme(moved), { data: moved, cluster: renamed });
      assertClose(there.estimate, here.estimate, order);
      assertClose(standardError(there), standardError(here), order);
    }
  });

  it("takes integer sampling weights for replicated rows of one unit", () => {
    const counts = Float64Array.from({ length: rows }, (_, r) => (r % 3 === 0 ? 2 : r % 11 === 0 ? 3 : 1));
    const index = Array.from(counts.keys()).flatMap((r) => Array.from({ length: counts[r]! }, () => r));
    const replicated = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [name, Float64Array.from(index, (r) => values[r]!)]),
    ) as unknown as typeof data;
    for (const scheme of schemes) {
      const weighted = effect(scheme(data, counts));
      const longer = effect(scheme(replicated), { data: replicated, cluster: index });
      assertClose(longer.estimate, weighted.estimate, order);
      assertClose(standardError(longer), standardError(weighted), order);
    }
  });

  it("combines with estimates on a design from the same columns", () => {
    const design = designFromColumns({
      treatment: data.a,
      outcome: data.y,
      covariates: { x: data.x, z: data.z },
    });
    const here = effect(propensityWeights(spec));
    const apart = difference(ipw.estimate(design).effect, here);
    assertClose(apart.estimate, 0, { absolute: 1e-9, because: "one estimator, two routes" });
    assertClose(standardError(apart), 0, { absolute: 1e-9, because: "one estimator, two routes" });
  });

  it("leaves outcomes of rows without weight unread", () => {
    const weights = data.x.map((_, r) => (r % 10 === 0 ? 0 : 1));
    const outcome = data.y.map((y, r) => (r % 10 === 0 ? Number.NaN : y));
    const kept = effect(weights, { outcome });
    assertClose(kept.estimate, effect(weights).estimate, arithmetic);
  });

  it("compares with the arm asked for; a ratio to 0 is not given", () => {
    const { weights } = propensityWeights(spec);
    const turned = contrast(weights, { reference: 1 });
    assertClose(turned.contrasts[0]!.difference.estimate, -effect(weights).estimate, arithmetic);
    const zero = weightedContrast({ treatment: [0, 0, 1, 1], outcome: [1, -1, 2, 3], weights: [1, 1, 1, 1] });
    expect(zero.contrasts[0]!.ratio).toBeNull();
    expect(zero.contrasts[0]!.difference.estimate).toBe(2.5);
  });

  it("says what it refuses", () => {
    const ones = new Float64Array(rows).fill(1);
    const code = (weights: ArrayLike<number>, more: Partial<WeightedContrastSpec> = {}) =>
      codeOf(() => contrast(weights, more));
    expect(code(new Float64Array(rows))).toBe("contrast.weights");
    expect(code(ones.map((_, r) => (r === 3 ? -1 : 1)))).toBe("contrast.weights");
    expect(code(ones.map((_, r) => (r === 3 ? Number.NaN : 1)))).toBe("contrast.weights");
    expect(code([1, 1])).toBe("contrast.lengths");
    expect(code(data.a)).toBe("contrast.empty-arm");
    expect(code(ones, { outcome: [1] })).toBe("contrast.lengths");
    expect(code(ones, { outcome: data.y.map((y, r) => (r === 9 ? Number.NaN : y)) })).toBe(
      "contrast.outcome",
    );
    expect(code(ones, { cluster: Array.from(data.x, (_, r) => (r === 2 ? "" : "u")) })).toBe(
      "cluster.missing",
    );
    expect(code(ones, { cluster: [1, 2] })).toBe("cluster.lengths");
    expect(code(ones, { standardErrors: "HC0" as "robust" })).toBe("contrast.spec");
    expect(code(ones, { reference: 7 })).toBe("weights.focal");
    expect(code(ones, { treatment: ones })).toBe("weights.one-arm");
  });
});
