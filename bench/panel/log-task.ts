// One measured process over a log in the shape of its source: node log-task.js <pack|archive|folder|events|unzip> …
// `pack CSV ZIP FOLDER` makes the download and the folder it would be unpacked to; `archive ZIP` and `folder FOLDER` open
// the panel, `events FOLDER` loads every event first, `unzip ZIP` only unpacks the interactions. Prints one line of JSON.
import { createReadStream, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { copyMember } from "../../src/files/copy-member.js";
import { openZip } from "../../src/files/open-zip.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { openPanel } from "../../src/panel/store/open-panel.js";
import { userDayTable } from "../../src/panel/user-days.js";
import { userDaysFromFile } from "../../src/panel/user-days-from-file.js";
import { silentProgress } from "../../src/progress.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { smallTables, writeArchive } from "../../test/sources/kuairec-archive.js";
import { logFields } from "./log-fields.js";

const [task = "", path = "", zip = "", folder = ""] = process.argv.slice(2);
const context = { progress: silentProgress };
const options = { context, threads: 2 };
const tasks: Readonly<Record<string, () => Promise<number>>> = {
  pack,
  archive,
  folder: opened,
  events,
  unzip,
};
const rows = await tasks[task]!();
console.log(JSON.stringify({ sums: { rows } }));

async function pack(): Promise<number> {
  const definition = { ...kuairecPanel, baseline: {} };
  const { users, rows: userDays } = await userDaysFromFile(path, logFields, definition, options);
  const tables = smallTables([], users);
  mkdirSync(folder);
  for (const [name, text] of tables)
    if (name !== "small_matrix") writeFileSync(join(folder, `${name}.csv`), text);
  symlinkSync(path, join(folder, "small_matrix.csv"));
  const events = createReadStream(path, { highWaterMark: 1 << 20 });
  const members = new Map<string, string | NodeJS.ReadableStream>(tables);
  await writeArchive(zip, members.set("small_matrix", events));
  return userDays;
}

async function archive(): Promise<number> {
  return (await openPanel(kuairec, { archive: path }, kuairecPanel, options)).panel.rows;
}

async function opened(): Promise<number> {
  return (await openPanel(kuairec, { directory: path }, kuairecPanel, options)).panel.rows;
}

async function events(): Promise<number> {
  const engine = await openEngine(options);
  const log = await kuairec.open(engine, { directory: path }, context);
  const { rows: userDays } = await userDayTable(engine, log, kuairecPanel);
  await engine.close();
  return userDays;
}

async function unzip(): Promise<number> {
  const outer = await openZip(path);
  const inner = await outer.openStored("KuaiRec.zip");
  const { bytesRead } = await withTemporaryFolder("counterday-bench-", (scratch) =>
    copyMember(inner, "KuaiRec 2.0/data/small_matrix.csv", join(scratch, "small_matrix.csv")),
  );
  await outer.close();
  return bytesRead;
}
