import { describe, expect, it } from "vitest";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { designOf, type TestRow } from "./design-of.js";
import { simulatedDesign } from "./simulated-design.js";

const all = Object.values(estimators);
const adjusted = all.filter((estimator) => estimator.name !== "naive");

function rowsOf(seed: number): TestRow[] {
  const design = simulatedDesign({ seed, users: 60, daysPerUser: 4, terms: 2 });
  const [shard] = [...design.shards];
  return Array.from({ length: shard!.rows }, (_, r) => ({
    user: shard!.user[r]!,
    treatment: shard!.treatment[r]!,
    outcome: shard!.outcome[r]!,
    terms: [shard!.covariates.values[shard!.rows + r]!, shard!.covariates.values[2 * shard!.rows + r]!],
  }));
}

function thrown(work: () => unknown): {
  name: string;
  code: string;
  message: string;
  details: Record<string, unknown>;
} {
  try {
    work();
  } catch (error) {
    return error as never;
  }
  throw new Error("nothing was thrown");
}

describe.each(all)("$name refuses", (estimator) => {
  it.each([0, 1])("a treatment that is %i everywhere", (arm) => {
    const error = thrown(() =>
      estimator.estimate(designOf(rowsOf(1).map((row) => ({ ...row, treatment: arm })))),
    );
    expect(error).toMatchObject({ name: "NotEstimableError", code: "estimator.empty-arm" });
    expect(error.message).toContain(arm === 1 ? "untreated" : "treated");
  });

  it("no rows at all", () => {
    expect(thrown(() => estimator.estimate(designOf([], { users: 3 }))).code).toBe("estimator.empty-arm");
  });

  it.each([
    { what: "a NaN term", change: { terms: [Number.NaN, 1] }, says: 'analysis row 5: term "x1" is NaN' },
    { what: "a NaN outcome", change: { outcome: Number.NaN }, says: "analysis row 5: outcome is NaN" },
    { what: "treatment 0.3", change: { treatment: 0.3 }, says: "analysis row 5: treatment is 0.3" },
    { what: "weight 0", change: { averaging: 0 }, says: "analysis row 5: averaging weight is 0" },
    {
      what: "an infinite term",
      change: { terms: [1, Number.NEGATIVE_INFINITY] },
      says: 'term "x2" is -Infinity',
    },
  ])("$what, naming it", ({ change, says }) => {
    const rows = rowsOf(2).map((row, r) => (r === 5 ? { ...row, ...change } : row));
    const error = thrown(() => estimator.estimate(designOf(rows)));
    expect(error).toMatchObject({ name: "PanelError", code: "design.invalid" });
    expect(error.message).toContain(says);
  });

  it("outcomes that overflow", () => {
    const rows = rowsOf(2).map((row, r) => ({ ...row, outcome: r % 2 === 0 ? 1e200 : -1e200 }));
    const { code } = thrown(() => estimator.estimate(designOf(rows)));
    // learners refuse such outcomes before an estimate is formed
    expect(code).toBe(estimator.name === "aipwCrossFitted" ? "model.response" : "estimator.overflow");
  });

  it("models of another design", () => {
    const other = nuisanceModels(designOf(rowsOf(3)));
    expect(thrown(() => estimator.estimate(designOf(rowsOf(2)), other)).code).toBe("design.other-models");
  });

  it("a user index beyond the panel, and a row count that is not the shards'", () => {
    const design = designOf(rowsOf(2));
    expect(thrown(() => estimator.estimate({ ...design, users: 10 })).code).toBe("design.invalid");
    expect(thrown(() => estimator.estimate({ ...design, rows: 10 })).code).toBe("design.invalid");
  });
});

describe("perfect prediction of treatment", () => {
  const rows = rowsOf(3).map((row, r) => ({
    ...row,
    terms: [...row.terms, row.treatment === 1 && r % 5 === 0 ? 1 : 0],
  }));
  it.each([
    estimators.ipw,
    estimators.ipwTruncated,
    estimators.aipw,
    estimators.tmle,
    estimators.overlapWeighted,
    estimators.gEstimation,
    estimators.propensityStratification,
    estimators.propensityRegression,
  ])("is said by $name, with the term", (estimator) => {
    const error = thrown(() => estimator.estimate(designOf(rows)));
    expect(error).toMatchObject({ name: "NotEstimableError", code: "model.separated" });
    expect(error.details.terms).toEqual(["x3"]);
    expect(error.message).toContain("propensity model");
  });

  it("leaves standardisation without support in the other arm", () => {
    const error = thrown(() => estimators.standardisation.estimate(designOf(rows)));
    expect(error).toMatchObject({ name: "NotEstimableError", code: "outcome.no-support" });
    expect(error.details).toMatchObject({ term: "x3", arm: 0 });
  });
});

describe("exactly collinear terms", () => {
  it.each(adjusted.filter(({ name }) => name !== "aipwCrossFitted"))(
    "are dropped once by $name, named, and change nothing",
    (estimator) => {
      const rows = rowsOf(4);
      const plain = estimator.estimate(designOf(rows));
      const more = estimator.estimate(
        designOf(
          rows.map((row) => ({ ...row, terms: [...row.terms, 7, 2 * row.terms[0]! - row.terms[1]!] })),
          { terms: ["a", "b", "constant", "combination"] },
        ),
      );
      expect(plain.aliased).toEqual([]);
      expect(more.aliased).toEqual(["constant", "combination"]);
      expect(more.effect.estimate).toBeCloseTo(plain.effect.estimate, 10);
      for (const part of ["treated", "control", "effect"] as const)
        more[part].influence.forEach((value, i) => {
          expect(value).toBeCloseTo(plain[part].influence[i]!, 8);
        });
    },
  );
});
