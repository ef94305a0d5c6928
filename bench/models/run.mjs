// One logistic fit of 88,893 rows and one weighted fit with clustered errors, by turns (A B C A B C …) with statsmodels,
// scikit-learn and R: node bench/models/run.mjs [--rounds 3] [--columns 12,40] [--repeats 5]. The peers' scripts and
// data come from ../shared/peers; they need python3 with numpy, statsmodels and scikit-learn (PATH, or
// COUNTERDAY_PYTHON) and Rscript. What is absent is left out, and said. One BLAS thread everywhere. CPU time of the
// process is what is compared, after 8 calls of warm-up for ours (its first call is told apart); each figure is the median over rounds of the medians within a process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, findPython, findR, median, runIn } from "./peers.mjs";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    columns: { type: "string", default: "12,40" },
    repeats: { type: "string", default: "5" },
  },
});
const scratch = mkdtempSync(join(tmpdir(), "counterday-models-"));
try {
  const built = await bundle("models", { "models-task": "bench/models/models-task.ts" });
  const task = join(built, "models-task.js");
  const python = findPython(scratch, ["numpy", "statsmodels", "sklearn"]);
  const r = findR(scratch, ["survey", "sandwich", "geepack"], "est_single.R");
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

function ours(task, columns, what) {
  const { stdout } = runIn(scratch, process.execPath, [task, scratch, `${columns}`, flags.repeats, what]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function inPython(python, columns, what) {
  const { stdout } = runIn(scratch, python, ["est_py.py", "s", `${columns}`, what, flags.repeats]);
  return [...stdout.matchAll(/^PY\t\S+\t\S+\t([^\t]+)\tcpu med=([\d.]+)\twall med=([\d.]+).*\t(\S+)$/gm)].map(
    ([, method, cpu, wall]) => ({ method, cpu: 1000 * Number(cpu), wall: 1000 * Number(wall) }),
  );
}

function inR(columns, what) {
  const { stdout } = runIn(scratch, "Rscript", ["est_single.R", "s", `${columns}`, what, flags.repeats]);
  return [...stdout.matchAll(/^R\t\S+\t\S+\t([^\t]+)\tcpu med=([\d.]+)\twall med=([\d.]+)/gm)].map(
    ([, method, cpu, wall]) => ({
      method: `R ${method}`,
      cpu: 1000 * Number(cpu),
      wall: 1000 * Number(wall),
    }),
  );
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
