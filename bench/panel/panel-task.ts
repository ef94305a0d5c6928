// One measured process: node panel-task.js <scan|engine|archive|cache> FILE [CACHE FOLDER]. Prints one line of JSON.
import { quoteLiteral } from "../../src/engine/quote-sql.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { readStoredPanel } from "../../src/panel/store/read-stored-panel.js";
import { writeStoredPanel } from "../../src/panel/store/write-stored-panel.js";
import { userDayTable } from "../../src/panel/user-days.js";
import { silentProgress } from "../../src/progress.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { scanUserDays } from "../../src/sources/scan/scan-user-days.js";
import { checkSums } from "./check-sums.js";

const [route = "", file = "", cacheFolder = ""] = process.argv.slice(2);
const context = { progress: silentProgress };
const definition = { ...kuairecPanel, baseline: {} };
const threads = 2;

const whole = (field: string) => ({ field, kind: "whole" }) as const;
const fields = {
  user_id: whole("user_id"),
  video_id: whole("video_id"),
  play_duration: whole("play_duration"),
  video_duration: whole("video_duration"),
  event_date: { field: "date", kind: "day" },
  watch_ratio: { field: "watch_ratio", kind: "real" },
} as const;

async function byScan(): Promise<UserDayTable> {
  const found = await scanUserDays(file, fields, definition, { threads, context });
  if (found === undefined) throw new Error(`${file} is not plain; the quick pass does not read it`);
  return { ...found.table, baseline: {} };
}

async function byEngine(): Promise<UserDayTable> {
  const { openEngine } = await import("../../src/engine/duckdb-engine.js");
  const engine = await openEngine({ threads, context });
  try {
    const source = file.endsWith(".parquet")
      ? `read_parquet(${quoteLiteral(file)})`
      : `read_csv(${quoteLiteral(file)}, auto_detect = false, header = true, nullstr = '', columns = {'user_id': 'BIGINT', ` +
        `'video_id': 'BIGINT', 'play_duration': 'BIGINT', 'video_duration': 'BIGINT', 'time': 'VARCHAR', 'date': 'DOUBLE', ` +
        `'timestamp': 'DOUBLE', 'watch_ratio': 'DOUBLE'})`;
    await engine.run(
      "CREATE VIEW events AS SELECT user_id, video_id, play_duration, video_duration, watch_ratio, " +
        `make_date(CAST(date AS INTEGER) // 10000, CAST(date AS INTEGER) // 100 % 100, CAST(date AS INTEGER) % 100) AS event_date FROM ${source}`,
    );
    return await userDayTable(engine, { eventsTable: "events", usersTable: "none" }, definition);
  } finally {
    await engine.close();
  }
}

async function fromStore(): Promise<UserDayTable> {
  const found = await readStoredPanel(cacheFolder, "bench");
  if (found.state !== "whole") throw new Error(`no panel in ${cacheFolder}: ${found.state}`);
  return found.panel.table;
}

const start = performance.now();
const table = route === "store" ? await fromStore() : route === "engine" ? await byEngine() : await byScan();
const userDays = performance.now();
if (route === "keep") {
  const log = { source: "kuairec", origin: "recorded", events: 0, fingerprints: [] } as never;
  await writeStoredPanel(cacheFolder, "bench", { table, log, versions: {} });
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
