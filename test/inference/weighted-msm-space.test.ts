import { describe, expect, it } from "vitest";
import { multiplicitiesOf } from "../../src/inference/bootstrap/resample.js";
import { drawnQuantiles } from "../../src/inference/bootstrap/weighted-msm/drawn-quantiles.js";
import { drawUsers } from "../../src/inference/bootstrap/weighted-msm/drawn-users.js";
import { withScratch } from "../../src/inference/bootstrap/weighted-msm/replicate-scratch.js";
import {
  releaseSlot,
  sharedSpace,
  takeSlot,
} from "../../src/inference/bootstrap/weighted-msm/shared-space.js";
import { planWeightedMsm } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-plan.js";
import { weightedMsmStatistic } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-statistic.js";
import { fitLogistic } from "../../src/models/fit-logistic.js";
import { treatmentRows } from "../../src/models/treatment-rows.js";
import { frequencyQuantiles } from "../../src/numeric/frequency-quantiles.js";
import { multiply } from "../../src/numeric/products.js";
import { createRandom } from "../../src/numeric/random.js";
import { clusterKernel } from "../../src/numeric/simd/cluster-kernel.js";
import { assertClose } from "../assert-close.js";
import { simulatedDesign } from "../estimators/simulated-design.js";

const users = 60;
const plan = planWeightedMsm(
  simulatedDesign({ seed: 5, users, daysPerUser: 5, terms: 3, usersPerShard: 25 }),
  {
    truncation: [0.05, 0.95],
  },
);
const draw = (index: number) => multiplicitiesOf({ kind: "replicate", seed: 1, index }, users);

describe("the propensity of the whole sample", () => {
  it.each([
    [60, 5],
    [500, 45],
  ])("in place is that of fitLogistic, %i users of %i days", (count, daysPerUser) => {
    const design = simulatedDesign({ seed: 6, users: count, daysPerUser, terms: 4, usersPerShard: 300 });
    const { clusters, scores } = planWeightedMsm(design);
    const { coefficients } = fitLogistic(treatmentRows(design));
    for (const { rows, firstRow, treatment, covariates } of design.shards) {
      const predictor = new Float64Array(rows);
      multiply(covariates, coefficients, predictor);
      predictor.forEach((value, r) => {
        const turned = treatment[r] === 1 ? -value : value;
        assertClose(Math.log(clusters.odds[firstRow + r]!), turned, {
          absolute: 1e-3,
          because: "the plan settles near 1e-5 on average, and replicates correct it",
        });
      });
    }
    const p = clusters.columns;
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let u = 0; u < count; u++) sum += scores.gradient[u * p + j]!;
      assertClose(sum / design.rows, 0, { absolute: 1e-4, because: "the score vanishes at the fit" });
    }
  });
});

describe("the shared memory of a weighted MSM plan", () => {
  it("lends every evaluation that runs scratch of its own, and lends it again", () => {
    const addresses = withScratch(plan, (outer) =>
      withScratch(plan, (inner) => [outer.raw.byteOffset, inner.raw.byteOffset]),
    );
    expect(new Set(addresses).size).toBe(2);
    const size = plan.space.memory.buffer.byteLength;
    const failed = () =>
      withScratch(plan, () => {
        throw new Error("stop");
      });
    for (let k = 0; k < 5; k++) expect(failed).toThrow("stop");
    expect(withScratch(plan, (again) => again.raw.byteOffset)).toBe(addresses[0]);
    expect(plan.space.memory.buffer.byteLength).toBe(size);
  });

  it("says when it would be too large, or too many threads want scratch", () => {
    expect(() => sharedSpace(5e9, 1e6)).toThrowError(
      expect.objectContaining({ code: "bootstrap.too-large" }),
    );
    const small = sharedSpace(1000, 1000);
    const slots = Array.from({ length: 128 }, () => takeSlot(small));
    expect(new Set(slots).size).toBe(128);
    expect(() => takeSlot(small)).toThrowError(
      expect.objectContaining({ code: "bootstrap.too-many-threads" }),
    );
    releaseSlot(small, 77);
    expect(takeSlot(small)).toBe(77);
  });
});

describe("the weighted MSM on a machine without 128-bit WebAssembly", () => {
  it("finds the same to 1e-9", () => {
    const fast = weightedMsmStatistic(plan);
    const plain = weightedMsmStatistic(plan, "javascript");
    for (let index = 0; index < 5; index++) {
      const expected = fast(draw(index));
      plain(draw(index)).forEach((value, k) => {
        assertClose(value, expected[k]!, { absolute: 1e-9, because: "both settle at 1e-9" });
      });
    }
  });
});

describe("drawnQuantiles", () => {
  it("are those of frequencyQuantiles, whatever the size of the weights", () => {
    const random = createRandom(1, "quantiles");
    const kernel = clusterKernel(plan.space.memory);
    withScratch(plan, (scratch) => {
      for (const [index, spread] of [0.01, 0.5, 3, 12].entries()) {
        drawUsers(plan, draw(index), scratch);
        for (let r = 0; r < scratch.rows; r++) scratch.raw[r] = Math.exp(spread * random.normal());
        if (index === 1) scratch.raw.fill(2.5, 0, scratch.rows >> 1);
        const frequency = Float64Array.from(
          Array.from(scratch.list.subarray(0, scratch.clusters)).flatMap((user, k) => {
            const rows = plan.clusters.starts[user + 1]! - plan.clusters.starts[user]!;
            return new Array<number>(rows).fill(scratch.counts[k]!);
          }),
        );
        const shares = [0, 0.01, 0.3, 0.5, 0.99, 1];
        expect(drawnQuantiles(plan, scratch, kernel(scratch.buffer), shares)).toEqual(
          frequencyQuantiles(scratch.raw, frequency, scratch.rows, shares),
        );
      }
    });
  });
});
