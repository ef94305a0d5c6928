import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { summariseLog } from "../../src/panel/summary/summarise-log.js";
import { silentProgress } from "../../src/progress.js";
import { table } from "../../src/sources/table/table.js";
import { withEngine } from "../engine/test-engine.js";

const context = { progress: silentProgress };

/** Columns that the summary of a table describes as engagement. */
const describedOf = (text: string) =>
  withTemporaryFolder("summary-", async (folder) => {
    const path = join(folder, "events.csv");
    await writeFile(path, text);
    return withEngine(async (engine) => {
      const log = await table.open(engine, { table: path }, context);
      const panel = await buildPanel(engine, log, log.panel!, context);
      const summary = await summariseLog(engine, log, panel, {}, context);
      return {
        described: summary.engagement_summary.map(({ column }) => column),
        columns: summary.missingness_with_types.map(({ column }) => column),
      };
    });
  });

describe("summariseLog", () => {
  it("does not take a row's offset from UTC for engagement", async () => {
    const found = await describedOf(
      "user_id,ts,utc_offset,minutes\n1,1600000000,+0200,3\n2,1600090000,-0700,4\n",
    );
    expect(found.described).toEqual(["minutes"]);
    expect(found.columns).toContain("utc_offset_seconds");
  });

  it("does not take the number of a period for engagement", async () => {
    const found = await describedOf("user_id,week,orders\n1,7,3\n2,7,1\n2,8,0\n");
    expect(found.described).toEqual(["orders"]);
    expect(found.columns).toContain("period");
  });
});
