import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { withEngine } from "../engine/test-engine.js";
import { smallTables, writeArchive } from "../sources/kuairec-archive.js";
import { context, openTable } from "../sources/table-log.js";
import { expectCells } from "./panel-cells.js";
import { addTo, dayNumber, logRows, logsPresent, sharedLog, whyAbsent } from "./shared-log.js";

const text = (name: string) => readFileSync(sharedLog(`kuairec/${name}.csv`), "utf8");

/** What the dated rows of a matrix say of a user-day. */
function byHand(name: string) {
  const [events, milliseconds, high, ratios] = [0, 1, 2, 3].map(() => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  for (const row of logRows(`kuairec/${name}.csv`)) {
    if (row.date === "") continue;
    const written = (row.date as string).slice(0, 8);
    const day = dayNumber(`${written.slice(0, 4)}-${written.slice(4, 6)}-${written.slice(6)}`);
    const key = `${row.user_id} ${day}`;
    addTo(events, key, 1);
    addTo(milliseconds, key, Number(row.play_duration));
    addTo(high, key, Number(row.watch_ratio) >= 0.8 ? 1 : 0);
    addTo(ratios, key, Number(row.watch_ratio));
  }
  return { events, milliseconds, high, ratios };
}

describe.skipIf(!logsPresent)(`real KuaiRec rows${whyAbsent}`, () => {
  it.each([
    ["small", "small_matrix_26rows"],
    ["big", "big_matrix_first10"],
  ] as const)("of %s_matrix in an archive build the panel that plain code gives", (matrix, name) =>
    withTemporaryFolder("kuairec-", async (folder) => {
      const archive = join(folder, "18164998.zip");
      const tables = smallTables([], []);
      tables.set("small_matrix", text("small_matrix_26rows"));
      tables.set("big_matrix", text("big_matrix_first10"));
      tables.set("user_features", text("user_features_2rows"));
      await writeArchive(archive, tables);
      await withEngine(async (engine) => {
        const log = await kuairec.open(engine, { archive, matrix }, context);
        const panel = await buildPanel(engine, log, kuairecPanel, context);
        const { events, milliseconds, high, ratios } = byHand(name);
        const of = (map: ReadonlyMap<string, number>, user: string, day: number) =>
          map.get(`${user} ${day}`) ?? 0;
        expect(log.events).toBe(logRows(`kuairec/${name}.csv`).length);
        expectCells(
          panel,
          {
            interactions: (user, day) => of(events, user, day),
            total_play_duration_ms: (user, day) => of(milliseconds, user, day),
            high_watch_count: (user, day) => of(high, user, day),
            avg_watch_ratio: (user, day) => of(ratios, user, day) / (of(events, user, day) || 1),
            active_day: (user, day) => (events.has(`${user} ${day}`) ? 1 : 0),
          },
          { tolerance: 1e-12 },
        );
        expect(panel.users).toEqual([...new Set([...events.keys()].map((key) => key.split(" ")[0]))]);
      });
    }),
  );

  it("are read as a plain table too, without a mapping", async () => {
    const { log, panel, sentence, checks } = await openTable(sharedLog("kuairec/small_matrix_26rows.csv"));
    const { events, milliseconds } = byHand("small_matrix_26rows");
    expect(sentence("mapping")).toMatch(/user = user_id, time = timestamp, day = date, item = video_id\.$/);
    expect([log.events, checks.rows_without_date]).toEqual([26, 6]);
    expectCells(panel, {
      events: (user, day) => events.get(`${user} ${day}`) ?? 0,
      total_play_duration: (user, day) => milliseconds.get(`${user} ${day}`) ?? 0,
    });
  });
});
