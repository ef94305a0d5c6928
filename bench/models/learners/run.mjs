// Boosted trees beside scikit-learn's HistGradientBoostingClassifier, by turns, on 20,000 x 19 rows of our own making:
// node bench/models/learners/run.mjs [--rounds 3] [--repeats 3]. Prints CPU seconds of a fit, their ratio and the
// log-loss on 20,000 rows neither has seen. The peer needs python3 with scikit-learn (PATH, or COUNTERDAY_PYTHON); one
// thread. Absent, it is left out, and said. First calls are not counted; medians over rounds of medians in a process.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, repeats: { type: "string", default: "3" } },
});
const root = fileURLToPath(new URL("../../..", import.meta.url));
const environment = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
const scratch = mkdtempSync(join(tmpdir(), "counterday-learners-"));
mkdirSync(join(root, ".counterday"), { recursive: true });
const bundles = mkdtempSync(join(root, ".counterday/bench-learners-"));
try {
  const task = await bundle("boosting-task.ts");
  const { rows, columns, boostingCells: cells } = await import(await bundle("boosting-cells.ts"));
  const python = findPython();
  const rounds = [];
  for (let k = 0; k < Number(flags.rounds); k++) {
    const ours = lines(run(process.execPath, [task, scratch, flags.repeats]));
    const peer = join(root, "bench/models/learners/boosting-peer.py");
    const text = JSON.stringify({ rows, columns, cells });
    rounds.push({
      ours,
      theirs: python === undefined ? [] : lines(run(python, [peer, scratch, flags.repeats, text])),
    });
  }
  report(rounds, rows, columns);
} finally {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(bundles, { recursive: true, force: true });
}

async function bundle(name) {
  const input = join(root, "bench/models/learners", name);
  const made = await rolldown({ input, platform: "node", external: /^[^./]/ });
  const file = join(bundles, name.replace(/\.ts$/, ".js"));
  await made.write({ file, format: "esm" });
  await made.close();
  return file;
}

function findPython() {
  const command = process.env.COUNTERDAY_PYTHON ?? "python3";
  const found = spawnSync(command, ["-W", "ignore", "-c", "import sklearn; print(sklearn.__version__)"], {
    encoding: "utf8",
  });
  const able = found.status === 0;
  console.log(
    able ? `peer: scikit-learn ${found.stdout.trim()}, one thread` : "left out: scikit-learn is absent",
  );
  return able ? command : undefined;
}

function run(command, options) {
  const done = spawnSync(command, options, { env: environment, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${command} ${options.join(" ")}\n${done.stderr}`);
  return done.stdout;
}

function lines(text) {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function report(rounds, rows, columns) {
  console.log(
    `\n${rows} x ${columns}; CPU seconds of a fit, ours over scikit-learn, held-out log-loss of both`,
  );
  for (const [k, { name, loss }] of rounds[0].ours.entries()) {
    const mine = rounds.map(({ ours }) => ours[k].seconds);
    const first = `  ${name.padEnd(34)}${median(mine).toFixed(3)} s   log-loss ${loss.toFixed(4)}`;
    const peer = rounds[0].theirs[k];
    if (peer === undefined) {
      console.log(first);
      continue;
    }
    const other = rounds.map(({ theirs }) => theirs[k].seconds);
    const ratio = median(mine.map((seconds, round) => seconds / other[round]));
    console.log(
      `${first}   scikit-learn ${median(other).toFixed(3)} s   log-loss ${peer.loss.toFixed(4)}   ratio ${ratio.toFixed(2)}`,
    );
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
