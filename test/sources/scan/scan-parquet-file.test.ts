import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
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
import type { UserDayTable } from "../../../src/results/user-day-table.js";
import { mergeUserDays } from "../../../src/sources/scan/merge-user-days.js";
import { readFooter } from "../../../src/sources/scan/parquet/read-footer.js";
import { scanParquetFile } from "../../../src/sources/scan/scan-parquet-file.js";
import { type EventFields, scanPlan } from "../../../src/sources/scan/scan-plan.js";
import { scanRowGroups } from "../../../src/sources/scan/scan-row-groups.js";
import { splitRowGroups } from "../../../src/sources/scan/split-row-groups.js";

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
const options = { context: { progress: silentProgress }, threads: 2 };
let engine: Engine;
let folder: string;
let path: string;
let expected: Omit<UserDayTable, "baseline">;

beforeAll(async () => {
  engine = await openEngine({ ...options, memoryLimit: "500MB" });
  folder = mkdtempSync(join(tmpdir(), "counterday-scan-parquet-file-"));
  path = join(folder, "log.parquet");
  await engine.run(
    `CREATE TABLE log AS SELECT i // 500 AS "user", i * 31 % 700 AS item, CASE WHEN i % 11 > 0 THEN DATE '2020-07-05' + CAST(i % 40 AS INTEGER) END AS day, ` +
      `CASE WHEN i % 7 > 0 THEN i % 1000 - 50 END AS seconds, CASE WHEN i > 5000 AND i % 13 > 0 THEN (hash(i) % 1000003) / 77777.0 END AS ratio, 'text ' || i AS words FROM range(60000) r(i) ORDER BY i`,
  );
  const { baseline: _, ...table } = await userDayTable(
    engine,
    { eventsTable: "log", usersTable: "log" },
    definition,
  );
  expected = table;
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function write(choices = "", replaced = "", order = ""): Promise<void> {
  const star = replaced === "" ? "*" : `* REPLACE (${replaced})`;
  await engine.run(
    `COPY (SELECT ${star} FROM log ${order}) TO ${quoteLiteral(path)} (FORMAT parquet${choices})`,
  );
}
const scan = () => scanParquetFile(path, fields, definition, options);

describe("scanParquetFile", () => {
  const written: Readonly<Record<string, readonly [choices: string, replaced: string]>> = {
    "packed with Snappy": ["", ""],
    "not packed": [", CODEC 'uncompressed'", ""],
    "in many row groups": [", ROW_GROUP_SIZE 2048", ""],
    "without dictionaries": [", DICTIONARY_SIZE_LIMIT 1", ""],
    "with narrow and unsigned numbers": [
      "",
      'CAST("user" AS UINTEGER) AS "user", CAST(item AS SMALLINT) AS item, CAST(seconds AS INTEGER) AS seconds',
    ],
    "with unsigned numbers of 64 bits": ["", 'CAST("user" AS UBIGINT) AS "user"'],
    "with days as numbers": ["", "CAST(strftime(day, '%Y%m%d') AS DOUBLE) AS day"],
    "with days as whole numbers": ["", "CAST(strftime(day, '%Y%m%d') AS INTEGER) AS day"],
  };
  for (const [how, [choices, replaced]] of Object.entries(written))
    it(`gives what the engine's own aggregate gives, to the last bit, of a file ${how}`, async () => {
      await write(choices, replaced);
      expect(await scan()).toEqual({ table: expected, rows: 60_000, judged: [] });
    });

  it("gives the same from any cut into stretches", async () => {
    await write(", ROW_GROUP_SIZE 6144");
    const file = await open(path, "r");
    const footer = await readFooter(file).finally(() => file.close());
    const names = footer!.fields.map(({ name }) => name);
    const plan = scanPlan(definition, names, fields)!;
    const columns = footer!.fields
      .map((field, index) => ({ index, field }))
      .filter(({ field }) => field.name !== "words");
    const groups = footer!.groups.map(({ rows, chunks }) => ({
      rows,
      chunks: columns.map(({ index }) => chunks[index]!),
    }));
    for (const parts of [1, 2, 7, 200]) {
      const ranges = splitRowGroups(path, columns, groups, 0, parts)!;
      expect(ranges.length).toBe(Math.min(parts, 120));
      const counter = new Int32Array(2);
      const summed = ranges.map((range) => scanRowGroups(plan, range, counter)!);
      expect(mergeUserDays(plan, summed)).toEqual(expected);
    }
  });

  const refused: Readonly<Record<string, string>> = {
    "ids above 2^53": `CASE WHEN "user" = 3 THEN 9007199254740993 ELSE "user" END AS "user"`,
    "ids that are text": `CAST("user" AS VARCHAR) AS "user"`,
    "a value that is NaN": `CASE WHEN item = 31 THEN 'nan'::DOUBLE ELSE ratio END AS ratio`,
    "a value that is infinite": `CASE WHEN item = 31 THEN 'inf'::FLOAT ELSE ratio::FLOAT END AS ratio`,
    "a value that is a decimal": "ratio::DECIMAL(18, 6) AS ratio",
    "a large real": "ratio + 1024 AS ratio",
    "a day that is none": "CASE WHEN day IS NOT NULL THEN 20200230 END AS day",
    "days as text": "CAST(day AS VARCHAR) AS day",
    "days as moments": "CAST(day AS TIMESTAMP) AS day",
  };
  for (const [what, replaced] of Object.entries(refused))
    it(`leaves to the engine a file with ${what}`, async () => {
      await write("", replaced);
      expect(await scan()).toBeUndefined();
    });

  it("leaves to the engine a file in another codec, with users apart, or that is no Parquet file", async () => {
    await write(", CODEC 'zstd'");
    expect(await scan()).toBeUndefined();
    await write("", "", "ORDER BY item");
    expect(await scan()).toBeUndefined();
    writeFileSync(path, "user,day\n1,20200101\n");
    expect(await scan()).toBeUndefined();
  });

  it("never fails on broken bytes: it reads the file or leaves it to the engine", async () => {
    await write(", ROW_GROUP_SIZE 2048", "", "LIMIT 6000");
    const whole = readFileSync(path);
    let left = 0;
    for (let round = 0; round < 200; round++) {
      const broken = Buffer.from(whole);
      const near =
        round % 2 === 0 ? broken.length - 1 - ((round * 37) % 3000) : (round * 7919) % broken.length;
      broken[near]! ^= 1 << (round % 8);
      writeFileSync(path, round % 10 === 9 ? broken.subarray(0, near) : broken);
      if ((await scan()) === undefined) left += 1;
    }
    expect(left).toBeGreaterThan(20);
  });
});
