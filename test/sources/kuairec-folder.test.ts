import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { silentProgress } from "../../src/progress.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import type { LogInput } from "../../src/sources/source.js";
import { withEngine } from "../engine/test-engine.js";
import { folder as prefix, row, smallTables, writeArchive } from "./kuairec-archive.js";
import { openArchive } from "./open-archive.js";

const rows = [
  row(14, 1, 5),
  row(14, 2, 6),
  row(15, 1, 6),
  row(15, 2, 7),
  row(15, 3, 8),
  "15,4,4381,6067,,,,0.5",
];
const tables = smallTables(rows, [14, 15]);

async function unpack(place: string, within = prefix): Promise<void> {
  await mkdir(join(place, within), { recursive: true });
  for (const [name, content] of tables)
    await writeFile(join(place, within, `${name}.csv`), content as string);
}

const opened = (directory: string, input: Omit<LogInput, "directory"> = {}) =>
  withEngine(async (engine) => {
    const log = await kuairec.open(engine, { directory, ...input }, { progress: silentProgress });
    const events = await engine.objects(`SELECT * FROM ${log.eventsTable} ORDER BY ALL`);
    return { log, events };
  });

describe("kuairec from an unpacked folder", () => {
  it.each([prefix, "."])(
    "with its tables in %s gives the log of the archive, and leaves the folder as it was",
    (within) =>
      withTemporaryFolder("folder-", async (place) => {
        await unpack(place, within);
        const before = await readdir(place, { recursive: true });
        for (const input of [{}, { rows: 3 }, { rows: 4, keepCutUser: true }]) {
          const packed = await openArchive((path) => writeArchive(path, tables), input);
          const found = await opened(place, input);
          expect(found.events).toEqual(packed.events);
          expect(found.log.audit).toEqual(packed.log.audit);
          expect(found.log.fingerprints).toEqual(packed.log.fingerprints);
          expect(found.log.origin).toBe("recorded");
        }
        expect(await readdir(place, { recursive: true })).toEqual(before);
        await writeFile(join(place, "simulation.json"), "{}");
        expect((await opened(place)).log.origin).toBe("simulated");
      }),
  );

  it("refuses what is no such folder", () =>
    withTemporaryFolder("folder-", async (place) => {
      await expect(opened(join(place, "absent"))).rejects.toMatchObject({ code: "kuairec.no-folder" });
      await expect(opened(place)).rejects.toMatchObject({ code: "kuairec.no-tables" });
      await writeFile(join(place, "smal_matrix.csv"), "");
      await expect(opened(place)).rejects.toThrow(/did you mean "smal_matrix.csv"/);
      await expect(opened(join(place, "smal_matrix.csv"))).rejects.toMatchObject({
        code: "kuairec.not-a-folder",
      });
      await expect(opened(place, { archive: "a.zip" })).rejects.toMatchObject({ code: "kuairec.no-archive" });
      await withEngine((engine) =>
        expect(kuairec.open(engine, {}, { progress: silentProgress })).rejects.toMatchObject({
          code: "kuairec.no-archive",
        }),
      );
    }));
});

describe("days of kuairec that are asked for", () => {
  const write = (path: string) => writeArchive(path, tables);

  it("are both included; rows outside or without a date are left out, and counted", async () => {
    const { log, events, checks } = await openArchive(write, { from: "2020-07-06", to: "2020-07-07" });
    expect(events.map(({ event_date }) => event_date)).toEqual(["2020-07-06", "2020-07-06", "2020-07-07"]);
    expect([log.events, checks["small_matrix.outside_range"], checks["small_matrix.rows_read"]]).toEqual([
      3, 3, 6,
    ]);
    expect((await openArchive(write)).checks["small_matrix.outside_range"]).toBeUndefined();
    expect((await openArchive(write, { from: "2020-07-07" })).log.events).toBe(2);
  });

  it("are refused when they are none, or hold nothing", async () => {
    await expect(openArchive(write, { from: "20200706" })).rejects.toMatchObject({ code: "source.bad-day" });
    await expect(openArchive(write, { from: "2021-01-01" })).rejects.toMatchObject({
      code: "kuairec.nothing-in-range",
    });
  });
});
