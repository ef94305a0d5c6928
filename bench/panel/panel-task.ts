// One measured process: node panel-task.js <build|keep|store> FILE [CACHE FOLDER]. Prints one line of JSON.
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { readStoredPanel } from "../../src/panel/store/read-stored-panel.js";
import { writeStoredPanel } from "../../src/panel/store/write-stored-panel.js";
import { userDaysFromFile } from "../../src/panel/user-days-from-file.js";
import { silentProgress } from "../../src/progress.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { checkSums } from "./check-sums.js";
import { logFields } from "./log-fields.js";

const [route = "", file = "", cacheFolder = ""] = process.argv.slice(2);
const context = { progress: silentProgress };
const definition = { ...kuairecPanel, baseline: {} };
const threads = 2;

async function fromStore(): Promise<UserDayTable> {
  const found = await readStoredPanel(cacheFolder, "bench");
  if (found.state !== "whole") throw new Error(`no panel in ${cacheFolder}: ${found.state}`);
  return found.panel.table;
}

const start = performance.now();
const table =
  route === "store"
    ? await fromStore()
    : await userDaysFromFile(file, logFields, definition, { threads, context });
const userDays = performance.now();
if (route === "keep") {
  const log = { source: "kuairec", origin: "recorded", events: 0, fingerprints: [] } as never;
  await writeStoredPanel(cacheFolder, { key: "bench", family: "bench" }, { table, log, versions: {} });
}
const panel = panelFromUserDays(table, definition, "bench");
const opened = performance.now();
const sums = route === "store" ? { rows: panel.rows } : checkSums(panel);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    sums,
    userDaysMs: Math.round(userDays - start),
    openedMs: Math.round(opened - start),
    totalMs: Math.round(performance.now() - start),
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: Math.round(maxRSS / 1024),
  }),
);
