import { describe, expect, it } from "vitest";
import type { LearnerRows } from "../../../src/models/learners/learner.js";
import { linearLearner } from "../../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../../src/models/learners/logistic-learner.js";
import { mlLogisticRegression } from "../../../src/models/learners/ml-logistic-regression.js";
import { mlRegression } from "../../../src/models/learners/ml-regression.js";
import { columnOf } from "../../../src/numeric/matrix.js";
import { assertClose } from "../../assert-close.js";
import { codeOf, learnerWorld } from "./learner-world.js";

const unweighted = (seed: number, rows: number, kind: "probability" | "mean"): LearnerRows => {
  const made = learnerWorld(seed, rows, kind);
  return { ...made, weights: made.weights.fill(2) };
};
const agree = (found: Float64Array, expected: Float64Array, relative: number, because: string) => {
  expect(found.length).toBe(expected.length);
  found.forEach((value, r) => {
    assertClose(value, expected[r]!, { relative, absolute: relative, because });
  });
};
const line = (x: readonly number[], y: readonly number[]): LearnerRows => ({
  covariates: { rows: x.length, columns: 1, values: Float64Array.from(x) },
  terms: ["x"],
  outcome: Float64Array.from(y),
  weights: new Float64Array(x.length).fill(1),
});

describe("ml-logistic-regression", () => {
  const rows = unweighted(21, 300, "probability");
  /** Badly scaled: one column at 1e6 with small variation, one tiny. */
  const scaled = {
    ...rows.covariates,
    values: rows.covariates.values.map((x, k) => (k < 300 ? 1e6 + 10 * x : k < 600 ? 1e-6 * x : x)),
  };

  it("reaches the maximum of the likelihood, badly scaled covariates too", () => {
    for (const covariates of [rows.covariates, scaled]) {
      const data = { ...rows, covariates };
      agree(
        mlLogisticRegression().fit(data).predict(covariates),
        logisticLearner().fit(data).predict(covariates),
        1e-7,
        "mean scores below 1e-8",
      );
    }
  });

  it("leaves out rows of weight 0 and refuses other weights by name", () => {
    const some = { ...rows, weights: rows.weights.map((w, r) => (r < 50 ? 0 : w)) };
    agree(
      mlLogisticRegression().fit(some).predict(rows.covariates),
      logisticLearner().fit(some).predict(rows.covariates),
      1e-7,
      "mean scores below 1e-8",
    );
    const weighted = { ...rows, weights: rows.weights.map((w, r) => w + r) };
    expect(codeOf(() => mlLogisticRegression().fit(weighted))).toBe("learner.unweighted");
  });

  it("names what it cannot fit", () => {
    expect(codeOf(() => mlLogisticRegression({ steps: 3 }).fit(rows))).toBe("model.not-converged");
    const outcome = columnOf(rows.covariates, 0).map((x) => (x > 0 ? 1 : 0));
    expect(codeOf(() => mlLogisticRegression().fit({ ...rows, outcome }))).toBe("model.not-converged");
    const twice = { ...rows.covariates, values: rows.covariates.values.slice() };
    twice.values.set(columnOf(rows.covariates, 0), 600);
    expect(() => mlLogisticRegression().fit({ ...rows, covariates: twice })).toThrowError(
      /"c" is constant or/,
    );
    expect(codeOf(() => mlLogisticRegression().fit({ ...rows, outcome: outcome.fill(1) }))).toBe(
      "model.one-class",
    );
    expect(codeOf(() => mlLogisticRegression({ steps: 0 }))).toBe("learner.options");
  });
});

describe("ml-regression", () => {
  it("linear: the least squares fit", () => {
    const rows = unweighted(22, 200, "mean");
    agree(
      mlRegression({ method: "linear" }).fit(rows).predict(rows.covariates),
      linearLearner().fit(rows).predict(rows.covariates),
      1e-9,
      "normal equations of standardised columns",
    );
  });

  it("polynomial: the same as least squares on powers, far from 0 too", () => {
    const x = Array.from({ length: 60 }, (_, k) => 1000 + k / 10);
    const y = x.map((value, k) => Math.sin(value) + ((k * 7) % 5) / 10);
    const z = x.map((value) => value - 1003);
    const powers = {
      ...line(x, y),
      covariates: {
        rows: 60,
        columns: 4,
        values: Float64Array.from([1, 2, 3, 4].flatMap((d) => z.map((v) => v ** d))),
      },
      terms: ["z", "z2", "z3", "z4"],
    };
    const rows = line(x, y);
    agree(
      mlRegression({ method: "polynomial", degree: 4 }).fit(rows).predict(rows.covariates),
      linearLearner().fit(powers).predict(powers.covariates),
      1e-8,
      "the same polynomial about another origin",
    );
  });

  it("Theil-Sen: the median of pairwise slopes, which one wild outcome does not move", () => {
    // y = 2x but for the last: of the 10 slopes 6 are 2, so the median is 2; the intercept is the median of y - 2x, 0.
    const rows = line([1, 2, 3, 4, 5], [2, 4, 6, 8, 1000]);
    agree(
      mlRegression({ method: "theilSen" }).fit(rows).predict(rows.covariates),
      Float64Array.of(2, 4, 6, 8, 10),
      1e-12,
      "closed form",
    );
  });

  it("names what it cannot fit", () => {
    const rows = unweighted(23, 50, "mean");
    const weighted = { ...rows, weights: rows.weights.map((w, r) => w + r) };
    expect(codeOf(() => mlRegression({ method: "linear" }).fit(weighted))).toBe("learner.unweighted");
    expect(codeOf(() => mlRegression({ method: "theilSen" }).fit(rows))).toBe("learner.one-covariate");
    expect(
      codeOf(() =>
        mlRegression({ method: "polynomial", degree: 3 }).fit(line([1, 1, 2, 2, 1], [1, 2, 3, 4, 5])),
      ),
    ).toBe("model.too-few-rows");
    expect(codeOf(() => mlRegression({ method: "polynomial", degree: 0.5 }))).toBe("learner.options");
    expect(codeOf(() => mlRegression({ method: "theilSen", degree: 2 } as never))).toBe("learner.options");
    const twice = { ...rows.covariates, values: rows.covariates.values.slice() };
    twice.values.set(columnOf(rows.covariates, 0), 100);
    expect(codeOf(() => mlRegression({ method: "linear" }).fit({ ...rows, covariates: twice }))).toBe(
      "model.collinear",
    );
    expect(
      codeOf(() => mlRegression({ method: "linear" }).fit({ ...rows, outcome: new Float64Array(50) })),
    ).toBe("model.constant-outcome");
  });
});
