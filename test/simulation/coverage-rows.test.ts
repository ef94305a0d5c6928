import { describe, expect, it } from "vitest";
import { rowScenario } from "../../bench/coverage/row-scenario.js";
import { sequenceScenario } from "../../bench/coverage/sequence-scenario.js";
import { sequenceWorlds } from "../../bench/coverage/sequence-world.js";
import { rowWorlds } from "../../bench/coverage/worlds/registry.js";
import { type CoverageCell, coverageCells } from "../../bench/coverage-cells.js";
import { holds } from "../../bench/coverage-table.js";
import { effectTargetOf } from "../../src/results/effect-target.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { judge, type Replicate } from "../../src/simulation/judge.js";

const row = (name: string) => rowScenario(rowWorlds.find((world) => world.name === name)!, 30_000);
const sequence = (name: string) => sequenceScenario(sequenceWorlds.find((world) => world.name === name)!);

/**
 * A fast part of the bench's table: the two worlds in which it must come out right, at enough samples to hold a centre to
 * 0.2 errors and to catch an error that is 15 % off. Cells of slow estimators are left to the bench.
 */
const parts = [
  {
    scenario: row("right models"),
    replications: 400,
    without: ["aipwCrossFittedLinear", "ipwTruncated", "propensityStratification"],
  },
  { scenario: sequence("lagged confounder"), replications: 300, without: [] },
] as const;

describe.each(parts)("$scenario.name, $replications samples", ({ scenario, replications, without }) => {
  const cells = coverageCells.filter(
    ({ world, estimator }) => world === scenario.name && !(without as readonly string[]).includes(estimator),
  );
  const names = cells.map(({ estimator }) => estimator);
  const found = Array.from({ length: replications }, (_, index) => scenario.replicate(50_000 + index, names));
  const of = ({ estimator }: CoverageCell): Replicate[] =>
    found.map((estimates) => estimates[estimator]!).filter((one) => one !== null);

  const known = scenario.truth();

  it.each(cells)("$expectation: $estimator", async (cell) => {
    const truth = (await known)[effectTargetOf(cell.estimator as EstimatorName)];
    const all = of(cell);
    const judgement = judge(all, truth, cell.expectation);
    expect(holds(cell, judgement, replications - all.length), JSON.stringify(judgement)).toBe(true);
  });
});

it("every world of the bench has cells, and every cell a world", () => {
  const names = [
    "feedback",
    "static",
    ...rowWorlds.map(({ name }) => name),
    ...sequenceWorlds.map(({ name }) => name),
  ];
  expect([...new Set(coverageCells.map(({ world }) => world))].sort()).toEqual(names.sort());
});
