import { beforeAll, describe, expect, it } from "vitest";
import { coverageCells } from "../../bench/coverage-cells.js";
import { judge } from "../../src/simulation/judge.js";
import { type ManyLogs, manyLogs } from "./many-logs.js";

const cells = coverageCells.filter(({ world }) => world === "static");

describe("estimators over many logs of the static world", () => {
  let logs: ManyLogs;
  beforeAll(async () => {
    logs = await manyLogs("static", { logs: 300, users: 250, days: 18, firstSeed: 30_000 });
  }, 240_000);

  it.each(cells)("$expectation: $estimator", ({ estimator, expectation }) => {
    const judgement = judge(logs.of(estimator), logs.truth, expectation);
    expect(judgement, JSON.stringify(judgement)).toMatchObject({ holds: true });
  });
});
