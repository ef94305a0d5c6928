import { describe, expect, it } from "vitest";
import { designWithoutRow } from "../../src/design/design-without-row.js";
import { estimators } from "../../src/estimators/registry.js";
import { standardError } from "../../src/inference/standard-error.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { heaviestRow } from "../../src/study/evidence/heaviest-row.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "../estimators/design-of.js";
import { simulatedDesign } from "../estimators/simulated-design.js";

/** A static world with one row that is far off in a term and in the outcome. */
const strained = () => {
  const design = simulatedDesign({ seed: 13, users: 80, daysPerUser: 3, terms: 2 });
  const [shard] = [...design.shards];
  shard!.outcome[100] = 9;
  shard!.covariates.values[shard!.rows + 100] = -8;
  return design;
};

describe("the row that an estimate leans on", () => {
  const names: readonly EstimatorName[] = ["naive", "ipw", "ipwTruncated", "standardisation", "aipw"];
  it.each(names)("of %s is the worst of all rows, each left out in turn", (name) => {
    const design = strained();
    const fit = estimators[name].estimate(design);
    const error = standardError(fit.effect);
    const exact = Array.from({ length: design.rows }, (_, row) => {
      const without = estimators[name].estimate(designWithoutRow(design, row));
      return Math.abs(without.effect.estimate - fit.effect.estimate) / error;
    });
    const found = heaviestRow(design, fit, error);
    expect(found.row).toBe(exact.indexOf(Math.max(...exact)));
    assertClose(found.share!, Math.max(...exact), { relative: 1e-9, because: "the same two fits" });
  });

  it("is not understated by one step where a row decides a slope", () => {
    const design = strained();
    const fit = estimators.aipw.estimate(design);
    const error = standardError(fit.effect);
    const oneStep = Math.abs(fit.dominantRows[0]!.shift) / error;
    expect(heaviestRow(design, fit, error).share!).toBeGreaterThan(1.1 * oneStep);
  });

  it("is one without which there is no estimate, and why", () => {
    // Two treated rows; without either the treated arm has one.
    const design = designOf([
      { user: 0, treatment: 1, outcome: 4, terms: [] },
      { user: 1, treatment: 1, outcome: 9, terms: [] },
      { user: 2, treatment: 0, outcome: 1, terms: [] },
      { user: 3, treatment: 0, outcome: 3, terms: [] },
      { user: 4, treatment: 0, outcome: 2, terms: [] },
    ]);
    const fit = estimators.naive.estimate(design);
    const found = heaviestRow(design, fit, standardError(fit.effect));
    expect(found).toMatchObject({ row: 0, share: null });
    expect(found.reason).toMatch(/each arm needs at least two/);
  });
});
