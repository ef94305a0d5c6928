import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definePanel } from "../../../src/definition/define-panel.js";
import { active, count, countDistinct, countWhere, mean, sum } from "../../../src/definition/measure.js";
import { openEngine } from "../../../src/engine/duckdb-engine.js";
import type { Engine } from "../../../src/engine/engine.js";
import { quoteLiteral } from "../../../src/engine/quote-sql.js";
import { userDayTable } from "../../../src/panel/user-days.js";
import { silentProgress } from "../../../src/progress.js";
import { scanParquet } from "../../../src/sources/scan/scan-parquet.js";
import type { EventFields } from "../../../src/sources/scan/scan-plan.js";

const definition = definePanel({
  unit: "user",
  day: "day",
  available: "active",
  measures: {
    events: count("events"),
    items: countDistinct("item", "items"),
    seconds: mean("seconds", "s"),
    ratios: sum("ratio", "ratio"),
    high: countWhere("ratio", { atLeast: 0.8, unit: "events" }),
    active: active(),
  },
});
const fields: EventFields = {
  user: { field: "user", kind: "whole" },
  day: { field: "day", kind: "day" },
  item: { field: "item", kind: "whole" },
  seconds: { field: "seconds", kind: "whole" },
  ratio: { field: "ratio", kind: "real" },
};
const context = { progress: silentProgress };
let engine: Engine;
let folder: string;

beforeAll(async () => {
  engine = await openEngine({ context, threads: 2, memoryLimit: "500MB" });
  folder = mkdtempSync(join(tmpdir(), "counterday-scan-parquet-"));
  await engine.run(
    `CREATE TABLE log AS SELECT i // 500 AS "user", i * 31 % 700 AS item, CASE WHEN i % 11 > 0 THEN DATE '2020-07-05' + CAST(i % 40 AS INTEGER) END AS day, ` +
      `CASE WHEN i % 7 > 0 THEN i % 1000 - 50 END AS seconds, CASE WHEN i % 13 > 0 THEN (hash(i) % 1000003) / 77777.0 END AS ratio FROM range(60000) r(i) ORDER BY i`,
  );
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function scan(replaced = "", order = "") {
  const path = join(folder, "log.parquet");
  const star = replaced === "" ? "*" : `* REPLACE (${replaced})`;
  await engine.run(`COPY (SELECT ${star} FROM log ${order}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
  return scanParquet(engine, path, fields, definition);
}

describe("scanParquet", () => {
  it("gives what the engine's own aggregate gives, to the last bit, for days of every kind", async () => {
    const { baseline: _, ...table } = await userDayTable(
      engine,
      { eventsTable: "log", usersTable: "log" },
      definition,
    );
    const number = `CAST(strftime(day, '%Y%m%d') AS DOUBLE)`;
    for (const day of ["", `${number} AS day`, `CAST(${number} AS INTEGER) AS day`]) {
      const found = await scan(day);
      expect(found).toEqual({ table, rows: 60_000, judged: [] });
    }
  });

  const refused: Readonly<Record<string, string>> = {
    "ids above 2^53": `CASE WHEN "user" = 3 THEN 9007199254740993 ELSE "user" END AS "user"`,
    "ids that are text": `CAST("user" AS VARCHAR) AS "user"`,
    "a value that is NaN": `CASE WHEN item = 31 THEN 'nan'::DOUBLE ELSE ratio END AS ratio`,
    "a value that is infinite": `CASE WHEN item = 31 THEN 'inf'::DOUBLE ELSE ratio END AS ratio`,
    "a negative real": "ratio - 1 AS ratio",
    "a large real": "ratio + 1024 AS ratio",
    "a day that is none": "CASE WHEN day IS NOT NULL THEN 20200230 END AS day",
    "days as text": "CAST(day AS VARCHAR) AS day",
  };
  for (const [what, replaced] of Object.entries(refused))
    it(`leaves to the engine's aggregate a file with ${what}`, async () =>
      expect(await scan(replaced)).toBeUndefined());

  it("leaves to the engine's aggregate users whose rows do not stand together", async () =>
    expect(await scan("", "ORDER BY item")).toBeUndefined());
});
