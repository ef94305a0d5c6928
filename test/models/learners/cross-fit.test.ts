import { describe, expect, it } from "vitest";
import { NotEstimableError } from "../../../src/errors.js";
import { boostedTrees } from "../../../src/models/learners/boosted-trees.js";
import { crossFit } from "../../../src/models/learners/cross-fit.js";
import type { Learner } from "../../../src/models/learners/learner.js";
import { logisticLearner } from "../../../src/models/learners/logistic-learner.js";
import { mlLogisticRegression } from "../../../src/models/learners/ml-logistic-regression.js";
import { ridgeLearner } from "../../../src/models/learners/ridge-learner.js";
import { selectLearnerRows, selectMatrixRows } from "../../../src/models/learners/select-rows.js";
import { userFolds } from "../../../src/models/learners/user-folds.js";
import { codeOf, learnerWorld } from "./learner-world.js";

/** Predicts the weighted mean of its training outcomes plus the first covariate. */
const meanLearner: Learner = {
  name: "mean",
  kind: "mean",
  fit({ outcome, weights }) {
    const total = weights.reduce((sum, w) => sum + w, 0);
    const mean = outcome.reduce((sum, y, r) => sum + (weights[r]! * y) / total, 0);
    return { predict: (covariates) => covariates.values.map((x) => mean + x) };
  },
};

const spec = {
  covariates: { rows: 6, columns: 1, values: Float64Array.of(0, 10, 20, 30, 40, 50) },
  terms: ["x"],
  outcome: Float64Array.of(1, 2, 3, 4, 5, 6),
  weights: Float64Array.of(1, 1, 1, 1, 1, 3),
  foldOfRow: Int32Array.of(0, 1, 2, 0, 1, 2),
  learner: meanLearner,
};

describe("user folds", () => {
  it("are as even as can be, the same for the same seed, another for another", () => {
    const folds = userFolds(23, 5, 7);
    const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((of) => of === fold).length);
    expect(sizes.sort()).toEqual([4, 4, 5, 5, 5]);
    expect(userFolds(23, 5, 7)).toEqual(folds);
    expect(userFolds(23, 5, 8)).not.toEqual(folds);
  });

  it("refuse fewer than two folds, more folds than users and fractions", () => {
    for (const [users, folds] of [
      [10, 1],
      [3, 4],
      [10, 2.5],
      [Number.NaN, 2],
    ] as const)
      expect(codeOf(() => userFolds(users, folds, 1))).toBe("folds.invalid");
    expect(codeOf(() => userFolds(10, 2, Number.NaN))).toBe("folds.invalid");
  });
});

describe("cross-fitting", () => {
  it("predicts every fold by the others' fit", () => {
    // Without fold 0: (2 + 3 + 5 + 3·6) / 6 = 28/6; without 1: (1 + 3 + 4 + 18) / 6 = 26/6; without 2: 12/4 = 3.
    const [a, b, c] = [28 / 6, 26 / 6, 3];
    const expected = [a, b + 10, c + 20, a + 30, b + 40, c + 50];
    crossFit(spec).forEach((value, row) => {
      expect(value).toBeCloseTo(expected[row]!, 12);
    });
  });

  it("trains on chosen rows only and predicts all", () => {
    // Training rows are 0, 1, 2: without fold 0 (2 + 3) / 2, without 1 (1 + 3) / 2, without 2 (1 + 2) / 2.
    const trainOn = Uint8Array.of(1, 1, 1, 0, 0, 0);
    const found = crossFit({ ...spec, trainOn, outcome: Float64Array.of(1, 2, 3, NaN, NaN, NaN) });
    expect([...found]).toEqual([2.5, 12, 21.5, 32.5, 42, 51.5]);
  });

  it("says what is wrong with the folds", () => {
    const { learner } = spec;
    const folds = (...values: number[]) =>
      codeOf(() => crossFit({ ...spec, foldOfRow: Int32Array.from(values) }));
    const split = (...values: number[]) =>
      codeOf(() =>
        crossFit({ ...spec, users: Int32Array.of(5, 5, 7, 7, 9, 9), foldOfRow: Int32Array.from(values) }),
      );
    expect(folds(0, 0, 0, 0, 0, 0)).toBe("folds.invalid");
    expect(folds(0, 2, 0, 2, 0, 2)).toBe("folds.invalid");
    expect(folds(0, -1, 0, 1, 0, 1)).toBe("folds.invalid");
    expect(split(0, 0, 1, 1, 0, 1)).toBe("folds.invalid");
    expect(split(0, 0, 1, 1, 1, 1)).toBeUndefined();
    expect(folds(0, 1)).toBe("model.lengths");
    const covariates = { ...spec.covariates, values: Float64Array.of(0, 1, Number.NaN, 3, 4, 5) };
    expect(codeOf(() => crossFit({ ...spec, learner, covariates }))).toBe("design.not-finite");
    expect(codeOf(() => crossFit({ ...spec, trainOn: Uint8Array.of(1, 0, 0, 1, 0, 0) }))).toBe(
      "folds.no-training-rows",
    );
  });

  it("names the fold whose fit failed and keeps class and code", () => {
    let fits = 0;
    const failing: Learner = {
      ...meanLearner,
      fit: (rows) => {
        fits += 1;
        if (fits === 2) throw new NotEstimableError("model.one-class", "only 0");
        return meanLearner.fit(rows);
      },
    };
    expect(() => crossFit({ ...spec, learner: failing })).toThrowError(NotEstimableError);
    fits = 0;
    expect(() => crossFit({ ...spec, learner: failing })).toThrowError(/without fold 1 \(of 3/);
    fits = 0;
    expect(codeOf(() => crossFit({ ...spec, learner: failing }))).toBe("model.one-class");
  });

  it("refuses training sets without treated rows, whatever the learner, and says the fold", () => {
    const rows = learnerWorld(31, 90, "probability");
    const foldOfRow = Int32Array.from({ length: 90 }, (_, r) => r % 3);
    const outcome = Float64Array.from({ length: 90 }, (_, r) => (r % 3 === 1 && r < 30 ? 1 : 0));
    for (const learner of [
      logisticLearner(),
      ridgeLearner({ kind: "probability", penalty: 1 }),
      boostedTrees({ kind: "probability", trees: 2 }),
      mlLogisticRegression(),
    ]) {
      const work = () =>
        crossFit({ ...rows, weights: new Float64Array(90).fill(1), outcome, foldOfRow, learner });
      expect(codeOf(work)).toBe("model.one-class");
      expect(work).toThrowError(/without fold 1 \(of 3.*in all 60 rows/);
    }
  });

  it("of a learner is the learner's fit to the other folds", () => {
    const rows = learnerWorld(32, 150, "probability");
    const foldOfRow = Int32Array.from({ length: 150 }, (_, r) => (r * 7) % 3);
    const learner = boostedTrees({ kind: "probability", trees: 5 });
    const found = crossFit({ ...rows, foldOfRow, learner });
    const places = (holds: (fold: number) => boolean) =>
      Int32Array.from([...foldOfRow.keys()].filter((row) => holds(foldOfRow[row]!)));
    const held = places((fold) => fold === 2);
    const fit = learner.fit(
      selectLearnerRows(
        rows,
        places((fold) => fold !== 2),
      ),
    );
    expect(fit.predict(selectMatrixRows(rows.covariates, held))).toEqual(
      Float64Array.from(held, (row) => found[row]!),
    );
  });
});
