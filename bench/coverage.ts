/**
 * The table of STATISTICS "Worlds with known truth": each estimator in each world, held against the truth. Two worlds are
 * simulated logs, estimated through the panel; the others are rows or sequences on plain arrays that break one thing each.
 *
 *   npm run bench:coverage -- [--replications 1000] [--users 400] [--days 60] [--threads 2] [--world NAME,NAME]
 *     [--learner-replications 300] [--estimator NAME,NAME]
 *
 * Users and days are those of the logs. Seeds were fixed before the first run. A cell that misses is run once more with
 * the second series, and fails when it misses again: exit code 1.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { effectTargetOf } from "../src/results/effect-target.js";
import type { EstimatorName } from "../src/results/estimator-names.js";
import { judge } from "../src/simulation/judge.js";
import type { KnownEffect } from "./coverage/row-truth.js";
import { scenarios } from "./coverage/scenarios.js";
import { type CoverageCell, coverageCells } from "./coverage-cells.js";
import { holds, tableHeader, tableRow } from "./coverage-table.js";
import { runReplicates } from "./run-replicates.js";

const firstSeeds = { first: 10_000, second: 900_000 } as const;

const { values } = parseArgs({
  options: {
    replications: { type: "string", default: "1000" },
    "learner-replications": { type: "string", default: "300" },
    users: { type: "string", default: "400" },
    days: { type: "string", default: "60" },
    threads: { type: "string", default: String(availableParallelism()) },
    world: { type: "string" },
    estimator: { type: "string" },
  },
});
const replications = Number(values.replications);
const ofLearners = Math.min(Number(values["learner-replications"]), replications);
const logs = { users: Number(values.users), days: Number(values.days) };
const threads = Number(values.threads);

const note = (text: string): boolean => process.stderr.write(text);
const withLearners = ({ estimator }: CoverageCell): boolean => estimator === "aipwCrossFitted";

async function judged(
  cells: readonly CoverageCell[],
  world: string,
  firstSeed: number,
  truth: Readonly<Record<"ATE" | "ATO", KnownEffect>>,
): Promise<readonly CoverageCell[]> {
  const missed: CoverageCell[] = [];
  for (const slow of [false, true]) {
    const own = cells.filter((cell) => withLearners(cell) === slow);
    if (own.length === 0) continue;
    const count = slow ? ofLearners : replications;
    const estimators = own.map(({ estimator }) => estimator);
    const job = { world, ...logs, firstSeed, replications: count, estimators };
    const found = await runReplicates(job, threads, (done) => {
      if (done % 10 === 0) note(`\r${world}: ${done} of ${count} samples`);
    });
    note("\r\u001b[K");
    for (const cell of own) {
      const all = found.map((estimates) => estimates[cell.estimator]!).filter((one) => one !== null);
      const target = effectTargetOf(cell.estimator as EstimatorName);
      const judgement = judge(all, truth[target], cell.expectation);
      const refused = count - all.length;
      console.log(tableRow(cell, judgement, refused));
      if (!holds(cell, judgement, refused)) missed.push(cell);
    }
  }
  return missed;
}

const wanted = values.world?.split(",");
const wantedEstimators = values.estimator?.split(",");
const judgedWorlds = (await scenarios(logs)).filter(({ name }) => wanted?.includes(name) ?? true);
console.log(`${replications} samples a world, ${ofLearners} with learners\n`);
for (const { name, sentence, sample } of judgedWorlds) console.log(`${name}: ${sentence} (${sample})`);
console.log(`\n${tableHeader()}`);
let failed = 0;
for (const scenario of judgedWorlds) {
  const started = performance.now();
  const truth = await scenario.truth();
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  const told = Object.entries(truth).map(
    ([target, { estimate, monteCarloError }]) =>
      `${target} ${estimate.toFixed(4)} ± ${monteCarloError.toFixed(4)}`,
  );
  note(`${scenario.name}: truth ${told.join(", ")} (${seconds} s)\n`);
  const cells = coverageCells.filter(
    ({ world, estimator }) => world === scenario.name && (wantedEstimators?.includes(estimator) ?? true),
  );
  const missed = await judged(cells, scenario.name, firstSeeds.first, truth);
  if (missed.length > 0) {
    console.log(`${"".padEnd(21)} once more, with the second series of seeds:`);
    failed += (await judged(missed, scenario.name, firstSeeds.second, truth)).length;
  }
}
if (failed > 0) process.exitCode = 1;
