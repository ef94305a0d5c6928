import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attribute } from "../../src/definition/baseline.js";
import { quoteLiteral } from "../../src/engine/quote-sql.js";
import { userDaysFromFile } from "../../src/panel/user-days-from-file.js";
import { silentProgress } from "../../src/progress.js";
import type { EventFields } from "../../src/sources/scan/scan-plan.js";
import { withEngine } from "../engine/test-engine.js";
import { eventsCsv } from "./store/csv-source.js";
import { storedDefinition } from "./store/stored-definition.js";

const context = { progress: silentProgress };
const definition = { ...storedDefinition, baseline: {} };
const fields: EventFields = {
  user_id: { field: "user_id", kind: "whole" },
  event_date: { field: "event_date", kind: "day" },
  seconds: { field: "seconds", kind: "real" },
  item: { field: "item", kind: "whole" },
};
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const read = (path: string) => userDaysFromFile(path, fields, definition, { context, threads: 2 });

describe("userDaysFromFile", () => {
  it("is the same from a plain file, one that only the engine reads, and Parquet", async () => {
    const text = eventsCsv(20, 15);
    const plain = await read(write("plain.csv", text));
    expect(plain.rows).toBe(200);
    const quoted = text.replace("user_id", '"user_id"').replaceAll(/^(\d+),/gm, '"$1",');
    expect(await read(write("quoted.csv", quoted))).toEqual(plain);
    const parquet = join(folder, "events.parquet");
    await withEngine((engine) =>
      engine.run(
        `COPY (SELECT * REPLACE (CAST(strftime(event_date, '%Y%m%d') AS DOUBLE) AS event_date) FROM read_csv(${quoteLiteral(join(folder, "plain.csv"))})) TO ${quoteLiteral(parquet)} (FORMAT parquet)`,
      ),
    );
    expect(await read(parquet)).toEqual(plain);
  });

  it("refuses a value that is not what it should be, and attributes of users", async () => {
    const path = write("bad.csv", "user_id,event_date,seconds,item\n1,2020-07-05,soon,3\n");
    await expect(read(path)).rejects.toMatchObject({ name: "EngineError" });
    const baseline = { age: attribute("age", { unit: "years" }) };
    await expect(
      userDaysFromFile(path, fields, { ...definition, baseline }, { context }),
    ).rejects.toMatchObject({ code: "panel.user-column" });
  });
});
