// 200 cluster-bootstrap replicates of propensity → stabilised truncated weights → marginal structural model, 88,893 rows,
// by turns with statsmodels, numpy and R's boot: node bench/models/bootstrap.mjs [--rounds 3] [--columns 12]
// [--replicates 200] [--threads 2] [--peer-replicates 8]. The peers' scripts and data come from ../shared/peers; they need
// python3 with numpy, pandas, statsmodels and scikit-learn (PATH, or COUNTERDAY_PYTHON) and Rscript with boot. What is
// absent is left out, and said. One BLAS thread. Ours is a whole process: the fit of the whole sample, thread start and
// compilers' warm-up are in its time; peers' start-up is not in theirs. Peers run fewer replicates, times what is missing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, findPython, findR, median, runIn } from "./peers.mjs";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    columns: { type: "string", default: "12" },
    replicates: { type: "string", default: "200" },
    threads: { type: "string", default: "2" },
    "peer-replicates": { type: "string", default: "8" },
  },
});
const replicates = Number(flags.replicates);
const scratch = mkdtempSync(join(tmpdir(), "counterday-bootstrap-"));
try {
  const built = await bundle("bootstrap", {
    "bootstrap-task": "bench/models/bootstrap-task.ts",
    "replicate-worker": "src/workers/replicate-worker.ts",
  });
  const task = join(built, "bootstrap-task.js");
  const python = findPython(scratch, ["numpy", "pandas", "statsmodels", "sklearn"]);
  const r = findR(scratch, ["boot"], "est_boot.R");
  for (const columns of flags.columns.split(",")) {
    const rounds = [];
    for (let round = 0; round < Number(flags.rounds); round++)
      rounds.push([
        ours(task, columns, flags.threads),
        ...(python === undefined ? [] : inPython(python, columns)),
        ...(r === undefined ? [] : [inR(columns)]),
      ]);
    report(columns, rounds);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function ours(task, columns, threads) {
  const told = JSON.parse(
    runIn(scratch, process.execPath, ["--expose-gc", task, scratch, columns, flags.replicates, threads])
      .stdout,
  );
  const [plan, grown, allowed] = [told.planVectors, told.grownVectors, told.allowedVectors].map((n) =>
    n.toFixed(1),
  );
  const memory = `row vectors: plan with scratch of its threads ${plan}, growth of other array buffers ${grown}, at most ${allowed}`;
  const note = `whole-sample fit and plan ${told.planned.toFixed(0)} ms; farthest of 5 replicates from a cold fit ${told.distance.toExponential(1)}; ${memory}; se ${told.error.toFixed(5)}`;
  return { method: `ours, ${told.threads} threads`, wall: told.wall, cpu: told.cpu, note };
}

function inPython(python, columns) {
  const { stdout } = runIn(scratch, python, ["est_py.py", "s", columns, "boot", flags["peer-replicates"]]);
  return [
    ...stdout.matchAll(
      /^PYboot\t\S+\t\S+\t([^\t]+)\treps=\d+\tcpu_per_rep=([\d.]+)\twall_per_rep=([\d.]+)/gm,
    ),
  ].map(([, method, cpu, wall]) => ({
    method,
    cpu: 1000 * replicates * Number(cpu),
    wall: 1000 * replicates * Number(wall),
  }));
}

function inR(columns) {
  const { stdout } = runIn(scratch, "Rscript", ["est_boot.R", "s", columns, flags["peer-replicates"], "glm"]);
  const [, cpu, wall] = stdout.match(/cpu_per_rep=([\d.]+)\twall_per_rep=([\d.]+)/);
  return {
    method: "R boot with glm",
    cpu: 1000 * replicates * Number(cpu),
    wall: 1000 * replicates * Number(wall),
  };
}

function report(columns, rounds) {
  const of = (method, key) => rounds.map((round) => round.find((row) => row.method === method)[key]);
  const first = rounds[0][0].method;
  console.log(
    `\n${replicates} replicates, 88,893 x ${columns}; wall ms, CPU ms, and each over the first (medians of paired ratios)`,
  );
  for (const { method, note } of rounds[0]) {
    const ratio = (key) => median(of(method, key).map((value, k) => value / of(first, key)[k])).toFixed(1);
    const [wall, cpu] = ["wall", "cpu"].map((key) => median(of(method, key)).toFixed(0).padStart(9));
    console.log(`  ${method.padEnd(28)}${wall}${cpu}   wall x${ratio("wall")}, CPU x${ratio("cpu")}`);
    if (note !== undefined) console.log(`    ${note}`);
  }
}
