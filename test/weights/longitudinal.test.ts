import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/random.js";
import { exposure } from "../../src/weights/exposure.js";
import { longFromWide } from "../../src/weights/longitudinal/long-from-wide.js";
import { productOfWeights } from "../../src/weights/longitudinal/product-of-weights.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import type { StabilizedWeightsSpec } from "../../src/weights/longitudinal/stabilized-weights-spec.js";
import { assertClose } from "../assert-close.js";

const closed = { relative: 1e-10, because: "shares of a saturated model, by hand" };
const code = (expected: string) => expect.objectContaining({ code: expected });
type Table = Record<string, Float64Array>;

/** Units with feedback between a covariate, a treatment, a dose, a class, absence and loss; ragged ends, late entry. */
function cohort(units: number, times: number): Table {
  const random = createRandom(7, "longitudinal cohort");
  const rows: number[][] = [];
  for (let i = 0; i < units; i++) {
    let treated = 0;
    let level = random.normal();
    const entry = random.integer(2);
    for (let t = entry; t < times; t++) {
      level = 0.5 * level + 0.5 * treated + 0.7 * random.normal();
      const here = random.uniform() < 0.85 ? 1 : 0;
      const chance = 1 / (1 + Math.exp(0.3 - 0.6 * level - 0.4 * treated));
      const before = treated;
      treated = here === 1 && random.uniform() < chance ? 1 : 0;
      const dose = 0.5 * level + random.normal();
      const sort = random.uniform() < chance ? 2 : random.integer(2);
      const lost = random.uniform() < 0.06 + 0.04 * treated ? 1 : 0;
      rows.push([i, t, level, before, treated, here, dose, sort, lost]);
      if (lost === 1) break;
    }
  }
  const names = ["unit", "time", "level", "before", "a", "here", "dose", "sort", "lost"];
  return Object.fromEntries(names.map((name, j) => [name, Float64Array.from(rows, (row) => row[j]!)]));
}

const pick = (data: Table, keep: (row: number) => boolean): Table =>
  Object.fromEntries(
    Object.entries(data).map(([name, values]) => [name, values.filter((_, row) => keep(row))]),
  );

describe("hand-worked", () => {
  // at each time: l = 0 or 1; 4 units a cell at time 0 and the same people at time 1
  const l0 = [0, 0, 0, 0, 1, 1, 1, 1];
  const a0 = [1, 0, 0, 0, 1, 1, 1, 0];
  const l1 = [0, 0, 1, 1, 0, 0, 1, 1];
  const a1 = [1, 0, 1, 0, 1, 0, 1, 1];
  const wide = { l0, l1, a0, a1 };
  const data = {
    ...longFromWide(wide, { times: [0, 1], varying: { l: ["l0", "l1"], a: ["a0", "a1"] } }),
  } as Table;
  const spec: StabilizedWeightsSpec = {
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: "~ l",
    numerator: "none",
    models: "perTime",
  };
  // P(a0 = 1 | l) = 1/4, 3/4; P(a1 = 1 | l) = 2/4, 3/4
  const first = [4, 4 / 3, 4 / 3, 4 / 3, 4 / 3, 4 / 3, 4 / 3, 4];
  const second = [2, 2, 4 / 3, 4, 2, 2, 4 / 3, 4 / 3];

  it("cumulative products of one model a time", () => {
    const { weights, byTime, models, numeratorColumns } = stabilizedWeights(spec);
    for (let i = 0; i < 8; i++) {
      assertClose(weights[2 * i]!, first[i]!, closed);
      assertClose(weights[2 * i + 1]!, first[i]! * second[i]!, closed);
    }
    const sum = first.reduce((total, w) => total + w, 0);
    assertClose(byTime[0]!.mean, sum / 8, closed);
    assertClose(byTime[0]!.effectiveSampleSize, sum ** 2 / first.reduce((t, w) => t + w * w, 0), closed);
    expect(byTime[0]!.meanCheck).toBeNull();
    expect(models.map(({ label }) => label)).toEqual([
      "treatment, denominator, time 0",
      "treatment, denominator, time 1",
    ]);
    expect(numeratorColumns).toEqual([]);
  });

  it("a marginal numerator, and its mean of 1 at the first time", () => {
    const { weights, byTime } = stabilizedWeights({ ...spec, numerator: "marginal" });
    for (let i = 0; i < 8; i++) assertClose(weights[2 * i]!, 0.5 * first[i]!, closed);
    assertClose(byTime[0]!.mean, 1, closed);
    expect(byTime.map(({ meanCheck }) => meanCheck)).toEqual(["pass", "pass"]);
  });

  it("a stretch restarts at each row; one cut short has weight 0", () => {
    const day = stabilizedWeights({ ...spec, product: { rows: 1 } });
    const two = stabilizedWeights({ ...spec, product: { rows: 2 } });
    for (let i = 0; i < 8; i++) {
      assertClose(day.weights[2 * i + 1]!, second[i]!, closed);
      assertClose(two.weights[2 * i]!, first[i]! * second[i]!, closed);
      expect(two.weights[2 * i + 1]).toBe(0);
    }
    expect(two.byTime[1]).toMatchObject({ rows: 0, zero: 8, mean: 0 });
  });

  it("truncation of the product and of each day differ; raw weights stay and moves are counted", () => {
    const bounds = [0, 3] as const;
    const joint = stabilizedWeights({ ...spec, truncation: { bounds } });
    const daily = stabilizedWeights({ ...spec, truncation: { bounds, of: "day" } });
    const raw = stabilizedWeights(spec);
    expect(joint.untruncated).toEqual(raw.weights);
    expect(daily.untruncated).toEqual(raw.weights);
    // unit 0: factors 4 and 2; unit 3: 4/3 and 4
    assertClose(joint.weights[1]!, 3, closed);
    assertClose(daily.weights[1]!, 6, closed);
    assertClose(joint.weights[7]!, 3, closed);
    assertClose(daily.weights[7]!, 4, closed);
    expect(daily.truncation).toMatchObject({ lower: 0, upper: 3, movedUp: 0, movedDown: 3 });
    expect(joint.truncation!.movedDown).toBe(raw.weights.filter((w) => w > 3).length);
    // summaries are of the raw weights, so that truncation hides nothing
    expect(joint.byTime[1]!.max).toBe(raw.byTime[1]!.max);
    expect(joint.byTime[1]!.usedMean).toBeLessThan(raw.byTime[1]!.usedMean);
    expect(joint.byTime[1]!.moved).toBeGreaterThan(0);
  });
});

describe("risk sets", () => {
  const data = cohort(120, 5);
  const spec: StabilizedWeightsSpec = {
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: "~ level + before",
    numerator: "~ before + time",
    available: "here",
  };

  it("rows before entry are used in no model and no product", () => {
    // every unit gets rows before its entry, with what would ruin a model
    const before = data.unit!.map((_, row) => (row === 0 || data.unit![row] !== data.unit![row - 1] ? 1 : 0));
    const order = [...data.unit!.keys()].flatMap((row) => (before[row] === 1 ? [-row - 1, row] : [row]));
    const padded: Table = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [
        name,
        Float64Array.from(order, (row) => {
          if (row >= 0) return values[row]!;
          const first = values[-row - 1]!;
          return name === "unit" ? first : name === "time" ? first - 1 : name === "here" ? 1 : Number.NaN;
        }),
      ]),
    );
    padded.inside = Float64Array.from(order, (row) => (row >= 0 ? 1 : 0));
    const plain = stabilizedWeights(spec);
    const late = stabilizedWeights({ ...spec, data: padded, atRisk: "inside" });
    expect(late.weights.filter((_, row) => padded.inside![row] === 1)).toEqual(plain.weights);
    expect(late.weights.every((w, row) => padded.inside![row] === 1 || w === 0)).toBe(true);
    expect(late.models.map(({ rows }) => rows)).toEqual(plain.models.map(({ rows }) => rows));
    expect(() => stabilizedWeights({ ...spec, data: padded })).toThrow(code("weights.treatment"));
  });

  it("where treatment is not available the factor is 1 and the treatment is not read", () => {
    const unread = { ...data, a: data.a!.map((a, row) => (data.here![row] === 1 ? a : Number.NaN)) };
    const { weights, models } = stabilizedWeights({ ...spec, data: unread });
    expect(weights).toEqual(stabilizedWeights(spec).weights);
    expect(models[0]!.rows).toBe(data.here!.filter((here) => here === 1).length);
    for (let row = 1; row < weights.length; row++)
      if (data.here![row] === 0 && data.unit![row] === data.unit![row - 1])
        expect(weights[row]).toBe(weights[row - 1]);
  });

  it("the order of rows and the labels of units change nothing", () => {
    const rows = data.unit!.length;
    const shuffled = Array.from({ length: rows }, (_, row) => (row * 7) % rows);
    expect(new Set(shuffled).size).toBe(rows);
    const moved: Record<string, Float64Array | string[]> = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [
        name,
        Float64Array.from(shuffled, (row) => values[row]!),
      ]),
    );
    moved.unit = shuffled.map((row) => `user ${data.unit![row]! * 17}`);
    const plain = stabilizedWeights(spec).weights;
    stabilizedWeights({ ...spec, data: moved }).weights.forEach((w, k) => {
      assertClose(w, plain[shuffled[k]!]!, { relative: 1e-9, because: "sums in another order" });
    });
  });

  it("the numerator holds what it is told, however many times there are", () => {
    const long = cohort(200, 8);
    const { models, numeratorColumns } = stabilizedWeights({
      ...spec,
      data: long,
      models: "perTime",
      numerator: "~ before",
    });
    const numerators = models.filter(({ label }) => label.includes("numerator"));
    expect(numerators).toHaveLength(8);
    expect(Math.max(...numerators.map(({ coefficients }) => coefficients.length))).toBe(2);
    expect(numeratorColumns).toEqual(["before"]);
  });
});

describe("nuisance scores of every kind, against refits without a unit", () => {
  const units = 400;
  const data = cohort(units, 4);
  const left = [3, 17, 40, 61, 88, 102, 131, 150];
  const base = {
    unit: "unit",
    time: "time",
    denominator: "~ level + before",
    numerator: "~ before",
  } as const;
  const censoring = { indicator: "lost", denominator: "~ level + a", numerator: "~ a" };
  const kinds: Readonly<Record<string, Omit<StabilizedWeightsSpec, "data">>> = {
    "binary, pooled, interleaved censoring": { ...base, treatment: "a", available: "here", censoring },
    "one model a time": { ...base, treatment: "a", models: "perTime", numerator: "marginal" },
    "three classes": { ...base, treatment: "sort", kind: "categorical" },
    "a dose": { ...base, treatment: "dose", kind: "continuous" },
    "stretches of 2": { ...base, treatment: "a", product: { rows: 2 } },
    "truncated by day": { ...base, treatment: "a", truncation: { bounds: [0.8, 1.3], of: "day" } },
    "truncated products": { ...base, treatment: "a", truncation: { bounds: [0.7, 1.5] } },
  };
  for (const [name, spec] of Object.entries(kinds))
    it(name, () => {
      const fitted = stabilizedWeights({ ...spec, data });
      // units that are left out have no weight of their own in the sum, so only the models move it
      const sensitivity = data.level!.map((level, row) => (left.includes(data.unit![row]!) ? 0 : level + 1));
      const contribution = new Float64Array(sensitivity.length);
      for (const nuisance of fitted.nuisances) nuisance.addScores(sensitivity, contribution);
      const total = (own: Table, weights: Float64Array) =>
        own.level!.reduce(
          (sum, level, row) => sum + (left.includes(own.unit![row]!) ? 0 : (level + 1) * weights[row]!),
          0,
        );
      const whole = total(data, fitted.weights);
      let wrong = 0;
      let size = 0;
      for (const i of left) {
        const own = contribution.reduce((sum, value, row) => (data.unit![row] === i ? sum + value : sum), 0);
        const rest = pick(data, (row) => data.unit![row] !== i);
        const moved = whole - total(rest, stabilizedWeights({ ...spec, data: rest }).weights);
        wrong += (own - moved) ** 2;
        size += moved ** 2;
      }
      assertClose(Math.sqrt(wrong / size), 0, {
        absolute: 0.1,
        because: `one-step against refit, ${units} units`,
      });
    });
});

it("what cannot be is refused by name", () => {
  const data = cohort(60, 4);
  const spec: StabilizedWeightsSpec = {
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: "~ level",
    numerator: "marginal",
  };
  const refused = (more: object, expected: string) =>
    expect(() => stabilizedWeights({ ...spec, ...more } as StabilizedWeightsSpec)).toThrow(code(expected));
  refused({ effect: "ATT" }, "weights.sequence-effect");
  refused({ effect: "ATO" }, "weights.sequence-effect");
  refused({ trim: 0.01 }, "weights.spec");
  refused({ numerator: undefined }, "weights.spec");
  refused({ product: { rows: 0 } }, "weights.spec");
  refused({ models: "pooled", denominator: { byTime: { 0: "~ level" } } }, "weights.spec");
  refused({ denominator: { byTime: { 0: "~ level" } } }, "weights.time-terms");
  refused({ treatment: "dose" }, "weights.kind");
  refused({ treatment: "dose", kind: "continuous", numerator: "none" }, "weights.spec");
  refused({ available: "level" }, "weights.indicator");
  refused({ denominator: "~ nothing" }, "table.column-unknown");
  const gone = data.level!.map((level, row) => (row === 5 ? Number.NaN : level));
  refused({ data: { ...data, level: gone } }, "design.not-finite");
  const censoring = { indicator: "a", denominator: "~ level" };
  refused({ censoring }, "weights.after-censoring");
  refused({ censoring: { ...censoring, indicator: "lost" }, numerator: "~ before" }, "weights.spec");
  refused({ truncation: { bounds: [2, 1] } }, "weights.truncation");
  const visits = { ...spec, data: { ...data, time: data.time!.map((t) => 2 * t + (t > 2 ? 2 : 0)) } };
  refused({ data: visits.data }, "long.gap");
  expect(stabilizedWeights({ ...visits, gaps: "visits" }).weights).toEqual(stabilizedWeights(spec).weights);
  refused({ data: { ...data, unit: data.unit!.map(() => 1) } }, "long.twice");
  refused({ data: { ...data, a: data.a!.map(() => 1) } }, "model.one-class");
  expect(() => stabilizedWeights({ ...spec, data: { ...data, a: data.a!.map(() => 1) } })).toThrow(
    /^treatment, denominator: /,
  );
});

it("wide tables: repeated columns, ragged ends, faults", () => {
  const wide = { sex: [0, 1], name: ["a", "b"], a1: [1, 0], a2: [0, Number.NaN], l2: [5, Number.NaN] };
  const options = { times: [1, 2], varying: { a: ["a1", "a2"], l: [null, "l2"] }, endsWithout: "a" };
  const long = longFromWide(wide, options);
  expect(long).toEqual({
    unit: Float64Array.of(0, 0, 1),
    time: Float64Array.of(1, 2, 1),
    a: Float64Array.of(1, 0, 0),
    l: Float64Array.of(Number.NaN, 5, Number.NaN),
    sex: Float64Array.of(0, 0, 1),
    name: ["a", "a", "b"],
  });
  expect(longFromWide(wide, { ...options, unit: "id", time: "t" })).toHaveProperty("id");
  expect(() => longFromWide(wide, { ...options, varying: { a: ["a1"] } })).toThrow(code("wide.columns"));
  expect(() => longFromWide(wide, { ...options, unit: "sex" })).toThrow(code("wide.columns"));
  expect(() => longFromWide(wide, { ...options, endsWithout: "z" })).toThrow(code("wide.columns"));
  expect([...exposure.lagged({ data: long, unit: "unit", time: "time", treatment: "a" }, 1, 0)]).toEqual([
    0, 1, 0,
  ]);
});

it("the product of weights keeps every model stacked, and refuses what hides a truncation", () => {
  const data = cohort(80, 2);
  const spec: StabilizedWeightsSpec = {
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: "~ level",
    numerator: "none",
    product: { rows: 1 },
  };
  const one = stabilizedWeights(spec);
  const two = stabilizedWeights({ ...spec, treatment: "lost", denominator: "~ a" });
  const both = productOfWeights([one, two]);
  both.weights.forEach((w, row) => {
    expect(w).toBe(one.weights[row]! * two.weights[row]!);
  });
  const sensitivity = data.level!;
  const [whole, parts] = [new Float64Array(sensitivity.length), new Float64Array(sensitivity.length)];
  for (const nuisance of both.nuisances) nuisance.addScores(sensitivity, whole);
  for (const [own, other] of [
    [one, two],
    [two, one],
  ] as const)
    for (const nuisance of own.nuisances)
      nuisance.addScores(
        sensitivity.map((value, row) => value * other.weights[row]!),
        parts,
      );
  whole.forEach((value, row) => {
    assertClose(value, parts[row]!, { relative: 1e-9, absolute: 1e-12, because: "the product rule" });
  });
  const cut = stabilizedWeights({ ...spec, truncation: { bounds: [0, 2] } });
  for (const factors of [[], [one, cut], [one, { ...two, weights: two.weights.subarray(1) }]])
    expect(() => productOfWeights(factors)).toThrow(code("weights.product"));
});
