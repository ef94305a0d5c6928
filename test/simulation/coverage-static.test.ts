import { beforeAll, describe, expect, it } from "vitest";
import { coverageCells } from "../../bench/coverage-cells.js";
import { judge } from "../../src/simulation/judge.js";
import { type ManyLogs, manyLogs } from "./many-logs.js";

/** The estimators of the default report, and targeted minimum loss; the bench judges all of them. */
const names = ["naive", "ipw", "standardisation", "aipw", "tmle"] as const;
const cells = names.map((estimator) => ({
  estimator,
  expectation: coverageCells.find((cell) => cell.world === "static" && cell.estimator === estimator)!
    .expectation,
}));

describe("estimators over many logs of the static world", () => {
  let logs: ManyLogs;
  beforeAll(async () => {
    logs = await manyLogs("static", names, { logs: 300, users: 250, days: 18, firstSeed: 30_000 });
  }, 240_000);

  it.each(cells)("$expectation: $estimator", ({ estimator, expectation }) => {
    const judgement = judge(logs.of(estimator), logs.truth, expectation);
    expect(judgement, JSON.stringify(judgement)).toMatchObject({ holds: true });
  });
});
