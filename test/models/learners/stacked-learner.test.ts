import { describe, expect, it } from "vitest";
import { boostedTrees } from "../../../src/models/learners/boosted-trees.js";
import { crossFit } from "../../../src/models/learners/cross-fit.js";
import { foldOfRows } from "../../../src/models/learners/fold-of-rows.js";
import type { Learner } from "../../../src/models/learners/learner.js";
import { linearLearner } from "../../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../../src/models/learners/logistic-learner.js";
import { minimiseOnSimplex } from "../../../src/models/learners/minimise-on-simplex.js";
import { predictionRisk } from "../../../src/models/learners/prediction-risk.js";
import { ridgeLearner } from "../../../src/models/learners/ridge-learner.js";
import { stackedLearner } from "../../../src/models/learners/stacked-learner.js";
import { stackingWeights } from "../../../src/models/learners/stacking-weights.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";
import { codeOf, learnerWorld } from "./learner-world.js";

const kinds = ["probability", "mean"] as const;
const candidatesOf = (kind: "probability" | "mean"): Record<string, Learner> => ({
  regression: kind === "mean" ? linearLearner() : logisticLearner(),
  ridge: ridgeLearner({ kind, penalty: 1 }),
  trees: boostedTrees({ kind, trees: 20, depth: 2 }),
});

describe("the minimum on the simplex", () => {
  it("of a worked case: min (α₁ - 0.9)² + (α₂ - 0.5)² + (α₃ + 2)² is at 0.7, 0.3, 0", () => {
    const hessian = Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2);
    const found = minimiseOnSimplex(hessian, Float64Array.of(1.8, 1, -4), new Float64Array(3).fill(1 / 3));
    [0.7, 0.3, 0].forEach((expected, k) => {
      assertClose(found[k]!, expected, { absolute: 1e-11, because: "closed form" });
    });
  });

  it("meets the optimality conditions of random problems, singular ones too", () => {
    const random = createRandom(5, "simplex");
    for (let k = 0; k < 50; k++) {
      const m = 2 + random.integer(6);
      const rank = 1 + random.integer(m);
      const factor = Float64Array.from({ length: m * rank }, () => random.normal());
      const hessian = Float64Array.from({ length: m * m }, (_, at) => {
        let sum = 0;
        for (let l = 0; l < rank; l++)
          sum += factor[Math.floor(at / m) * rank + l]! * factor[(at % m) * rank + l]!;
        return sum;
      });
      const linear = Float64Array.from({ length: m }, () => random.normal());
      const at = minimiseOnSimplex(hessian, linear, new Float64Array(m).fill(1 / m));
      assertClose(
        at.reduce((sum, a) => sum + a, 0),
        1,
        { absolute: 1e-12, because: "moves keep the sum" },
      );
      const slope = linear.map((c, i) => at.reduce((sum, a, j) => sum + hessian[i * m + j]! * a, -c));
      const least = Math.min(...slope);
      at.forEach((a, i) => {
        expect(a).toBeGreaterThanOrEqual(0);
        if (a > 0) expect(slope[i]! - least).toBeLessThan(1e-9);
      });
    }
  });
});

describe.each(kinds)("stacking of a %s", (kind) => {
  const rows = { ...learnerWorld(11, 300, kind), users: Int32Array.from({ length: 300 }, (_, r) => r % 60) };

  it("finds the least risk of any convex combination", () => {
    const foldOfRow = foldOfRows(rows, 4, 9);
    const predictions = Object.values(candidatesOf(kind)).map((learner) =>
      crossFit({ ...rows, foldOfRow, learner }),
    );
    const risk = (weights: readonly number[]) =>
      predictionRisk(
        kind,
        rows.outcome,
        rows.weights,
        rows.outcome.map((_, r) => predictions.reduce((sum, p, k) => sum + weights[k]! * p[r]!, 0)),
      );
    const least = risk([...stackingWeights(kind, rows.outcome, rows.weights, predictions)]);
    for (let a = 0; a <= 20; a++)
      for (let b = 0; a + b <= 20; b++)
        expect(least).toBeLessThanOrEqual(risk([a / 20, b / 20, (20 - a - b) / 20]) + 1e-12);
  });

  it("reports risks and weights, predicts their combination, the same whatever the unit of the weights", () => {
    const learner = stackedLearner({ candidates: candidatesOf(kind), folds: 4, seed: 9 });
    const fit = learner.fit(rows);
    const { candidates } = fit;
    expect(candidates.map(({ name }) => name)).toEqual(["regression", "ridge", "trees"]);
    assertClose(
      candidates.reduce((sum, { weight }) => sum + weight, 0),
      1,
      { absolute: 1e-12, because: "a convex combination" },
    );
    for (const { weight, risk } of candidates) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(fit.risk).toBeLessThanOrEqual(risk + 1e-12);
    }
    const parts = Object.values(candidatesOf(kind)).map((one) => one.fit(rows).predict(rows.covariates));
    fit.predict(rows.covariates).forEach((value, r) => {
      assertClose(
        value,
        candidates.reduce((sum, { weight }, k) => sum + weight * parts[k]![r]!, 0),
        { relative: 1e-12, because: "the same sum" },
      );
    });
    const scaled = learner.fit({ ...rows, weights: rows.weights.map((w) => 5 * w) });
    scaled.candidates.forEach(({ weight }, k) => {
      assertClose(weight, candidates[k]!.weight, { absolute: 1e-6, because: "equal up to rounding" });
    });
  });

  it("gives all weight to the truth beside noise", () => {
    const random = createRandom(2, "noise");
    const good = rows.outcome.map((y) => (kind === "mean" ? y + 0.1 * random.normal() : y === 1 ? 0.9 : 0.1));
    const noise = rows.outcome.map(() => 0.2 + 0.6 * random.uniform());
    const weights = stackingWeights(kind, rows.outcome, rows.weights, [noise, good]);
    expect(weights[1]).toBeGreaterThan(0.95);
  });

  it("refuses one candidate, mixed kinds, and says which fold of which candidate failed", () => {
    const { ridge } = candidatesOf(kind);
    expect(codeOf(() => stackedLearner({ candidates: { ridge: ridge! }, seed: 1 }))).toBe("learner.options");
    const other = boostedTrees({ kind: kind === "mean" ? "probability" : "mean" });
    expect(codeOf(() => stackedLearner({ candidates: { ridge: ridge!, other }, seed: 1 }))).toBe(
      "learner.options",
    );
    const learner = stackedLearner({ candidates: candidatesOf(kind), folds: 2, seed: 1 });
    const outcome = new Float64Array(300).fill(0, 0, 299);
    outcome[299] = 1;
    expect(() => learner.fit({ ...rows, outcome })).toThrowError(/without fold \d \(of 2/);
    expect(codeOf(() => learner.fit({ ...rows, outcome }))).toBe(
      kind === "mean" ? "model.constant-outcome" : "model.one-class",
    );
  });
});
