// A table log of 4.68 M rows to which its last day is appended: node bench/panel/growth.mjs --data FOLDER [--rounds 3].
// Measures opening its panel without a store, with one that is empty, once the last day is added to what was kept, and
// found again. FOLDER holds small.csv as bench/panel/run.mjs makes it.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, data: { type: "string" } },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const data = resolve(flags.data ?? join(root, ".counterday/bench-data"));
mkdirSync(join(root, ".counterday"), { recursive: true });
const work = mkdtempSync(join(root, ".counterday/bench-growth-"));
const task = join(work, "growth-task.js");
const grown = join(work, "grown");
try {
  const made = await rolldown({
    input: join(root, "bench/panel/growth-task.ts"),
    platform: "node",
    external: /^[^./]/,
  });
  await made.write({ dir: work, format: "esm", entryFileNames: "growth-task.js" });
  await made.close();
  await split();
  for (let round = 0; round < Number(flags.rounds); round++) {
    const store = join(work, "store");
    const [before, after] = [join(work, "before/log.csv"), join(work, "after/log.csv")];
    show("days before the last, kept", measure(before, store));
    cpSync(store, grown, { recursive: true });
    show("last day added", measure(after, grown));
    show("found again", measure(after, grown));
    show("read whole, kept", measure(after, join(work, "other")));
    show("read whole", measure(after));
    for (const folder of ["store", "grown", "other"]) rmSync(join(work, folder), { recursive: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Two logs of one name: all rows before the last day (of the time zone of the log), and these and then the last day's. */
async function split() {
  const [before, after] = ["before", "after"].map((name) => {
    mkdirSync(join(work, name));
    return createWriteStream(join(work, name, "log.csv"), { highWaterMark: 1 << 20 });
  });
  const lines = () => createInterface({ input: createReadStream(join(data, "small.csv")) });
  const dayOf = (line) => line.split(",")[5];
  let last = "";
  for await (const line of lines()) if (/^\d/.test(dayOf(line)) && dayOf(line) > last) last = dayOf(line);
  const tail = [];
  for await (const line of lines()) {
    if (dayOf(line) === last) tail.push(line);
    else for (const file of [before, after]) if (!file.write(`${line}\n`)) await once(file, "drain");
  }
  after.write(tail.map((line) => `${line}\n`).join(""));
  console.log(`last day ${last}: ${tail.length} rows`);
  for (const file of [before, after]) await new Promise((done) => file.end(done));
}

function measure(...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [task, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function show(name, { seconds, cpuSeconds, peakMB, hash, notes }) {
  console.log(
    `${name.padEnd(28)} ${cpuSeconds.toFixed(2)} CPU s, ${seconds.toFixed(2)} s, ${peakMB} MB, ${hash.slice(0, 8)} ${notes.join(" ")}`,
  );
}
