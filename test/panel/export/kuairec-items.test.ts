import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { definePanel } from "../../../src/definition/define-panel.js";
import { itemMean } from "../../../src/definition/event-measure.js";
import { active, count } from "../../../src/definition/measure.js";
import { withTemporaryFolder } from "../../../src/files/temporary-folder.js";
import { buildPanel } from "../../../src/panel/build-panel.js";
import { sourceExports } from "../../../src/panel/export/registry.js";
import type { Panel } from "../../../src/panel/panel.js";
import { openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import { kuairec } from "../../../src/sources/kuairec/kuairec.js";
import type { LogInput } from "../../../src/sources/source.js";
import { assertClose } from "../../assert-close.js";
import { withEngine } from "../../engine/test-engine.js";
import { writeArchive } from "../../sources/kuairec-archive.js";
import { nastyTables } from "../../sources/kuairec-summary-archive.js";
import { csvCells, handEvents } from "../../sources/kuairec-summary-by-hand.js";

const context = { progress: silentProgress };
const { prepare } = sourceExports.kuairec!;

const definition = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: {
    interactions: count("interactions"),
    plays_of_shown: itemMean("play_cnt", {
      dimension: "item_daily_features",
      on: ["video_id", "event_date"],
      unit: "plays",
    }),
    categories_of_shown: itemMean("category_count", {
      dimension: "item_categories",
      on: "video_id",
      unit: "categories",
    }),
    active_day: active(),
  },
  history: {},
  future: {},
  baseline: {},
  calendar: {},
  treatments: {},
});

const tables = nastyTables(7);

async function withLogs<T>(work: (archive: string, directory: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder("items-", async (folder) => {
    const archive = join(folder, "18164998.zip");
    await writeArchive(archive, tables);
    const directory = join(folder, "unpacked");
    await mkdir(directory);
    for (const [name, text] of tables) await writeFile(join(directory, `${name}.csv`), text);
    return work(archive, directory);
  });
}

/** `user day` to the mean over its events of a value that may be absent, from plain text and arrays. */
function meansByHand(found: (video: string, day: string) => number | undefined): Map<string, number> {
  const cells = new Map<string, number[]>();
  for (const { user, video, day } of handEvents(tables.get("small_matrix")!)) {
    if (day === undefined) continue;
    const key = `${user} ${day}`;
    const value = found(video, day);
    cells.set(key, [...(cells.get(key) ?? []), ...(value === undefined ? [] : [value])]);
  }
  return new Map(
    [...cells].map(([key, values]) => [
      key,
      values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length,
    ]),
  );
}

const plays = new Map<string, number>();
for (const { video_id, date, play_cnt } of csvCells(tables.get("item_daily_features")!)) {
  const key = `${video_id} ${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6, 8)}`;
  plays.set(key, Math.max(plays.get(key) ?? 0, Number(play_cnt)));
}
const categories = new Map(
  csvCells(tables.get("item_categories")!).map(({ video_id, feat }) => [
    video_id!,
    /^\[-?\d+(, -?\d+)*\]$/.test(feat!) ? feat!.split(",").length : 0,
  ]),
);

function expectMeasured(panel: Panel): void {
  const expected = {
    plays_of_shown: meansByHand((video, day) => plays.get(`${video} ${day}`)),
    categories_of_shown: meansByHand((video) => categories.get(video)),
  };
  for (const [name, cells] of Object.entries(expected)) {
    let seen = 0;
    for (const shard of panel.shards()) {
      const values = shard.column(name);
      const isActive = shard.column("active_day");
      for (let row = 0; row < shard.rows; row++) {
        if (isActive[row] !== 1) continue;
        const date = new Date((panel.calendar.firstDay + shard.day[row]!) * 86_400_000);
        const where = `${panel.users[shard.user[row]!]} ${date.toISOString().slice(0, 10)}`;
        assertClose(values[row]!, cells.get(where)!, {
          relative: 1e-9,
          because: `${name} of ${where} is added in another order`,
        });
        seen += 1;
      }
    }
    expect(seen).toBe(cells.size);
  }
}

describe("KuaiRec with the tables beside its events", () => {
  it("carries what was shown to the day, here from a folder, and multiplies no event", async () => {
    await withLogs(async (_archive, directory) => {
      const input = { directory };
      await withEngine(async (engine) => {
        const opened = await kuairec.open(engine, input, context);
        const { log } = await prepare(engine, opened, input, context);
        expect(log.events).toBe(opened.events);
        const panel = await buildPanel(engine, log, definition, context, input);
        expectMeasured(panel);
        let interactions = 0;
        for (const shard of panel.shards())
          interactions += shard.column("interactions").reduce((sum, value) => sum + value, 0);
        const dated = handEvents(tables.get("small_matrix")!).filter(({ day }) => day !== undefined);
        expect(interactions).toBe(dated.length);
      });
    });
  });

  it("is opened with them for a definition that asks for items, with their audit, else without", async () => {
    await withLogs(async (archive) => {
      const opened = await openPanel(kuairec, { archive }, definition, { context });
      expectMeasured(opened.panel);
      const tablesOf = (log: typeof opened.log) => [...new Set(log.audit.rows.map(({ table }) => table))];
      const beside = ["item_categories", "item_daily_features", "social_network"];
      expect(tablesOf(opened.log)).toEqual(["small_matrix", "user_features", ...beside]);
      const { plays_of_shown: _p, categories_of_shown: _c, ...measures } = definition.measures;
      const plain = await openPanel(kuairec, { archive }, { ...definition, measures }, { context });
      expect(tablesOf(plain.log)).toEqual(["small_matrix", "user_features"]);
    });
  });

  it("says the same of a folder as of the archive, but for the files of the outer zip", async () => {
    await withLogs(async (archive, directory) => {
      const { definition: own } = sourceExports.kuairec!;
      const summaryOf = (input: LogInput) =>
        withEngine(async (engine) => {
          const prepared = await prepare(engine, await kuairec.open(engine, input, context), input, context);
          const summary = await prepared.summarise(
            await buildPanel(engine, prepared.log, own!, context, input),
          );
          return { summary, audit: prepared.log.audit };
        });
      const zipped = await summaryOf({ archive });
      const plain = await summaryOf({ directory });
      expect(plain.summary).toEqual({ ...zipped.summary, outer_inventory: [] });
      expect(plain.audit).toEqual(zipped.audit);
      const readOf = ({ audit }: typeof zipped) =>
        audit.rows.find(({ table, check }) => table === "item_daily_features" && check === "rows_read")!.rows;
      expect(readOf(zipped)).toBe(csvCells(tables.get("item_daily_features")!).length);
    });
  });
});
