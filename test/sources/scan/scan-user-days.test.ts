import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definePanel } from "../../../src/definition/define-panel.js";
import { active, count, countDistinct, countWhere, mean, sum } from "../../../src/definition/measure.js";
import type { PanelDefinition } from "../../../src/definition/panel-definition.js";
import { openEngine } from "../../../src/engine/duckdb-engine.js";
import type { Engine } from "../../../src/engine/engine.js";
import { quoteLiteral } from "../../../src/engine/quote-sql.js";
import { userDayTable } from "../../../src/panel/user-days.js";
import { silentProgress } from "../../../src/progress.js";
import type { EventFields } from "../../../src/sources/scan/scan-plan.js";
import { scanUserDays } from "../../../src/sources/scan/scan-user-days.js";

const definition = definePanel({
  unit: "user",
  day: "day",
  available: "active",
  measures: {
    events: count("events"),
    items: countDistinct("item", "items"),
    seconds: sum("seconds", "s"),
    mean_seconds: mean("seconds", "s"),
    ratio: mean("ratio", "ratio"),
    ratios: sum("ratio", "ratio"),
    high: countWhere("ratio", { atLeast: 0.8, unit: "events" }),
    long: countWhere("seconds", { atLeast: 100, unit: "events" }),
    active: active(),
  },
});
const fields: EventFields = {
  user: { field: "user_id", kind: "whole" },
  day: { field: "date", kind: "day" },
  item: { field: "item", kind: "whole" },
  seconds: { field: "sec", kind: "whole" },
  ratio: { field: "r", kind: "real" },
};
const header = "user_id,time,item,date,sec,r";
const context = { progress: silentProgress };
let engine: Engine;
let folder: string;

beforeAll(async () => {
  engine = await openEngine({ context, threads: 2, memoryLimit: "500MB" });
  folder = mkdtempSync(join(tmpdir(), "counterday-scan-"));
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const scan = async (text: string, question: PanelDefinition = definition) => {
  const path = join(folder, "log.csv");
  writeFileSync(path, text);
  return scanUserDays(path, fields, question, { context });
};

/** The engine's own user-days of the same file. */
async function byEngine(text: string) {
  const path = join(folder, "engine.csv");
  writeFileSync(path, text);
  const columns =
    "{'user_id':'BIGINT','time':'VARCHAR','item':'BIGINT','date':'VARCHAR','sec':'BIGINT','r':'DOUBLE'}";
  await engine.run(
    `CREATE OR REPLACE TABLE log AS SELECT user_id AS "user", item, CAST(strptime(split_part(date, '.', 1), '%Y%m%d') AS DATE) AS day, sec AS seconds, r AS ratio ` +
      `FROM read_csv(${quoteLiteral(path)}, auto_detect = false, header = true, nullstr = '', columns = ${columns})`,
  );
  const { baseline: _, ...table } = await userDayTable(
    engine,
    { eventsTable: "log", usersTable: "none" },
    definition,
  );
  return table;
}

const row = fc.record({
  user: fc.integer({ min: 0, max: 6 }),
  day: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 28 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  item: fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(undefined, 5_000_000, 123_456_789_012_345, -3),
  ),
  seconds: fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(undefined)),
  ratio: fc.oneof(
    fc.double({ min: 0, max: 1000, noNaN: true }).map((x) => (x < 1e-6 ? 0 : x)),
    fc.constantFrom(undefined, 1, 0.8, 1.25, 1023.9999999999999),
  ),
});

const csv = (
  rows: readonly { [K in "user" | "day" | "item" | "seconds" | "ratio"]: number | undefined }[],
  ending = "\n",
) =>
  [
    header,
    ...rows.map(({ user, day, item, seconds, ratio }) => {
      const date = day === undefined ? "" : `202007${String(day).padStart(2, "0")}${day % 2 ? ".0" : ""}`;
      return `${user},2020-07-05 05:27:48.378,${item ?? ""},${date},${seconds ?? ""},${ratio ?? ""}`;
    }),
  ].join(ending) + ending;

describe("scanUserDays", () => {
  it("gives what the engine gives, to the last bit, whatever the order of days and the blanks", async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (unordered) => {
        const rows = [...unordered].sort((a, b) => ((a.user * 5) % 7) - ((b.user * 5) % 7));
        const found = await scan(csv(rows));
        if (found === undefined) return;
        read += 1;
        expect(found.rows).toBe(rows.length);
        expect(found.table).toEqual(await byEngine(csv(rows)));
      }),
      { numRuns: 60 },
    );
    expect(read).toBeGreaterThan(30);
  });

  it("reads line ends of both kinds and a last line without one", async () => {
    const rows = [{ user: 3, day: 5, item: 1, seconds: 7, ratio: 1.5 }];
    const unix = await scan(csv(rows));
    expect(unix?.table.measures.ratio).toEqual(Float64Array.of(1.5));
    expect(await scan(csv(rows, "\r\n"))).toEqual(unix);
    expect(await scan(csv(rows).trimEnd())).toEqual(unix);
  });

  const good = "1,a,2,20200705,3,1.5";
  const refused: Readonly<Record<string, string>> = {
    "a quoted field": `1,"a",2,20200705,3,1.5`,
    "a byte outside ASCII": "1,é,2,20200705,3,1.5",
    "a field too few": "1,a,2,20200705,3",
    "a field too many": "1,a,2,20200705,3,1.5,9",
    "a field too few at the front": "a,2,20200705,3,1.5",
    "a number with a plus": "+1,a,2,20200705,3,1.5",
    "a whole number with decimals": "1.0,a,2,20200705,3,1.5",
    "an id beyond 15 digits": "9007199254740993,a,2,20200705,3,1.5",
    "a real with an exponent": "1,a,2,20200705,3,1.5e3",
    "a real with ten leading zeros": "1,a,2,20200705,3,00000000005.25",
    "a real of 1024": "1,a,2,20200705,3,1024",
    "a negative real": "1,a,2,20200705,3,-0.5",
    NaN: "1,a,2,20200705,3,nan",
    "no largest value of 1": "1,a,2,20200705,3,0.5",
    "a day that is none": "1,a,2,20200230,3,1.5",
    "a day of other shape": "1,a,2,2020070,3,1.5",
    "a day with a time": "1,a,2,2020-07-05 00:00:00,3,1.5",
    "space around a number": "1, a, 2,20200705,3,1.5",
    "an empty line": "",
  };
  for (const [what, line] of Object.entries(refused))
    it(`leaves to the engine a file with ${what}`, async () =>
      expect(
        await scan(`${header}\n${line}\n${what.startsWith("no largest") ? "" : `${good}\n`}`),
      ).toBeUndefined());

  it("leaves to the engine a user whose rows do not stand together, where distinct values are counted", async () => {
    const text = `${header}\n${good}\n2${good.slice(1)}\n${good}\n`;
    expect(await scan(text)).toBeUndefined();
    const { items: _, ...measures } = definition.measures;
    const found = await scan(text, { ...definition, measures });
    expect(found?.table.measures.events).toEqual(Float64Array.of(2, 1));
  });

  it("leaves to the engine a file without a dated row, a definition of more, a header that is not plain", async () => {
    expect(await scan(`${header}\n`)).toBeUndefined();
    expect(await scan(`${header}\n1,a,2,,3,1.5\n`)).toBeUndefined();
    expect(await scan(`${header.replace("time", '"time"')}\n${good}\n`)).toBeUndefined();
    const more = { ...definition.measures, first: { kind: "first", column: "seconds", unit: "s" } as const };
    expect(await scan(`${header}\n${good}\n`, { ...definition, measures: more })).toBeUndefined();
  });

  it("stops when the signal is aborted", async () => {
    const path = join(folder, "log.csv");
    writeFileSync(path, `${header}\n${good}\n`);
    const controller = new AbortController();
    controller.abort();
    const options = { context: { ...context, signal: controller.signal } };
    await expect(scanUserDays(path, fields, definition, options)).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});
