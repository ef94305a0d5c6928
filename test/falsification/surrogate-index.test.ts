import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import {
  fitSurrogateIndex,
  type SurrogateIndexFit,
} from "../../src/falsification/surrogate-index/fit-surrogate-index.js";
import type { IndexForm } from "../../src/falsification/surrogate-index/index-model.js";
import { fitSampleModel } from "../../src/falsification/surrogate-index/sample-model.js";
import { surrogateColumns } from "../../src/falsification/surrogate-index/surrogate-columns.js";
import {
  type SurrogateIndexSpec,
  surrogateIndex,
} from "../../src/falsification/surrogate-index/surrogate-index.js";
import { standardError } from "../../src/inference/standard-error.js";
import { linearLearner } from "../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../src/models/learners/logistic-learner.js";
import { assertClose } from "../assert-close.js";
import { type SurrogateFaults, surrogateWorld } from "./surrogate-world.js";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

const columnsOf = (seed: number, users: number, faults?: SurrogateFaults) => {
  const { truth, ...columns } = surrogateWorld(seed, users, faults);
  return { truth, columns };
};

function directOf({ direct }: Pick<SurrogateIndexFit, "direct">) {
  if (direct.reason !== undefined) throw new Error(direct.reason);
  return direct.found;
}

/** Effect, error and truth, over worlds. */
function replicated(
  replications: number,
  faults: SurrogateFaults,
  { users = 150, index = "linear" }: { readonly users?: number; readonly index?: IndexForm } = {},
) {
  const fits = Array.from({ length: replications }, (_, k) => {
    const { columns, truth } = columnsOf(k + 1, users, faults);
    return { truth, fit: surrogateIndex({ ...columns, index }) };
  });
  return {
    fits: fits.map(({ fit }) => fit),
    truth: fits[0]!.truth,
    estimates: fits.map(({ fit }) => fit.effect.estimate),
    errors: fits.map(({ fit }) => fit.standardError),
  };
}

describe("where surrogacy and comparability hold", () => {
  const replications = 400;
  const { fits, truth, estimates, errors } = replicated(replications, { bend: 0.25 }, { users: 100 });
  const because = "3 Monte Carlo errors (STATISTICS section 8)";

  it("there is no bias though the index is bent, and error and coverage are right", () => {
    const sd = deviation(estimates);
    assertClose(mean(estimates), truth, { absolute: (3 * sd) / Math.sqrt(replications), because });
    assertClose(mean(errors) / sd, 1, { absolute: 3 / Math.sqrt(2 * replications), because });
    const covered = fits.filter(({ interval }) => interval.lower <= truth && truth <= interval.upper).length;
    assertClose(covered / replications, 0.95, { absolute: 3 * Math.sqrt(0.0475 / replications), because });
    const direct = fits.map((fit) => directOf(fit).effect.estimate);
    expect(deviation(direct)).toBeGreaterThan(1.4 * sd);
  });

  it("tests are of their level, and their errors are right", () => {
    const agreed = fits.map((fit) => directOf(fit).agreement.pValue!);
    const tests = fits.map(({ checks }) => [...checks.surrogacy.tests, ...checks.comparability.tests]);
    const atLevel = { absolute: 3 * Math.sqrt(0.0475 / replications), because };
    assertClose(mean(agreed.map((p) => (p < 0.05 ? 1 : 0))), 0.05, atLevel);
    assertClose(mean(tests.map(([direct]) => (direct!.pValue < 0.05 ? 1 : 0))), 0.05, atLevel);
    assertClose(
      mean(tests.map(([, level, slope]) => (Math.min(level!.pValue, slope!.pValue) < 0.05 ? 1 : 0))),
      0.05,
      atLevel,
    );
    for (const k of [0, 1, 2]) {
      const own = tests.map((of) => of[k]!);
      const sd = deviation(own.map(({ estimate }) => estimate));
      assertClose(mean(own.map((test) => test.standardError)) / sd, 1, {
        absolute: 3 / Math.sqrt(2 * replications),
        because,
      });
    }
  });
});

it("one side may be wrong, the index or the logistic models, not both", () => {
  const miss = (faults: SurrogateFaults) => {
    const { columns, truth } = columnsOf(11, 1500, faults);
    const { effect, standardError: error } = surrogateIndex(columns);
    return Math.abs(effect.estimate - truth) / error;
  };
  expect(miss({ bend: 0.4 })).toBeLessThan(3);
  expect(miss({ crooked: 0.8 })).toBeLessThan(3);
  expect(miss({ bend: 0.4, crooked: 0.8 })).toBeGreaterThan(4);
});

it("a cross-fitted index gives the same, up to its folds", () => {
  const { truth, estimates, errors } = replicated(
    24,
    { bend: 0.25 },
    { index: { learner: linearLearner(), seed: 3, folds: 4 } },
  );
  const sd = deviation(estimates);
  const because = "3 Monte Carlo errors of 24 replications";
  assertClose(mean(estimates), truth, { absolute: (3 * sd) / Math.sqrt(24), because });
  assertClose(mean(errors) / sd, 1, { absolute: 3 / Math.sqrt(48), because });
});

describe("where an assumption fails", () => {
  const verdictsOf = (faults: SurrogateFaults) => {
    const { fits, truth, estimates, errors } = replicated(25, faults);
    const share = (holds: (fit: (typeof fits)[number]) => boolean) => fits.filter(holds).length / fits.length;
    return {
      miss: (mean(estimates) - truth) / mean(errors),
      surrogacy: share(({ checks }) => checks.surrogacy.verdict === "refuted"),
      comparability: share(({ checks }) => checks.comparability.verdict === "refuted"),
      contradicted: share(({ direct }) => directOf({ direct }).agreement.pValue! < 0.05),
    };
  };

  it("a direct path biases the estimate; the check of surrogacy and the direct estimate show it", () => {
    const { miss, surrogacy, comparability, contradicted } = verdictsOf({ direct: 0.8 });
    expect(miss).toBeLessThan(-3);
    expect(surrogacy).toBeGreaterThan(0.9);
    expect(contradicted).toBeGreaterThan(0.9);
    expect(comparability).toBeLessThan(0.2);
  });

  it("surrogates that say more later bias it; the check of comparability shows it, that of surrogacy does not", () => {
    const { miss, surrogacy, comparability } = verdictsOf({ slope: 0.9 });
    expect(miss).toBeLessThan(-0.5);
    expect(comparability).toBeGreaterThan(0.9);
    expect(surrogacy).toBeLessThan(0.2);
    const fit = surrogateIndex(columnsOf(1, 400, { slope: 0.9 }).columns);
    expect(fit.checks.comparability.sentence).toContain("do not say the same of it over calendar time.");
  });

  it("a shift of the level alone refutes comparability, leaves the effect, and the sentence says so", () => {
    const { miss, comparability } = verdictsOf({ level: 0.8 });
    expect(Math.abs(miss)).toBeLessThan(3 / 5);
    expect(comparability).toBeGreaterThan(0.9);
    const fit = surrogateIndex(columnsOf(1, 400, { level: 0.8 }).columns);
    expect(fit.checks.comparability.sentence).toContain("would leave their difference.");
    expect(fit.checks.comparability.days.map(({ day }) => day)).toEqual([4, 5, 6]);
    for (const { miss: ofDay, standardError: error } of fit.checks.comparability.days)
      assertClose(ofDay, 0.8, { absolute: 3.5 * error!, because: "three days, 3.5 standard errors" });
  });
});

describe("influence values", () => {
  const { columns } = columnsOf(7, 60, { bend: 0.3, direct: 0.2 });
  const { inputRow: _, ...rows } = surrogateColumns(columns);
  const fit = fitSurrogateIndex(rows, {});
  const reweighted = (design: Design, user: number, by: number): Design => ({
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      averaging: shard.averaging.map((w, r) => (shard.user[r] === user ? w * (1 + by) : w)),
    })),
  });

  it("are the derivatives of every estimate by the weight of a user", () => {
    const step = 1e-4;
    for (const user of [0, 7, 23, 41, 59]) {
      const [up, down] = [step, -step].map((by) =>
        fitSurrogateIndex(
          { ...rows, base: reweighted(rows.base, user, by), wide: reweighted(rows.wide, user, by) },
          {},
        ),
      );
      for (const of of [
        (found: typeof fit) => found.effect,
        (found: typeof fit) => found.treated,
        (found: typeof fit) => directOf(found).effect,
        (found: typeof fit) => directOf(found).onSameRows,
      ])
        assertClose((of(up!).estimate - of(down!).estimate) / (2 * step), of(fit).influence[user]! / 60, {
          relative: 1e-4,
          absolute: 1e-6,
          because: "central difference, error of the order of the step squared",
        });
    }
  });

  it("combine both samples: users of either, and covariance with the direct estimate", () => {
    const bearing = fit.effect.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
    expect(bearing).toBe(60);
    const { effect, covariance, difference } = directOf(fit);
    const variance = fit.standardError ** 2 + standardError(effect) ** 2 - 2 * covariance;
    assertClose(difference.standardError, Math.sqrt(variance), { relative: 1e-9, because: "rounding" });
    expect(difference.estimate).toBe(fit.effect.estimate - effect.estimate);
  });
});

describe("by hand", () => {
  // surrogate 0 or 1, no covariates: index 2 at 0 and 5 at 1; P(1 | treated) = 3/4, P(1 | untreated) = 1/4
  const columns = {
    treatment: [1, 1, 1, 1, 0, 0, 0, 0],
    surrogates: { back: [1, 1, 1, 0, 1, 0, 0, 0] },
    longOutcome: [6, Number.NaN, Number.NaN, 1, 4, 3, Number.NaN, Number.NaN],
    longObserved: [1, 0, 0, 1, 1, 1, 0, 0],
    users: [0, 1, 2, 3, 4, 5, 6, 7],
    days: [0, 2, 2, 0, 1, 1, 2, 2],
  };
  const close = { absolute: 1e-9, because: "saturated models, rounding" };

  it("the effect is 3 · (3/4 - 1/4), the index that of its own row of the input", () => {
    const fit = surrogateIndex(columns);
    assertClose(fit.effect.estimate, 1.5, close);
    assertClose(fit.treated.estimate, 2 + (3 * 3) / 4, close);
    Array.from(fit.index).forEach((value, row) => {
      assertClose(value, columns.surrogates.back[row] === 1 ? 5 : 2, close);
    });
    expect([fit.rows, fit.observedRows, fit.checks.support.rows]).toEqual([8, 4, 4]);
    // among the four rows with it, treatment and surrogate do not go together: direct 3.5 - 3.5
    assertClose(directOf(fit).effect.estimate, 0, close);
  });

  it("a log whose early rows are all untreated still has an effect, and says what it has not", () => {
    const fit = surrogateIndex({
      ...columns,
      longObserved: [0, 0, 0, 0, 1, 1, 1, 1],
      longOutcome: [Number.NaN, Number.NaN, Number.NaN, Number.NaN, 5, 3, 2, 1],
      days: [3, 3, 3, 3, 0, 0, 1, 1],
    });
    assertClose(fit.effect.estimate, 1.5, close);
    expect(fit.direct.reason).toContain("0 of 4 analysis rows are treated");
    expect(fit.checks.surrogacy).toMatchObject({ verdict: "not evaluated", tests: [] });
    expect(fit.checks.surrogacy.sentence).toContain("0 of 4 analysis rows are treated");
  });
});

it("rows such as the other sample has none are certain, and the model is that of the others", () => {
  // weekday 1: early rows only; weekday 0: half of them
  const design = designFromColumns({
    treatment: [0, 1, 0, 1, 0, 1],
    outcome: [0, 0, 0, 0, 0, 0],
    covariates: { weekday: [0, 0, 0, 0, 1, 1] },
  });
  const { chance, addScores } = fitSampleModel(design, Uint8Array.of(1, 1, 0, 0, 1, 1), "early rows");
  Array.from(chance).forEach((p, row) => {
    assertClose(p, row < 4 ? 0.5 : 1, { absolute: 1e-12, because: "by hand" });
  });
  const contribution = new Float64Array(6);
  addScores(Float64Array.of(1, 0, 0, 0, 0, 0), contribution);
  expect([...contribution]).toEqual([0.5, 0.5, -0.5, -0.5, 0, 0]);
  expect(() => fitSampleModel(design, Uint8Array.of(0, 1, 0, 1, 0, 0), "early rows")).toThrow(
    expect.objectContaining({ code: "model.separated" }),
  );
});

describe("checks say what they could not see", () => {
  it("a test that cannot detect what would matter is not evaluated, whatever its p-value above 5 %", () => {
    const { columns } = columnsOf(2, 150);
    const { checks } = surrogateIndex({ ...columns, mark: 0.01, slopeMark: 0.01 });
    expect([checks.surrogacy.verdict, checks.comparability.verdict]).toEqual([
      "not evaluated",
      "not evaluated",
    ]);
    expect(checks.surrogacy.sentence).toMatch(/cannot detect less than 0\.\d+, while 0\.01 would matter\.$/);
    const seen = surrogateIndex({ ...columns, mark: 9, slopeMark: 9 }).checks;
    expect([seen.surrogacy.verdict, seen.comparability.verdict]).toEqual(["not refuted", "not refuted"]);
    expect(seen.surrogacy.sentence).toMatch(/would have been detected\.$/);
  });

  it("a log of one observed day, and one without late rows, are told", () => {
    const { columns } = columnsOf(3, 150);
    const oneDay = surrogateIndex({ ...columns, days: columns.longObserved }).checks.comparability;
    expect(oneDay).toMatchObject({ verdict: "not evaluated", fittedTo: null, days: [] });
    const kept = (values: ArrayLike<number>) =>
      Array.from(values).filter((_, row) => columns.longObserved[row] === 1);
    const whole = surrogateIndex({
      treatment: kept(columns.treatment),
      surrogates: { s: kept(columns.surrogates.s!), v: kept(columns.surrogates.v!) },
      longOutcome: kept(columns.longOutcome),
      longObserved: kept(columns.longObserved),
      users: kept(columns.users as number[]),
      days: kept(columns.days),
    });
    expect(whole.checks.support).toMatchObject({ verdict: "not evaluated", rows: 0, outside: null });
    assertClose(whole.effect.estimate, directOf(whole).onSameRows.estimate, {
      relative: 1e-12,
      because: "the same rows",
    });
  });

  it("late rows outside the range that the index was fitted to are counted", () => {
    const { columns } = columnsOf(4, 300);
    const moved = Array.from(columns.surrogates.s!, (s, row) =>
      columns.longObserved[row] === 1 ? s : s + 2,
    );
    const { support } = surrogateIndex({
      ...columns,
      surrogates: { ...columns.surrogates, s: moved },
    }).checks;
    const early = moved.filter((_, row) => columns.longObserved[row] === 1);
    const late = moved.filter((_, row) => columns.longObserved[row] === 0);
    const beyond = late.filter((s) => s > Math.max(...early) || s < Math.min(...early)).length;
    const own = support.columns.find(({ name }) => name === "s")!;
    expect(own.outside).toBe(beyond / late.length);
    expect(support.verdict).toBe("refuted");
    expect(support.outside).toBeGreaterThanOrEqual(own.outside);
    assertClose(own.standardizedDifference!, (mean(late) - mean(early)) / deviation(early), {
      relative: 0.01,
      because: "n - 1 for n in the deviation",
    });
  });
});

describe("refusals", () => {
  const { columns } = columnsOf(5, 40);
  const spoilt = (values: ArrayLike<number>, row: number, value: number) =>
    Array.from(values, (old, r) => (r === row ? value : old));
  const early = Array.from(columns.longObserved).indexOf(1);
  const late = Array.from(columns.longObserved).indexOf(0);

  it.each([
    ["surrogate.none", { surrogates: {} }, "at least one short outcome"],
    ["surrogate.name-twice", { covariates: { s: columns.surrogates.s! } }, '"s" is both'],
    ["surrogate.lengths", { days: [1, 2] }, '"days" has 2 values'],
    ["surrogate.lengths", { surrogates: { s: [1] } }, '"s" has 1 values'],
    ["surrogate.observed", { longObserved: spoilt(columns.longObserved, 3, 2) }, "row 3"],
    ["surrogate.long-outcome", { longOutcome: spoilt(columns.longOutcome, late, 1) }, "expected NaN"],
    [
      "surrogate.long-outcome",
      { longOutcome: spoilt(columns.longOutcome, early, Number.NaN) },
      "a finite number",
    ],
    ["surrogate.days", { days: spoilt(columns.days, 1, 0.5) }, "row 1"],
    [
      "surrogate.nothing-observed",
      {
        longOutcome: Array.from(columns.days, () => Number.NaN),
        longObserved: Array.from(columns.days, () => 0),
      },
      "shorter window",
    ],
    ["surrogate.mark", { mark: 0 }, "mark is 0"],
    ["surrogate.mark", { slopeMark: Number.NaN }, "slopeMark is NaN"],
    ["surrogate.index", { index: "quadratic" as never }, "expected one of them"],
    ["surrogate.index", { index: { learner: linearLearner() } as never }, "seed"],
    ["inference.level", { level: 1 }, "level is 1"],
    ["surrogate.option", { surogates: {} } as object, "surrogates"],
    ["call.argument", { treatment: undefined as never }, "treatment"],
    ["design.not-finite", { surrogates: { s: spoilt(columns.surrogates.s!, 2, Number.NaN) } }, '"s" is NaN'],
    ["design.treatment-not-binary", { treatment: spoilt(columns.treatment, 2, 3) }, "row 2"],
    ["estimator.empty-arm", { treatment: Array.from(columns.treatment, () => 1) }, "untreated"],
    [
      "surrogate.no-support",
      {
        surrogates: {
          s: columns.surrogates.s!,
          new: Array.from(columns.longObserved, (seen, row) => (seen === 1 ? 0 : row % 2)),
        },
      },
      '"new"',
    ],
    ["model.response", { index: { learner: logisticLearner(), seed: 1 } }, "0 or 1"],
  ] as const)("%s", (code, change, said) => {
    expect(() => surrogateIndex({ ...columns, ...(change as Partial<SurrogateIndexSpec>) })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(said) }),
    );
  });
});
