// One measured process: node growth-task.js TABLE [CACHE FOLDER]. Opens the panel of a table, from the log without a
// folder, and prints one line of JSON with what was said of the store.
import { openPanel } from "../../src/panel/store/open-panel.js";
import { silentProgress } from "../../src/progress.js";
import { table } from "../../src/sources/table/table.js";
import { tablePanel } from "../../src/sources/table/table-panel.js";

const [path = "", cacheFolder] = process.argv.slice(2);
const notes: string[] = [];
const context = { progress: silentProgress, note: (sentence: string) => void notes.push(sentence) };
const mapping = {
  user: "user_id",
  item: "video_id",
  time: { column: "timestamp", unit: "seconds", zone: "Asia/Shanghai" },
} as const;
const definition = tablePanel(mapping, {
  sums: { play_duration: "ms", watch_ratio: "ratio" },
});
const start = performance.now();
const { panel } = await openPanel(table, { table: path, mapping }, definition, {
  cacheFolder,
  context,
  threads: 2,
});
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1e3,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMB: Math.round(maxRSS / 1024),
    userDays: panel.rows,
    days: panel.calendar.days,
    hash: panel.hash,
    notes,
  }),
);
