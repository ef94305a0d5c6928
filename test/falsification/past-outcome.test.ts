import { beforeAll, describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { ipw } from "../../src/estimators/ipw.js";
import { ipwTruncated } from "../../src/estimators/ipw-truncated.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { overlapWeighted } from "../../src/estimators/overlap-weighted.js";
import { comparedWeights, plainWeights } from "../../src/falsification/compared-weights.js";
import { pastOutcomeControl } from "../../src/falsification/past-outcome-control.js";
import { twoSidedTest } from "../../src/falsification/two-sided-test.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

/**
 * Users of two rows: a latent habit moves the past outcome, and treatment when `hidden`; the covariate moves treatment.
 */
function draw(seed: number, hidden: number, users = 150) {
  const random = createRandom(seed, "past outcome test");
  const columns = {
    users: [] as number[],
    treatment: [] as number[],
    outcome: [] as number[],
    x: [] as number[],
  };
  const past: number[] = [];
  for (let user = 0; user < users; user++) {
    const habit = random.normal();
    for (let row = 0; row < 2; row++) {
      const x = 0.5 * habit + random.normal();
      const e = 1 / (1 + Math.exp(-(0.3 + 0.7 * x + hidden * habit)));
      columns.users.push(user);
      columns.treatment.push(random.uniform() < e ? 1 : 0);
      columns.outcome.push(habit + random.normal());
      columns.x.push(x);
      past.push(habit + 0.5 * x + random.normal());
    }
  }
  const { users: ids, treatment, outcome, x } = columns;
  const design = designFromColumns({ users: ids, treatment, outcome, covariates: { x } });
  return { design, past: Float64Array.from(past) };
}

const control = (seed: number, hidden: number) => {
  const { design, past } = draw(seed, hidden);
  const models = nuisanceModels(design);
  const compared = comparedWeights(design, ipw.estimate(design, models).weighting!, models);
  return pastOutcomeControl(design, past, compared);
};

describe("the past-outcome control", () => {
  it("is the difference of weighted means over the rows that have a past", () => {
    const design = designFromColumns({ treatment: [1, 1, 1, 0, 0, 0], outcome: [0, 0, 0, 0, 0, 1] });
    const past = Float64Array.of(4, 8, Number.NaN, 1, 2, 6);
    const weights = { ...plainWeights(6), weight: Float64Array.of(1, 3, 9, 2, 1, 1) };
    const found = pastOutcomeControl(design, past, weights);
    // (4 + 24) / 4 - (2 + 2 + 6) / 4
    assertClose(found.difference.estimate, 7 - 2.5, { absolute: 1e-12, because: "by hand" });
    expect([found.rows, found.lostRows]).toEqual([5, 1]);
    // variances 8 of (4, 8) and 7 of (1, 2, 6)
    assertClose(found.standardDeviation, Math.sqrt(7.5), { absolute: 1e-12, because: "by hand" });
  });

  it.each([ipw, ipwTruncated, overlapWeighted])(
    "has the very estimate and error of $name when the past stands in for the outcome",
    (estimator) => {
      const { design } = draw(3, 0);
      const models = nuisanceModels(design);
      const fit = estimator.estimate(design, models);
      const outcome = Float64Array.from([...design.shards].flatMap((shard) => [...shard.outcome]));
      const found = pastOutcomeControl(design, outcome, comparedWeights(design, fit.weighting!, models));
      assertClose(found.difference.estimate, fit.effect.estimate, {
        absolute: 1e-12,
        because: "the same sums",
      });
      assertClose(standardError(found.difference), standardError(fit.effect), {
        // a truncated weight moves with the prevalence in its numerator, which is left out here
        relative: estimator === ipwTruncated ? 0.02 : 1e-10,
        because: "the same scores",
      });
    },
  );

  it("refuses an arm without a past, and says how many rows have one", () => {
    const { design, past } = draw(3, 0);
    const treated = [...design.shards].flatMap((shard) => [...shard.treatment]);
    const oneArm = past.map((value, row) => (treated[row] === 1 ? Number.NaN : value));
    expect(() => pastOutcomeControl(design, oneArm, plainWeights(design.rows))).toThrow(
      expect.objectContaining({ code: "pastOutcome.no-rows" }),
    );
  });

  describe("over 500 samples", () => {
    const tests = (hidden: number, samples: number) =>
      Array.from({ length: samples }, (_, seed) => {
        const { difference } = control(1000 + seed, hidden);
        return { estimate: difference.estimate, ...twoSidedTest(difference) };
      });
    let sound: ReturnType<typeof tests>;
    beforeAll(() => {
      sound = tests(0, 500);
    });

    it("has an error as large as the estimates scatter, and rejects in one of twenty", () => {
      const mean = sound.reduce((sum, { estimate }) => sum + estimate, 0) / sound.length;
      const scatter = Math.sqrt(
        sound.reduce((sum, { estimate }) => sum + (estimate - mean) ** 2, 0) / (sound.length - 1),
      );
      const error = sound.reduce((sum, test) => sum + test.standardError, 0) / sound.length;
      // Monte Carlo error of the ratio: sqrt(1 / (2 · 499)) = 3.2 %
      assertClose(error / scatter, 1, { absolute: 0.1, because: "three Monte Carlo errors" });
      const rejected = sound.filter(({ pValue }) => pValue < 0.05).length / sound.length;
      expect(rejected).toBeGreaterThan(0.02);
      expect(rejected).toBeLessThan(0.085);
    });

    it("finds a hidden confounder", () => {
      const found = tests(1, 40).filter(({ pValue }) => pValue < 0.05);
      expect(found.length).toBeGreaterThanOrEqual(36);
    });
  });
});
