/**
 * The gates' bars, world by world (STATISTICS sections 6 and 8): in how many simulated logs the right gate fires where an
 * assumption is broken, and how often anything is sealed where all hold.
 *
 *   node bench/run.mjs gates [--seeds 200] [--first-seed 50000] [--users 400] [--days 50] [--world NAME]
 *
 * Seeds were fixed before the first run: 50,000 and on (a pilot on 40,000 and on set the strength of two worlds). Exit
 * code 1 when a bar is missed by more than chance: three Monte Carlo errors of a share.
 */
import { parseArgs } from "node:util";
import { type GateOutcome, gateCases } from "./gates-cases.js";
import { shippedQuestion } from "./shipped-question.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    "first-seed": { type: "string", default: "50000" },
    users: { type: "string", default: "400" },
    days: { type: "string", default: "50" },
    world: { type: "string" },
  },
});
const [seeds, users, days] = [values.seeds, values.users, values.days].map(Number) as [
  number,
  number,
  number,
];
const firstSeed = Number(values["first-seed"]);
const question = { ...(await shippedQuestion()), estimators: ["ipw", "standardisation", "aipw"] as const };

const share = (count: number): string => `${((100 * count) / seeds).toFixed(1)}%`;
const chance = (bar: number): number => 3 * Math.sqrt((bar * (1 - bar)) / seeds);
const tally = (outcomes: readonly GateOutcome[], of: (outcome: GateOutcome) => readonly string[]) => {
  const counts = new Map<string, number>();
  for (const name of outcomes.flatMap(of)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
};

let missed = 0;
console.log(`${seeds} logs of ${users} users and ${days} days a world\n`);
console.log(
  "world                          right gate            fires    sealed   bar      every gate that fired",
);
for (const { name, right, atLeast, run } of gateCases) {
  if (values.world !== undefined && !name.startsWith(values.world)) continue;
  const outcomes: GateOutcome[] = [];
  for (let index = 0; index < seeds; index++)
    outcomes.push(await run({ users, days, seed: firstSeed + index }, question));
  const fires = outcomes.filter(({ failed, warned, other }) =>
    [...failed, ...warned, ...other].includes(right ?? ""),
  ).length;
  const sealed = outcomes.filter(({ failed }) => failed.length > 0).length;
  const failed = tally(outcomes, (outcome) => outcome.failed);
  const warned = tally(outcomes, (outcome) => outcome.warned);
  const holds =
    right === undefined
      ? sealed / seeds <= 0.1 + chance(0.1) &&
        failed.every(([, count]) => count / seeds <= 0.05 + chance(0.05))
      : fires / seeds >= atLeast - (atLeast === 1 ? 0 : chance(atLeast));
  if (!holds) missed += 1;
  const list = (kind: string, counts: readonly (readonly [string, number])[]) =>
    counts.map(([gate, count]) => `${gate} ${kind} ${share(count)}`);
  console.log(
    `${name.padEnd(31)}${(right ?? "none").padEnd(20)}${(right === undefined ? "" : share(fires)).padStart(7)}` +
      `${share(sealed).padStart(10)}   ${(holds ? "holds" : "MISSED").padEnd(9)}${[...list("fails", failed), ...list("warns", warned)].join(", ")}`,
  );
}
if (missed > 0) process.exitCode = 1;
