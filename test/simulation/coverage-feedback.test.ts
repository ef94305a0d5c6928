import { beforeAll, describe, expect, it } from "vitest";
import { coverageCells } from "../../bench/coverage-cells.js";
import { judge } from "../../src/simulation/judge.js";
import { type ManyLogs, manyLogs } from "./many-logs.js";

/** The estimators of the default report; the bench judges all of them. */
const names = ["naive", "ipw", "standardisation", "aipw"] as const;
const cells = names.map((estimator) => ({
  estimator,
  expectation: coverageCells.find((cell) => cell.world === "feedback" && cell.estimator === estimator)!
    .expectation,
}));

describe("estimators over many logs of the feedback world", () => {
  let logs: ManyLogs;
  beforeAll(async () => {
    logs = await manyLogs("feedback", names, { logs: 600, users: 400, days: 18, firstSeed: 20_000 });
  }, 240_000);

  it.each(cells)("$expectation: $estimator", ({ estimator, expectation }) => {
    const judgement = judge(logs.of(estimator), logs.truth, expectation);
    expect(judgement, JSON.stringify(judgement)).toMatchObject({ holds: true });
  });

  it.each([0.85, 1.15])("would catch a standard error scaled by %f", (scale) => {
    for (const estimator of ["ipw", "aipw"] as const) {
      const off = logs.of(estimator).map(({ estimate, standardError, lower, upper }) => ({
        estimate,
        standardError: scale * standardError,
        lower: estimate - scale * (estimate - lower),
        upper: estimate + scale * (upper - estimate),
      }));
      expect(judge(off, logs.truth, "consistent").holds).toBe(false);
    }
  });

  it("show a naive contrast that is visibly wrong: of the other sign", () => {
    const naive = judge(logs.of("naive"), logs.truth, "consistent");
    expect(logs.truth.estimate).toBeLessThan(0);
    expect(logs.truth.estimate + naive.meanError).toBeGreaterThan(0);
    expect(naive.meanError).toBeGreaterThan(3 * naive.meanStandardError);
    expect(naive.coverage).toBe(0);
  });

  it("have a truth whose error is below a tenth of theirs at 20 people in its population for each in the log", () => {
    const { meanStandardError } = judge(logs.of("aipw"), logs.truth, "consistent");
    expect(Math.sqrt(50 / 20) * logs.truth.monteCarloError).toBeLessThan(0.1 * meanStandardError);
  });
});
