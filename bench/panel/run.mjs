// Events to user-day panel, side by side with what a Python user would pick: node bench/panel/run.mjs [--rounds 3]
// [--sizes small,big] [--routes csv,parquet,store,archive] [--data FOLDER]. Route "archive" sets the panel from a KuaiRec
// download beside the same from its unpacked folder, unpacking alone, and a panel for which every event is loaded. The
// data (2 GB) are generated on first use by ../shared/peers/gen.mjs; the peers need python3 with polars and pandas (PATH,
// or COUNTERDAY_PYTHON). What is absent is left out, and said. Processes run by turns (A B C A B C …); ratios are of
// medians; peak memory is of the process.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "small,big" },
    routes: { type: "string", default: "csv,parquet,store,archive" },
    peers: { type: "string", default: "polars,lean,notebook" },
    data: { type: "string" },
  },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const peers = resolve(root, "../shared/peers");
const data = resolve(flags.data ?? join(root, ".counterday/bench-data"));
const rounds = Number(flags.rounds);
const listed = (name) => flags[name].split(",");

mkdirSync(join(root, ".counterday"), { recursive: true });
const built = mkdtempSync(join(root, ".counterday/bench-panel-"));
try {
  await bundle();
  ensureData();
  const python = findPython();
  for (const size of listed("sizes"))
    for (const route of listed("routes")) report(size, route, rowsOf(size, route, python));
} finally {
  rmSync(built, { recursive: true, force: true });
}

async function bundle() {
  const made = await rolldown({
    input: {
      "panel-task": join(root, "bench/panel/panel-task.ts"),
      "log-task": join(root, "bench/panel/log-task.ts"),
      "scan-worker": join(root, "src/sources/scan/scan-worker.ts"),
    },
    platform: "node",
    external: /^[^./]/,
  });
  await made.write({ dir: built, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
  await made.close();
}

function ensureData() {
  if (existsSync(join(data, "big.parquet"))) return;
  if (!existsSync(join(peers, "gen.mjs")))
    stop("there are no data and no ../shared/peers/gen.mjs to make them");
  console.log("generating 2 GB of data …");
  const scratch = mkdtempSync(join(tmpdir(), "counterday-bench-"));
  mkdirSync(data, { recursive: true });
  symlinkSync(data, join(scratch, "data"));
  symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"));
  writeFileSync(join(scratch, "package.json"), '{"type":"module"}');
  const copied = join(scratch, "gen.mjs");
  spawnSync("cp", [join(peers, "gen.mjs"), copied]);
  const made = spawnSync(process.execPath, [copied], { cwd: scratch, stdio: "inherit" });
  rmSync(scratch, { recursive: true, force: true });
  if (made.status !== 0) stop("the data could not be generated");
}

function findPython() {
  const python = process.env.COUNTERDAY_PYTHON ?? "python3";
  if (!existsSync(peers)) return skip("../shared/peers is not there");
  const found = spawnSync(python, [
    "-c",
    "import polars, pandas; print(polars.__version__, pandas.__version__)",
  ]);
  if (found.status !== 0) return skip(`${python} has no polars and pandas (set COUNTERDAY_PYTHON)`);
  const [polars, pandas] = found.stdout.toString().trim().split(" ");
  console.log(`peers: polars ${polars}, pandas ${pandas}, one BLAS thread, POLARS_MAX_THREADS=2`);
  return python;
}

function skip(why) {
  console.log(`peers are left out: ${why}`);
  return undefined;
}

function stop(why) {
  throw new Error(`the bench cannot run: ${why}`);
}

/** The processes of one table: ours first. */
function rowsOf(size, route, python) {
  const file = join(data, `${size}.${route === "parquet" ? "parquet" : "csv"}`);
  const node = (...words) => [process.execPath, [join(built, "panel-task.js"), ...words]];
  if (route === "store") {
    run(...node("keep", file, join(built, size)));
    return { "counterday (store)": node("store", file, join(built, size)) };
  }
  if (route === "archive") {
    const log = (...words) => [process.execPath, [join(built, "log-task.js"), ...words]];
    const [zip, folder] = [join(built, `${size}.zip`), join(built, `${size}-folder`)];
    run(...log("pack", file, zip, folder));
    return {
      "counterday, archive": log("archive", zip),
      "counterday, folder": log("folder", folder),
      "unzipping alone": log("unzip", zip),
      "counterday, every event loaded": log("events", folder),
    };
  }
  const peer = (script) => [python, [join(peers, script), file]];
  const wanted = listed("peers");
  return {
    counterday: node("build", file),
    ...(python && wanted.includes("polars") ? { polars: peer("nb_polars.py") } : {}),
    ...(python && route === "csv" && wanted.includes("lean")
      ? { "pandas, lean": peer("nb_pandas_lean.py") }
      : {}),
    ...(python && route === "csv" && wanted.includes("notebook")
      ? { "pandas, the notebook": peer("nb_pandas.py") }
      : {}),
  };
}

function report(size, route, rows) {
  const names = Object.keys(rows);
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) runs[name].push(run(...rows[name]));
  const first = runs[names[0]];
  if (route === "csv" || route === "parquet") agree(names, runs);
  console.log(`\n${size}, ${route}: ${rounds} rounds by turns\n`);
  console.log("| | wall s (least to most) | CPU s | peak MB | wall of it / ours | memory of it / ours |");
  console.log("|---|---|---|---|---|---|");
  for (const name of names) {
    const of = (key) => runs[name].map((found) => found[key]);
    const ratio = (key) => (median(of(key)) / median(first.map((found) => found[key]))).toFixed(2);
    const walls = of("wall");
    console.log(
      `| ${name} | ${median(walls).toFixed(2)} (${Math.min(...walls).toFixed(2)} to ${Math.max(...walls).toFixed(2)}) | ` +
        `${median(of("cpu")).toFixed(2)} | ${median(of("peak")).toFixed(0)} | ${ratio("wall")} | ${ratio("peak")} |`,
    );
  }
}

function run(command, words) {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", POLARS_MAX_THREADS: "2" };
  const timer = existsSync("/usr/bin/time")
    ? ["/usr/bin/time", ["-f", "%U %S %M", command, ...words]]
    : [command, words];
  const begun = performance.now();
  const done = spawnSync(timer[0], timer[1], { env, maxBuffer: 1 << 26 });
  const wall = (performance.now() - begun) / 1000;
  if (done.status !== 0) stop(`${command} ${words.join(" ")}: ${done.stderr.toString().slice(-2000)}`);
  const printed = JSON.parse(done.stdout.toString().trim().split("\n").at(-1));
  const [user, system, kilobytes] = done.stderr.toString().trim().split("\n").at(-1).split(" ").map(Number);
  return {
    wall,
    cpu: timer[0] === command ? (printed.cpuSeconds ?? Number.NaN) : user + system,
    peak: timer[0] === command ? (printed.peakMegabytes ?? printed.T?.peak_MB) : kilobytes / 1024,
    sums: printed.sums ?? printed.chk,
  };
}

/** Every process must have made the same panel: all check sums agree to their four decimals. */
function agree(names, runs) {
  const ours = runs[names[0]][0].sums;
  for (const name of names)
    for (const { sums } of runs[name])
      for (const [key, value] of Object.entries(sums)) {
        const near = Math.abs(ours[key] - value) <= 1e-4 + 1e-9 * Math.abs(value);
        if (!near) stop(`${name}: ${key} is ${value}, ours ${ours[key]}`);
      }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
