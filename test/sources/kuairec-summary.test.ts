import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { silentProgress } from "../../src/progress.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import {
  type KuaiRecEventSummary,
  kuairecEventSummary,
} from "../../src/sources/kuairec/summary/kuairec-event-summary.js";
import { type KuaiRecItems, loadKuaiRecItems } from "../../src/sources/kuairec/summary/load-items.js";
import type { LogInput, SourceLog } from "../../src/sources/source.js";
import { describeColumns } from "../../src/sources/summary/describe-columns.js";
import { assertClose } from "../assert-close.js";
import { withEngine } from "../engine/test-engine.js";
import { row, smallTables, writeArchive } from "./kuairec-archive.js";
import { nastyTables } from "./kuairec-summary-archive.js";
import { type HandRow, handEvents, handEventTables, handSideTables } from "./kuairec-summary-by-hand.js";

const context = { progress: silentProgress };

interface Summarised {
  readonly log: SourceLog;
  readonly items: KuaiRecItems;
  readonly summary: KuaiRecEventSummary;
}

async function summarised<T = Summarised>(
  tables: ReadonlyMap<string, string>,
  input: Omit<LogInput, "archive"> & { readonly itemDailyRows?: number; readonly threads?: number } = {},
  look: (found: Summarised, engine: Engine) => Promise<T> = async (found) => found as T,
): Promise<T> {
  return withTemporaryFolder("archive-", async (folder) => {
    const archive = join(folder, "18164998.zip");
    await writeArchive(archive, tables);
    const { itemDailyRows, threads = 2, ...rest } = input;
    const engine = await openEngine({ memoryLimit: "500MB", threads, context });
    try {
      const log = await kuairec.open(engine, { archive, ...rest }, context);
      const items = await loadKuaiRecItems(engine, { archive, itemDailyRows }, context);
      const summary = await kuairecEventSummary(engine, log, items, context);
      return await look({ log, items, summary }, engine);
    } finally {
      await engine.close();
    }
  });
}

/** Every value of the expected rows is in the found ones, numbers to 1e-9. */
function expectRows(name: string, found: readonly object[], expected: readonly HandRow[]): void {
  expect(found.length, name).toBe(expected.length);
  expected.forEach((row, index) => {
    for (const [key, value] of Object.entries(row)) {
      const actual = (found[index] as HandRow)[key];
      const where = `${name}[${index}].${key}`;
      if (typeof value !== "number" || typeof actual !== "number") expect(actual, where).toEqual(value);
      else
        assertClose(actual, value, {
          relative: 1e-9,
          absolute: 1e-12,
          because: `${where} is added in another order`,
        });
    }
  });
}

describe("the event tables of the notebook", () => {
  it.each([1, 2, 3])("are those of plain arrays on an archive of all quirks (seed %i)", async (seed) => {
    const tables = nastyTables(seed);
    const { summary } = await summarised(tables);
    const events = handEvents(tables.get("small_matrix")!);
    const expected = { ...handEventTables(events), ...handSideTables(events, tables) };
    for (const [name, rows] of Object.entries(expected))
      expectRows(name, summary[name as keyof KuaiRecEventSummary] as readonly object[], rows);
    expect(summary.interactions).toHaveLength(10);
    expect(JSON.stringify(summary)).not.toMatch(/NaN|undefined/);
  });

  it("hold large ids without losing a digit", async () => {
    const tables = smallTables([row("9007199254740993", "9007199254740995", 5), row(14, 1, 5)], [14]);
    const { summary } = await summarised(tables);
    expect(summary.item_activity?.map(({ video_id }) => video_id)).toEqual([1, "9007199254740995"]);
    expect(summary.interactions.map(({ user_id }) => user_id)).toEqual([14, "9007199254740993"]);
  });

  it("are the same bytes on one thread and on three", async () => {
    const tables = nastyTables(4);
    const texts = await Promise.all(
      [1, 3].map((threads) =>
        summarised(tables, { threads }, async ({ summary }) => JSON.stringify(summary)),
      ),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it("join every event once, however often keys repeat, and say how many rows do", async () => {
    const tables = smallTables([row(14, 0, 5), row(14, 0, 5, 3), row(15, 0, 6)], [14, 15]);
    const header = tables.get("item_daily_features")!.split("\n")[0];
    // Three rows of video 0 on 2020-07-05; the largest of each count is joined: 20 of 30 shows, a rate of 2/3.
    const lines = [
      "0,20200705,10,1,20,1,1,0,0,0,",
      "0,20200705,30,1,5,1,1,0,0,0,4",
      "0,20200705,10,1,20,1,1,0,0,0,",
    ];
    tables.set("item_daily_features", `${[header, ...lines].join("\n")}\n`);
    await summarised(tables, {}, async ({ log, items, summary }, engine) => {
      expect(log.events).toBe(3);
      expect(summary.join_diagnostics[2]).toEqual({
        table: "item_daily_features",
        key: "video_id, event_date",
        rows: 3,
        keys: 1,
        rows_on_repeated_keys: 3,
        events: 3,
        events_matched: 2,
        unmatched_rate: 1 / 3,
      });
      expect(items.days.audit.map(({ check, rows }) => [check, rows])).toEqual([
        ["rows_read", 3],
        ["unreadable_values", 0],
        ["unreadable_dates", 0],
        ["repeated_keys", 3],
        ["differing_keys", 1],
      ]);
      const [joined] = await engine.objects(
        `SELECT show_cnt, play_cnt, collect_cnt, item_play_rate FROM ${items.days.table} ORDER BY video_id`,
      );
      expect(joined).toEqual({ show_cnt: 30, play_cnt: 20, collect_cnt: 4, item_play_rate: 20 / 30 });
    });
  });

  it("read the first rows of item_daily_features when asked", async () => {
    const tables = nastyTables(5);
    const { summary } = await summarised(tables, { itemDailyRows: 100 });
    const events = handEvents(tables.get("small_matrix")!);
    expectRows(
      "item_daily_summary",
      summary.item_daily_summary,
      handSideTables(events, tables, 100).item_daily_summary!,
    );
    expect(summary.item_daily_summary[0]?.count).toBe(100);
    await expect(summarised(tables, { itemDailyRows: 0 })).rejects.toMatchObject({
      code: "kuairec.bad-rows",
    });
  });

  it("list the archive by name with sizes in millions of bytes", async () => {
    const { summary } = await summarised(smallTables([row(14, 1, 5)], [14]));
    expect(summary.outer_inventory.map(({ member }) => member)).toEqual([
      "KuaiRec.zip",
      "kuairec_caption_category.csv",
    ]);
    // "video_id\n" has nine bytes.
    expect(summary.outer_inventory[1]?.size_mb).toBe(9e-6);
    expect(summary.inner_inventory.map(({ member }) => member.split("/").at(-1))).toEqual([
      "big_matrix.csv",
      "item_categories.csv",
      "item_daily_features.csv",
      "small_matrix.csv",
      "social_network.csv",
      "user_features.csv",
    ]);
  });

  it("are the same from a folder, but for the inventory", async () => {
    const tables = nastyTables(6);
    const zipped = (await summarised(tables)).summary;
    await withTemporaryFolder("folder-", async (directory) => {
      for (const [name, text] of tables) await writeFile(join(directory, `${name}.csv`), text);
      await withEngine(async (engine) => {
        const log = await kuairec.open(engine, { directory }, context);
        const items = await loadKuaiRecItems(engine, { directory }, context);
        const found = await kuairecEventSummary(engine, log, items, context);
        expect(found).toEqual({ ...zipped, outer_inventory: [] });
        await expect(loadKuaiRecItems(engine, {}, context)).rejects.toMatchObject({
          code: "kuairec.no-archive",
        });
      });
    });
  });

  it("name the matrix they are about", async () => {
    const tables = smallTables([row(14, 1, 5)], [14]);
    const tableOf = async (matrix: "small" | "big") =>
      (await summarised(tables, { matrix })).summary.column_dictionary[0]?.table;
    expect([await tableOf("small"), await tableOf("big")]).toEqual(["small_matrix", "big_matrix"]);
  });

  it("refuse a video with two category rows that differ, and ids that are none", async () => {
    const tables = smallTables([row(14, 1, 5)], [14]);
    const refused = (name: string, text: string) =>
      expect(summarised(new Map([...tables, [name, text]]))).rejects;
    await refused("item_categories", "video_id,feat\n1,[8]\n1,[9]\n").toMatchObject({
      code: "kuairec.video-twice",
    });
    await refused("item_categories", "video_id,feat\nx,[8]\n").toMatchObject({
      code: "kuairec.not-a-whole-number",
    });
    await refused("social_network", "user_id,friend_list\n,[8]\n").toMatchObject({
      code: "kuairec.not-a-whole-number",
    });
    const days = tables.get("item_daily_features")!;
    await refused("item_daily_features", days.replace("\n0,", "\n0.5,")).toMatchObject({
      code: "kuairec.not-a-whole-number",
    });
    await refused("item_daily_features", `${days}1,2\n`).toMatchObject({ code: "kuairec.malformed-row" });
  });
});

describe("describeColumns", () => {
  it("keeps the digits of a small spread on a large constant, and knows what does not exist", async () => {
    await withEngine(async (engine) => {
      // 1e9 + {0, 1, 2, 3} / 1024: mean 1e9 + 1.5 / 1024, variance 5/3 / 1024², all exact in binary.
      await engine.run(
        "CREATE TABLE t AS SELECT * FROM (VALUES (1e9::DOUBLE, 0.1::DOUBLE, NULL::DOUBLE, NULL::DOUBLE), " +
          "(1e9 + 1.0/1024, 0.1, NULL, 7), (1e9 + 2.0/1024, 0.1, NULL, NULL), (1e9 + 3.0/1024, 0.1, NULL, NULL)) v(far, same, none, one)",
      );
      const [far, same, none, one] = await describeColumns(engine, "t", ["far", "same", "none", "one"], [50]);
      assertClose(Number(far?.std), Math.sqrt(5 / 3) / 1024, { relative: 1e-12, because: "two passes" });
      expect(far?.mean).toBe(1e9 + 1.5 / 1024);
      expect(same).toEqual({ column: "same", count: 4, mean: 0.1, std: 0, min: 0.1, "50%": 0.1, max: 0.1 });
      expect(none).toEqual({
        column: "none",
        count: 0,
        mean: null,
        std: null,
        min: null,
        "50%": null,
        max: null,
      });
      expect(one).toEqual({ column: "one", count: 1, mean: 7, std: null, min: 7, "50%": 7, max: 7 });
    });
  });
});

const shared = fileURLToPath(new URL("../../../shared/logs/kuairec/", import.meta.url));

describe.skipIf(!existsSync(shared))(
  "real KuaiRec rows (skipped where the folder of shared logs is absent)",
  () => {
    const text = (name: string) => readFileSync(`${shared}${name}.csv`, "utf8");

    it("give the tables of plain arrays", async () => {
      const tables = new Map([
        ...smallTables([], []),
        ["small_matrix", text("small_matrix_26rows")],
        ["big_matrix", text("big_matrix_first10")],
        ["user_features", text("user_features_2rows")],
        ["item_categories", text("item_categories_rows")],
        ["item_daily_features", text("item_daily_features_3rows")],
        ["social_network", text("social_network_rows")],
      ]);
      for (const matrix of ["small", "big"] as const) {
        const { summary } = await summarised(tables, { matrix });
        const events = handEvents(tables.get(`${matrix}_matrix`)!);
        const expected = { ...handEventTables(events), ...handSideTables(events, tables) };
        for (const [name, rows] of Object.entries(expected))
          expectRows(name, summary[name as keyof KuaiRecEventSummary] as readonly object[], rows);
      }
    });
  },
);
