// One logistic fit of 88,893 rows and one weighted fit with clustered errors, by turns (A B C A B C …) with statsmodels,
// scikit-learn and R: node bench/models/run.mjs [--rounds 3] [--columns 12,40] [--repeats 5]. The peers' scripts and
// data come from ../shared/peers; they need python3 with numpy, statsmodels and scikit-learn (PATH, or
// COUNTERDAY_PYTHON) and Rscript. What is absent is left out, and said. One BLAS thread everywhere. CPU time of the
// process is what is compared, after 8 calls of warm-up for ours (its first call is told apart); each figure is the median over rounds of the medians within a process.
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
    columns: { type: "string", default: "12,40" },
    repeats: { type: "string", default: "5" },
  },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const peers = resolve(root, "../shared/peers");
const oneThread = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
const environment = { ...process.env, ...oneThread };
const scratch = mkdtempSync(join(tmpdir(), "counterday-models-"));
try {
  const task = await bundle();
  const python = findPython();
  const r = findR();
  const runs = [
    (columns, what) => ours(task, columns, what),
    ...(python === undefined ? [] : [(columns, what) => inPython(python, columns, what)]),
    ...(r === undefined ? [] : [(columns, what) => inR(columns, what)]),
  ];
  for (const columns of flags.columns.split(",").map(Number))
    report(`logistic, 88,893 x ${columns}`, runs, columns, "prop");
  report("weighted fit of 4 coefficients, errors clustered by 1,411 users", runs, 12, "msm");
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function bundle() {
  const made = await rolldown({
    input: join(root, "bench/models/models-task.ts"),
    platform: "node",
    external: /^[^./]/,
  });
  mkdirSync(join(root, ".counterday"), { recursive: true });
  const folder = mkdtempSync(join(root, ".counterday/bench-models-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await made.write({ file: join(folder, "models-task.js"), format: "esm" });
  await made.close();
  return join(folder, "models-task.js");
}

function findPython() {
  const command = process.env.COUNTERDAY_PYTHON ?? "python3";
  const modules =
    "import numpy, statsmodels, sklearn; print(numpy.__version__, numpy.show_config(mode='dicts')['Build Dependencies']['blas']['name'])";
  const found = spawnSync(command, ["-W", "ignore", "-c", modules], { encoding: "utf8" });
  if (found.status !== 0 || !existsSync(join(peers, "est_py.py"))) {
    console.log(
      "left out: Python peers (numpy, statsmodels and scikit-learn, or ../shared/peers, are absent)",
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
  const libraries = "library(survey); library(sandwich); library(geepack)";
  const found = spawnSync("Rscript", ["-e", libraries], { encoding: "utf8" });
  const able =
    found.status === 0 && existsSync(join(peers, "est_single.R")) && existsSync(join(scratch, "data"));
  if (able) copyFileSync(join(peers, "est_single.R"), join(scratch, "est_single.R"));
  else console.log("left out: R peers (Rscript with survey, sandwich and geepack, or the data, are absent)");
  return able ? "Rscript" : undefined;
}

function ours(task, columns, what) {
  const { stdout } = run(process.execPath, [task, scratch, `${columns}`, flags.repeats, what]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function inPython(python, columns, what) {
  const { stdout } = run(python, ["est_py.py", "s", `${columns}`, what, flags.repeats]);
  return [...stdout.matchAll(/^PY\t\S+\t\S+\t([^\t]+)\tcpu med=([\d.]+)\twall med=([\d.]+).*\t(\S+)$/gm)].map(
    ([, method, cpu, wall]) => ({ method, cpu: 1000 * Number(cpu), wall: 1000 * Number(wall) }),
  );
}

function inR(columns, what) {
  const { stdout } = run("Rscript", ["est_single.R", "s", `${columns}`, what, flags.repeats]);
  return [...stdout.matchAll(/^R\t\S+\t\S+\t([^\t]+)\tcpu med=([\d.]+)\twall med=([\d.]+)/gm)].map(
    ([, method, cpu, wall]) => ({
      method: `R ${method}`,
      cpu: 1000 * Number(cpu),
      wall: 1000 * Number(wall),
    }),
  );
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

function report(title, runs, columns, what) {
  const rounds = Array.from({ length: Number(flags.rounds) }, () =>
    runs.flatMap((one) => one(columns, what)),
  );
  const first = rounds[0][0].method;
  const of = (method, key) => rounds.map((round) => round.find((row) => row.method === method)[key]);
  console.log(`\n${title}; CPU ms, wall ms, CPU over that of the first (median of the rounds' ratios)`);
  for (const { method, first: cold } of rounds[0]) {
    const ratio = median(of(method, "cpu").map((cpu, k) => cpu / of(first, "cpu")[k]));
    const [cpu, wall] = ["cpu", "wall"].map((key) => median(of(method, key)).toFixed(1).padStart(9));
    const note = cold === undefined ? "" : `   first call ${median(of(method, "first")).toFixed(0)} ms`;
    console.log(`  ${method.padEnd(48)}${cpu}${wall}${ratio.toFixed(2).padStart(9)}${note}`);
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
