import { describe, expect, it } from "vitest";
import type { LearnerRows } from "../../../src/models/learners/learner.js";
import { linearLearner } from "../../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../../src/models/learners/logistic-learner.js";
import { ridgeLearner } from "../../../src/models/learners/ridge-learner.js";
import { selectLearnerRows } from "../../../src/models/learners/select-rows.js";
import { ridgeRegression } from "../../../src/models/penalised-regression.js";
import { linearRegression, logisticRegression } from "../../../src/models/regressions.js";
import { columnOf } from "../../../src/numeric/matrix.js";
import { assertClose } from "../../assert-close.js";
import { codeOf, learnerWorld } from "./learner-world.js";

const kinds = ["probability", "mean"] as const;
const plain = { probability: logisticLearner, mean: linearLearner } as const;
const same = { relative: 1e-9, absolute: 1e-12, because: "the same optimum by the same kernels" };

const specOf = ({ covariates, terms, outcome, weights }: LearnerRows) => ({
  outcome,
  weights,
  matrix: Object.fromEntries(terms.map((term, j) => [term, columnOf(covariates, j)])),
});
const agree = (found: Float64Array, expected: ArrayLike<number>) => {
  expect(found.length).toBe(expected.length);
  found.forEach((value, r) => {
    assertClose(value, expected[r]!, same);
  });
};

describe.each(kinds)("regression learners of a %s", (kind) => {
  const rows = learnerWorld(1, 200, kind);

  it("predict what the regressions fit", () => {
    const regression = kind === "mean" ? linearRegression : logisticRegression;
    agree(plain[kind]().fit(rows).predict(rows.covariates), regression(specOf(rows)).fitted);
    const ridge = ridgeRegression({
      ...specOf(rows),
      family: kind === "mean" ? "gaussian" : "binomial",
      penalty: 0.1,
    });
    agree(ridgeLearner({ kind, penalty: 0.1 }).fit(rows).predict(rows.covariates), ridge.fitted);
  });

  it("choose the penalty that predicts best, users whole, whatever the order of rows", () => {
    const withUsers = { ...rows, users: Int32Array.from({ length: 200 }, (_, r) => r % 40) };
    const learner = ridgeLearner({ kind, penalty: { seed: 3, grid: [0.01, 100, 1] } });
    const fit = learner.fit(withUsers);
    expect(fit.risks.map(({ penalty }) => penalty)).toEqual([100, 1, 0.01]);
    const least = Math.min(...fit.risks.map(({ risk }) => risk));
    expect(fit.risks.find(({ risk }) => risk === least)!.penalty).toBe(fit.penalty);
    expect(fit.penalty).toBe(0.01);
    const order = Int32Array.from({ length: 200 }, (_, r) => (r * 7 + 1) % 200);
    const again = learner.fit(selectLearnerRows(withUsers, order));
    again.risks.forEach(({ risk }, k) => {
      assertClose(risk, fit.risks[k]!.risk, same);
    });
    const listed = Int32Array.from([...rows.weights].flatMap((w, r) => Array.from({ length: w }, () => r)));
    const replicated = selectLearnerRows(withUsers, listed);
    const repeated = learner.fit({ ...replicated, weights: replicated.weights.fill(1) });
    repeated.risks.forEach(({ risk }, k) => {
      assertClose(risk, fit.risks[k]!.risk, same);
    });
  });

  it("refuse bad rows, too few rows and rows to predict that the fit says nothing about", () => {
    const learner = plain[kind]();
    const broken = { ...rows.covariates, values: rows.covariates.values.map((x, k) => (k === 3 ? NaN : x)) };
    expect(codeOf(() => learner.fit({ ...rows, covariates: broken }))).toBe("design.not-finite");
    expect(codeOf(() => learner.fit(rows).predict(broken))).toBe("design.not-finite");
    expect(codeOf(() => learner.fit({ ...rows, outcome: new Float64Array(200).fill(1) }))).toBe(
      kind === "mean" ? "model.constant-outcome" : "model.one-class",
    );
    expect(codeOf(() => learner.fit({ ...rows, terms: ["a", "b", "a"] }))).toBe("model.terms");
    const few = selectLearnerRows(rows, Int32Array.of(0, 1, 2));
    expect(codeOf(() => learner.fit({ ...few, outcome: Float64Array.of(0, 1, 0) }))).toBe(
      "model.too-few-rows",
    );

    const twice = { ...rows.covariates, values: rows.covariates.values.slice() };
    twice.values.set(columnOf(rows.covariates, 0), 400);
    const fit = learner.fit({ ...rows, covariates: twice });
    const two = { rows: 200, columns: 2, values: rows.covariates.values.slice(0, 400) };
    const expected = learner.fit({ ...rows, covariates: two, terms: ["a", "b"] }).predict(two);
    agree(fit.predict(twice), expected);
    expect(codeOf(() => fit.predict(rows.covariates))).toBe("model.inestimable");
    expect(
      ridgeLearner({ kind, penalty: 0.1 })
        .fit({ ...rows, covariates: twice })
        .predict(rows.covariates)
        .every(Number.isFinite),
    ).toBe(true);
  });

  it("refuse options without meaning", () => {
    expect(codeOf(() => ridgeLearner({ kind, penalty: -1 }))).toBe("learner.options");
    expect(codeOf(() => ridgeLearner({ kind, penalty: { grid: [], seed: 1 } }))).toBe("learner.options");
    expect(codeOf(() => ridgeLearner({ kind: "odds" as "mean", penalty: 1 }))).toBe("learner.options");
    expect(codeOf(() => ridgeLearner({ kind, penalty: { seed: 1, folds: 300 } }).fit(rows))).toBe(
      "folds.invalid",
    );
  });
});

describe("learners of a probability", () => {
  it("name the terms that separate the classes, where ridge has a fit strictly between 0 and 1", () => {
    const rows = learnerWorld(2, 100, "probability");
    const separated = { ...rows, outcome: columnOf(rows.covariates, 1).map((x) => (x > 0 ? 1 : 0)) };
    expect(codeOf(() => logisticLearner().fit(separated))).toBe("model.separated");
    const far = { ...rows.covariates, values: rows.covariates.values.map((x) => 1000 * x) };
    const p = ridgeLearner({ kind: "probability", penalty: 0.01 }).fit(separated).predict(far);
    expect(p.every((value) => value > 0 && value < 1)).toBe(true);
  });
});
