import { expect, it } from "vitest";
import { balanceTable } from "../../../src/diagnostics/balance/balance-table.js";
import { tidyBalance } from "../../../src/diagnostics/balance/tidy-balance.js";
import { diagnostics } from "../../../src/diagnostics/registry.js";

it("has a line a covariate, sample and statistic, held against the threshold of its record", () => {
  // x: variances 1/2 and 8, a ratio of 1/16; b: alike in both arms
  const { rows } = balanceTable({
    treatment: [1, 1, 0, 0],
    covariates: { x: [3, 4, 1, 5], b: [0, 1, 1, 0] },
  });
  const lines = tidyBalance(rows);
  expect(lines.map(({ covariate, statistic, beyond }) => [covariate, statistic, beyond])).toEqual([
    ["x", "balance", true],
    ["x", "varianceRatio", true],
    ["x", "kolmogorovSmirnov", true],
    ["x", "overlapCoefficient", false],
    ["b", "balance", false],
    ["b", "varianceRatio", false],
    ["b", "kolmogorovSmirnov", false],
    ["b", "overlapCoefficient", false],
  ]);
  expect(lines[1]!.value).toBeCloseTo(1 / 16, 12);
  expect(lines[5]!.value).toBeNull();
  for (const { statistic, label, unit } of lines)
    expect(diagnostics).toContainEqual(expect.objectContaining({ name: statistic, label, unit }));
});
