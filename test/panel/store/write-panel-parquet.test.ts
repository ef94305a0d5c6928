import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.js";
import { quoteLiteral } from "../../../src/engine/quote-sql.js";
import { withTemporaryFolder } from "../../../src/files/temporary-folder.js";
import { panelFromUserDays } from "../../../src/panel/panel-from-user-days.js";
import { writePanelParquet } from "../../../src/panel/store/write-panel-parquet.js";
import { writeTableParquet } from "../../../src/panel/store/write-table-parquet.js";
import { silentProgress } from "../../../src/progress.js";
import { withEngine } from "../../engine/test-engine.js";
import { panelValues } from "../panel-values.js";
import { smallPanel, userDays } from "../small-panel.js";

const context = { progress: silentProgress };

/** `users` users over 40 days, active on two days of three. */
function table(users: readonly string[]) {
  const rows = users.flatMap((_, user) =>
    Array.from({ length: 40 }, (_, day) => [user, day, ((user * 31 + day * 7) % 11) + 1] as const).filter(
      ([, day]) => (user + day) % 3 !== 0,
    ),
  );
  return userDays(rows, {
    users,
    days: 40,
    firstDay: 18448,
    ages: users.map((_, i) => (i % 4 ? i : Number.NaN)),
  });
}

async function parquetOf(users: readonly string[], threads: number, usersPerShard = 1024) {
  return withTemporaryFolder("parquet-", (folder) =>
    withEngine(
      async (engine) => {
        const path = join(folder, "out", "panel.parquet");
        const panel = panelFromUserDays(table(users), smallPanel, "test", { usersPerShard });
        await writePanelParquet(engine, panel, path, context);
        expect(readdirSync(join(folder, "out"))).toEqual(["panel.parquet"]);
        return readFileSync(path);
      },
      { threads },
    ),
  );
}

const many = Array.from({ length: 6000 }, (_, user) => String(user * 3));

describe("writePanelParquet", () => {
  it("holds every column under its name, NaN as NULL, rows by user and day", async () => {
    await withTemporaryFolder("parquet-", (folder) =>
      withEngine(async (engine) => {
        const path = join(folder, "panel.parquet");
        const users = ["2", "10", "9007199254740993"];
        const panel = panelFromUserDays(table(users), smallPanel, "test");
        await writePanelParquet(engine, panel, path, context);
        const from = `read_parquet(${quoteLiteral(path)})`;
        const described = await engine.objects(
          `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`,
        );
        expect(described.map((row) => [row.column_name, row.column_type])).toEqual([
          ["user_id", "BIGINT"],
          ["event_date", "DATE"],
          ...panel.columns.map(({ name }) => [name, "DOUBLE"]),
        ]);
        const keys = await engine.objects(`SELECT user_id, event_date FROM ${from}`);
        expect(keys.slice(0, 2)).toEqual([
          { user_id: "2", event_date: "2020-07-05" },
          { user_id: "2", event_date: "2020-07-06" },
        ]);
        expect(keys.at(-1)).toEqual({ user_id: "9007199254740993", event_date: "2020-08-13" });
        for (const { name } of panel.columns) {
          const { columns } = await engine.numbers(`SELECT "${name}" AS value FROM ${from}`);
          expect(Array.from(columns.value!), name).toEqual(panelValues(panel, name));
        }
        const nulls = await engine.objects(
          `SELECT count(*) AS n FROM ${from} WHERE lead_2_clicks IS NULL AND NOT coalesce(isnan(lead_2_clicks), false)`,
        );
        expect(nulls).toEqual([{ n: String(2 * users.length) }]);
      }),
    );
  });

  it("is the same bytes for 1, 2 and 4 threads and for shards of any size", async () => {
    const [one, two, four, sharded] = [
      await parquetOf(many, 1),
      await parquetOf(many, 2),
      await parquetOf(many, 4),
      await parquetOf(many, 2, 7),
    ];
    expect(one.length).toBeGreaterThan(100_000);
    expect(two.equals(one)).toBe(true);
    expect(four.equals(one)).toBe(true);
    expect(sharded.equals(one)).toBe(true);
  });

  it("keeps ids as text where one is no plain whole number", async () => {
    await withTemporaryFolder("parquet-", (folder) =>
      withEngine(async (engine) => {
        const path = join(folder, "panel.parquet");
        for (const users of [
          ["007", "8"],
          ["a", "b"],
          ["9223372036854775808", "x"],
        ]) {
          await writePanelParquet(engine, panelFromUserDays(table(users), smallPanel, "test"), path, context);
          const found = await engine.objects(
            `SELECT DISTINCT user_id FROM read_parquet(${quoteLiteral(path)}) ORDER BY 1`,
          );
          expect(found.map((row) => row.user_id)).toEqual(users);
        }
      }),
    );
  });

  it("leaves nothing where it cannot write", async () => {
    await withTemporaryFolder("parquet-", (folder) =>
      withEngine(async (engine) => {
        const controller = new AbortController();
        controller.abort();
        const panel = panelFromUserDays(table(["1"]), smallPanel, "test");
        const stopped = writePanelParquet(engine, panel, join(folder, "p.parquet"), {
          ...context,
          signal: controller.signal,
        });
        await expect(stopped).rejects.toMatchObject({ code: "interrupted" });
        const failing = writeTableParquet(engine, "no_such_table", join(folder, "t.parquet"));
        await expect(failing).rejects.toMatchObject({ name: "EngineError" });
        expect(readdirSync(folder)).toEqual([]);
      }),
    );
  });
});

describe("writeTableParquet", () => {
  const rows = (engine: Engine, order: string) =>
    engine.run(
      `CREATE OR REPLACE TABLE events AS SELECT range % 97 AS user_id, (range * 7919) % 1009 AS video, ` +
        `CASE WHEN range % 5 > 0 THEN range / 7 END AS ratio FROM range(200000) ORDER BY ${order}`,
    );

  it("orders rows totally: the same bytes whatever their order in the table and the threads", async () => {
    const written: Buffer[] = [];
    for (const [threads, order] of [
      [1, "range"],
      [4, "hash(range)"],
    ] as const)
      await withTemporaryFolder("parquet-", (folder) =>
        withEngine(
          async (engine) => {
            await rows(engine, order);
            await writeTableParquet(engine, "events", join(folder, "events.parquet"), ["video"]);
            written.push(readFileSync(join(folder, "events.parquet")));
            const [first] = await engine.objects(
              `SELECT * FROM read_parquet(${quoteLiteral(join(folder, "events.parquet"))}) LIMIT 1`,
            );
            expect(first?.video).toBe("0");
          },
          { threads },
        ),
      );
    expect(written[1]!.equals(written[0]!)).toBe(true);
  });
});
