import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../../src/engine/duckdb-engine.js";
import type { Engine } from "../../../src/engine/engine.js";
import { silentProgress } from "../../../src/progress.js";
import { userTotals } from "../../../src/sources/fixed-quota.js";
import type { CsvFile } from "../../../src/sources/kuairec/csv-file.js";
import { kuairecTables } from "../../../src/sources/kuairec/kuairec-tables.js";
import { loadEvents } from "../../../src/sources/kuairec/load-events.js";
import { loadPlainEvents } from "../../../src/sources/kuairec/load-plain-events.js";
import { passThreads } from "../../../src/sources/kuairec/pass-threads.js";

const context = { progress: silentProgress };
const all = { from: undefined, to: undefined };
let folder: string;
let engine: Engine;
let file: CsvFile;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "counterday-plain-events-"));
  engine = await openEngine({ context, threads: 2, memoryLimit: "500MB" });
  const table = kuairecTables.small;
  file = { table, path: join(folder, "small_matrix.csv"), header: table.columns };
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (rows: readonly string[]) =>
  writeFileSync(file.path, `${[file.header.join(","), ...rows].join("\n")}\n`);

async function plainly(keepDuplicates = false, range: Parameters<typeof loadPlainEvents>[3]["range"] = all) {
  return loadPlainEvents(engine, file, "plain_events", { keepDuplicates, range }, context);
}

async function fully(keepDuplicates = false, range: Parameters<typeof loadPlainEvents>[3]["range"] = all) {
  const choices = { nextUser: undefined, keepCutUser: false, keepDuplicates, range };
  const loaded = await loadEvents(engine, file, "all_events", choices);
  return { ...loaded, totals: await userTotals(engine, "all_events", "user_id", "video_id") };
}

/** Rows of one table that are not in the other, counted with their repeats. */
async function different(): Promise<number> {
  const [row] = await engine.objects(
    "SELECT (SELECT count(*) FROM (FROM plain_events EXCEPT ALL FROM all_events)) + " +
      "(SELECT count(*) FROM (FROM all_events EXCEPT ALL FROM plain_events)) AS n",
  );
  return Number(row?.n);
}

const blank = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: value }, fc.constant(""));
const event = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 2 }),
    blank(fc.integer({ min: -3, max: 900 })),
    blank(fc.integer({ min: -1, max: 50 })),
    blank(
      fc.constantFrom(
        "2020-07-06 00:00:00",
        "2020-07-06 05:27:48.378",
        "1969-02-28 23:59:59.999999",
        "2020-07-05 12:00:01.5",
      ),
    ),
    blank(fc.constantFrom("20200706.0", "20200706", "20200705.00", "20200229.0")),
    blank(fc.constantFrom("1593984468.378", "1593984468", "0", "1593984469.9999995", "7258118400")),
    blank(fc.double({ min: 0, max: 9, noNaN: true }).map((x) => (x < 1e-5 ? 0 : x))),
  )
  .map((values) => values.join(","));

describe("loadPlainEvents", () => {
  it("gives the events, the audit and the totals that loading texts gives, of whatever is plain", async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 3, maxLength: 40 }),
        fc.array(fc.nat({ max: 2 }), { maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        async (events, repeated, keepDuplicates, someDays) => {
          const sure = "0,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5";
          const rows = [sure, ...events, ...repeated.map((index) => events[index]!)];
          rows.sort((a, b) => Number(a.split(",")[0]) - Number(b.split(",")[0]));
          write(rows);
          const range = someDays ? { from: 18_449, to: 18_449 } : all;
          const found = await plainly(keepDuplicates, range);
          if (found === undefined) return;
          plain += 1;
          const expected = await fully(keepDuplicates, range);
          expect(found).toEqual(someDays ? { ...expected, totals: undefined } : expected);
          expect(await different()).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
    expect(plain).toBeGreaterThan(20);
  });

  it("leaves to loadEvents what the engine's typed reading would take for something else", async () => {
    const good = "1,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5";
    write([good]);
    expect((await plainly())?.events).toBe(1);
    for (const other of [
      "1,1,10.7,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5",
      "1,1,1e1,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5",
      "1,1, 10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5",
      "1,1,10,20,2020-07-06 05:27:48.378,2020-07-06,1593984468.378,1.5",
      "1,1,10,20,2020-07-06 05:27:48.378,20200230.0,1593984468.378,1.5",
      "1,1,10,20,2020-07-06T05:27:48.378,20200706.0,1593984468.378,1.5",
      "1,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,nan",
      '1,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,"1.5"',
      "1,1,10,20,2020-07-06 05:27:48.378,20200706.0,-1593984468.378,1.5",
    ]) {
      write([good, other]);
      expect(await plainly()).toBeUndefined();
    }
  });

  it("refuses days that hold nothing, in the words of loadEvents", async () => {
    write(["1,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5"]);
    const range = { from: 18_000, to: 18_001 };
    const message = (work: Promise<unknown>) =>
      work.then(
        () => "read",
        (error: Error) => error.message,
      );
    expect(await message(plainly(false, range))).toBe(await message(fully(false, range)));
    expect(await message(plainly(false, range))).toContain("no row lies in the days asked for");
  });
});

describe("passThreads", () => {
  it("takes the engine's threads, fewer where its memory limit is small", async () => {
    for (const [threads, memoryLimit, expected] of [
      [3, "2GB", 3],
      [4, "150MB", 2],
      [4, "40MB", 1],
    ] as const) {
      const opened = await openEngine({ context, threads, memoryLimit });
      expect(await passThreads(opened)).toBe(expected);
      await opened.close();
    }
  });
});
