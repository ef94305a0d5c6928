// What the model benches share: their task bundled, the peers of ../shared/peers made ready in a scratch folder with one
// BLAS thread, or left out, saying so.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const peers = resolve(root, "../shared/peers");
const oneThread = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
/** One BLAS thread for every peer. */
export const environment = { ...process.env, ...oneThread };

/** Bundles entries (name -> path below the project) into a folder that goes when the process ends, and returns it. */
export async function bundle(name, entries) {
  const made = await rolldown({
    input: Object.fromEntries(Object.entries(entries).map(([entry, path]) => [entry, join(root, path)])),
    platform: "node",
    external: /^[^./]/,
  });
  mkdirSync(join(root, ".counterday"), { recursive: true });
  const folder = mkdtempSync(join(root, `.counterday/bench-${name}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await made.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
  await made.close();
  return folder;
}

/** Runs a command in the scratch folder. */
export function runIn(scratch, command, options) {
  const done = spawnSync(command, options, {
    cwd: scratch,
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (done.status !== 0) throw new Error(`${command} ${options.join(" ")}\n${done.stderr}`);
  return done;
}

/** The Python with the listed modules, its data and script in the scratch folder; undefined, said why, where absent. */
export function findPython(scratch, modules) {
  const command = process.env.COUNTERDAY_PYTHON ?? "python3";
  const told = `import ${modules.join(", ")}; print(numpy.__version__, numpy.show_config(mode='dicts')['Build Dependencies']['blas']['name'])`;
  const found = spawnSync(command, ["-W", "ignore", "-c", told], { encoding: "utf8" });
  if (found.status !== 0 || !existsSync(join(peers, "est_py.py"))) {
    console.log(`left out: Python peers (${modules.join(", ")}, or ../shared/peers, are absent)`);
    return undefined;
  }
  console.log(`Python peers: numpy and its BLAS ${found.stdout.trim()}, one thread`);
  mkdirSync(join(scratch, "data"), { recursive: true });
  for (const name of ["est_data.py", "est_py.py"]) copyFileSync(join(peers, name), join(scratch, name));
  spawnSync(command, ["est_data.py"], { cwd: scratch, env: environment });
  return command;
}

/** Rscript with the listed libraries, the script in the scratch folder beside Python's data; undefined where absent. */
export function findR(scratch, libraries, script) {
  const wanted = libraries.map((name) => `library(${name})`).join("; ");
  const found = spawnSync("Rscript", ["-e", wanted], { encoding: "utf8" });
  const able = found.status === 0 && existsSync(join(peers, script)) && existsSync(join(scratch, "data"));
  if (able) copyFileSync(join(peers, script), join(scratch, script));
  else console.log(`left out: R (Rscript with ${libraries.join(", ")}, or the data, are absent)`);
  return able ? "Rscript" : undefined;
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
