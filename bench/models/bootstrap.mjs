// 200 cluster-bootstrap replicates of propensity → stabilised truncated weights → marginal structural model, 88,893 rows,
// by turns with statsmodels, numpy and R's boot: node bench/models/bootstrap.mjs [--rounds 3] [--columns 12]
// [--replicates 200] [--threads 2] [--peer-replicates 8]. The peers' scripts and data come from ../shared/peers; they need
// python3 with numpy, pandas, statsmodels and scikit-learn (PATH, or COUNTERDAY_PYTHON) and Rscript with boot. What is
// absent is left out, and said. One BLAS thread. Ours is a whole process: the fit of the whole sample, thread start and
// compilers' warm-up are in its time; peers' start-up is not in theirs. Peers run fewer replicates, times what is missing.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";

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
const root = fileURLToPath(new URL("../..", import.meta.url));
const peers = resolve(root, "../shared/peers");
const oneThread = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
const environment = { ...process.env, ...oneThread };
const scratch = mkdtempSync(join(tmpdir(), "counterday-bootstrap-"));
try {
  const task = await bundle();
  const python = findPython();
  const r = findR();
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

async function bundle() {
  const made = await rolldown({
    input: {
      "bootstrap-task": join(root, "bench/models/bootstrap-task.ts"),
      "replicate-worker": join(root, "src/workers/replicate-worker.ts"),
    },
    platform: "node",
    external: /^[^./]/,
  });
  mkdirSync(join(root, ".counterday"), { recursive: true });
  const folder = mkdtempSync(join(root, ".counterday/bench-bootstrap-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await made.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
  await made.close();
  return join(folder, "bootstrap-task.js");
}

function findPython() {
  const command = process.env.COUNTERDAY_PYTHON ?? "python3";
  const modules =
    "import numpy, pandas, statsmodels, sklearn; print(numpy.__version__, numpy.show_config(mode='dicts')['Build Dependencies']['blas']['name'])";
  const found = spawnSync(command, ["-W", "ignore", "-c", modules], { encoding: "utf8" });
  if (found.status !== 0 || !existsSync(join(peers, "est_py.py"))) {
    console.log(
      "left out: Python peers (numpy, pandas, statsmodels, scikit-learn or ../shared/peers are absent)",
    );
    return undefined;
  }
  console.log(`Python peers: numpy and its BLAS ${found.stdout.trim()}, one thread`);
  mkdirSync(join(scratch, "data"), { recursive: true });
  for (const name of ["est_data.py", "est_py.py"]) copyFileSync(join(peers, name), join(scratch, name));
  spawnSync(command, ["est_data.py"], { cwd: scratch, env: environment });
  return command;
}

function findR() {
  const found = spawnSync("Rscript", ["-e", "library(boot)"], { encoding: "utf8" });
  const able =
    found.status === 0 && existsSync(join(peers, "est_boot.R")) && existsSync(join(scratch, "data"));
  if (able) copyFileSync(join(peers, "est_boot.R"), join(scratch, "est_boot.R"));
  else console.log("left out: R's boot with glm (Rscript with boot, or the data, are absent)");
  return able ? "Rscript" : undefined;
}

function ours(task, columns, threads) {
  const told = JSON.parse(
    run(process.execPath, ["--expose-gc", task, scratch, columns, flags.replicates, threads]).stdout,
  );
  const [plan, grown, allowed] = [told.planVectors, told.grownVectors, told.allowedVectors].map((n) =>
    n.toFixed(1),
  );
  const memory = `row vectors: plan with scratch of its threads ${plan}, growth of other array buffers ${grown}, at most ${allowed}`;
  const note = `whole-sample fit and plan ${told.planned.toFixed(0)} ms; farthest of 5 replicates from a cold fit ${told.distance.toExponential(1)}; ${memory}; se ${told.error.toFixed(5)}`;
  return { method: `ours, ${told.threads} threads`, wall: told.wall, cpu: told.cpu, note };
}

function inPython(python, columns) {
  const { stdout } = run(python, ["est_py.py", "s", columns, "boot", flags["peer-replicates"]]);
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
  const { stdout } = run("Rscript", ["est_boot.R", "s", columns, flags["peer-replicates"], "glm"]);
  const [, cpu, wall] = stdout.match(/cpu_per_rep=([\d.]+)\twall_per_rep=([\d.]+)/);
  return {
    method: "R boot with glm",
    cpu: 1000 * replicates * Number(cpu),
    wall: 1000 * replicates * Number(wall),
  };
}

function run(command, options) {
  const done = spawnSync(command, options, {
    cwd: scratch,
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (done.status !== 0) throw new Error(`${command} ${options.join(" ")}\n${done.stderr}`);
  return done;
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

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
