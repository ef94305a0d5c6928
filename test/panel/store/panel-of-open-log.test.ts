import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withPanel } from "../../../src/cli/with-panel.js";
import { itemMean } from "../../../src/definition/event-measure.js";
import { openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import { simulateArchive } from "../../../src/simulation/simulate-archive.js";
import { kuairecPanel } from "../../../src/sources/kuairec/kuairec-panel.js";
import { sources } from "../../../src/sources/registry.js";
import { table } from "../../../src/sources/table/table.js";

const context = { progress: silentProgress };
let folder: string;
let archive: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "counterday-open-log-"));
  archive = (await simulateArchive({ users: 30, days: 12, seed: 2, out: folder }, context)).archive;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of the only entry of a store. */
function entry(store: string): Readonly<Record<string, string>> {
  const [key, ...others] = readdirSync(join(folder, store));
  expect(others).toEqual([]);
  const hex = (name: string) => readFileSync(join(folder, store, key!, name)).toString("latin1");
  return { key: key!, manifest: hex("manifest.json"), table: hex("table.bin") };
}

describe("panelOfOpenLog", () => {
  const shown = {
    ...kuairecPanel.measures,
    shown: itemMean("show_cnt", {
      dimension: "item_daily_features",
      on: ["video_id", "event_date"],
      unit: "times",
    }),
  };
  it.each([
    ["the source's own panel", "own", kuairecPanel],
    ["a panel with measures of items", "items", { ...kuairecPanel, measures: shown }],
  ])("keeps %s as openPanel does, byte for byte", async (_, name, definition) => {
    const named = { source: "kuairec", input: { archive } };
    const cacheFolder = join(folder, `${name}-panel`);
    const means = { definition, threads: 2, memory: "500MB", cacheFolder };
    const made = await withPanel(named, means, context, async ({ panel }) => panel.hash);
    const options = { cacheFolder: join(folder, `${name}-run`), context, threads: 1 };
    const opened = await openPanel(sources.kuairec!, { archive }, definition, options);
    expect(opened.panel.hash).toBe(made);
    expect(entry(`${name}-panel`)).toEqual(entry(`${name}-run`));
    const again = await withPanel(named, means, context, async ({ panel }) => panel.hash);
    expect(again).toBe(made);
  });

  it("keeps a table so that openPanel adds what is appended to it, as to its own", async () => {
    const path = join(folder, "log.csv");
    const rows = (day: number) =>
      [1, 2, 3].map((user) => `${user},2020-07-0${day},${user + day / 4}\n`).join("");
    writeFileSync(path, `user_id,date,score\n${rows(1)}${rows(2)}`);
    const notes: string[] = [];
    const noted = { ...context, note: (sentence: string) => void notes.push(sentence) };
    const named = { source: "table", input: { table: path } };
    const means = { definition: undefined, threads: 2, memory: "500MB", cacheFolder: join(folder, "kept") };
    const definition = await withPanel(named, means, noted, async (read) => read.definition);
    await openPanel(table, named.input, definition, { cacheFolder: join(folder, "own"), context: noted });
    expect(entry("kept")).toEqual(entry("own"));
    appendFileSync(path, rows(3));
    await openPanel(table, named.input, definition, { cacheFolder: join(folder, "kept"), context: noted });
    expect(notes).toEqual(["Only what was appended to the log was read: 2 days kept, 1 day added."]);
    appendFileSync(path, rows(4));
    await withPanel(named, means, noted, async ({ panel }) => expect(panel.calendar.days).toBe(4));
    expect(notes[1]).toMatch(/read whole: its events are asked for too, not only their panel\.$/);
  });
});
