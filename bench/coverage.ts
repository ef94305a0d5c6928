/**
 * The table of STATISTICS "Worlds with known truth": each estimator in each world over 1,000 simulated logs of 400
 * users and 60 days, held against the truth of an independent population.
 *
 *   npm run bench:coverage -- [--replications 1000] [--users 400] [--days 60] [--threads 2] [--world NAME]
 *
 * Seeds were fixed before the first run. A cell that misses is run once more with the second series, and fails when it
 * misses again: exit code 1.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { judge } from "../src/simulation/judge.js";
import { truthOf } from "../src/simulation/truth-of.js";
import { worlds } from "../src/simulation/worlds/registry.js";
import { type CoverageCell, coverageCells } from "./coverage-cells.js";
import { tableHeader, tableRow } from "./coverage-table.js";
import { runReplicates } from "./run-replicates.js";

const firstSeeds = { first: 10_000, second: 900_000 } as const;
const population = { users: 100_000, seed: 77 } as const;

const { values } = parseArgs({
  options: {
    replications: { type: "string", default: "1000" },
    users: { type: "string", default: "400" },
    days: { type: "string", default: "60" },
    threads: { type: "string", default: String(availableParallelism()) },
    world: { type: "string" },
  },
});
const [replications, users, days, threads] = [
  values.replications,
  values.users,
  values.days,
  values.threads,
].map(Number) as [number, number, number, number];

const note = (text: string): boolean => process.stderr.write(text);

async function judged(
  cells: readonly CoverageCell[],
  world: string,
  firstSeed: number,
  truth: { estimate: number; monteCarloError: number },
): Promise<readonly CoverageCell[]> {
  const estimators = cells.map(({ estimator }) => estimator);
  const job = { world, users, days, firstSeed, replications, estimators };
  const found = await runReplicates(job, threads, (done) => {
    if (done % 10 === 0) note(`\r${world}: ${done} of ${replications} logs`);
  });
  note("\r\u001b[K");
  return cells.filter((cell) => {
    const all = found.map((estimates) => estimates[cell.estimator]!);
    const judgement = judge(all, truth, cell.expectation);
    console.log(tableRow(cell, judgement));
    return !judgement.holds;
  });
}

let failed = 0;
console.log(`${replications} logs of ${users} users and ${days} days a world\n\n${tableHeader()}`);
for (const world of Object.keys(worlds).filter(
  (name) => values.world === undefined || name === values.world,
)) {
  const started = performance.now();
  const truth = await truthOf(worlds[world]!, { ...population, days });
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  note(
    `${world}: truth ${truth.estimate.toFixed(4)} ± ${truth.monteCarloError.toFixed(4)} ` +
      `(${truth.users} users, ${truth.userDays} user-days, ${seconds} s)\n`,
  );
  const cells = coverageCells.filter((cell) => cell.world === world);
  const missed = await judged(cells, world, firstSeeds.first, truth);
  if (missed.length > 0) {
    console.log(`${"".padEnd(9)} once more, with the second series of seeds:`);
    failed += (await judged(missed, world, firstSeeds.second, truth)).length;
  }
}
if (failed > 0) process.exitCode = 1;
