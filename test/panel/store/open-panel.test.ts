import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lag } from "../../../src/definition/history.js";
import { sum } from "../../../src/definition/measure.js";
import type { PanelDefinition } from "../../../src/definition/panel-definition.js";
import { atLeast } from "../../../src/definition/treatment.js";
import type { Panel } from "../../../src/panel/panel.js";
import { openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import { panelRows, panelValues } from "../panel-values.js";
import { csvSource, eventsCsv } from "./csv-source.js";
import { storedDefinition } from "./stored-definition.js";

const context = { progress: silentProgress };
let folder: string;
let archive: string;
let cacheFolder: string;
let source: ReturnType<typeof csvSource>;
let notes: string[];
const note = (sentence: string) => void notes.push(sentence);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-store-"));
  archive = join(folder, "events.csv");
  cacheFolder = join(folder, ".counterday", "panels");
  writeFileSync(archive, eventsCsv(7, 9));
  source = csvSource();
  notes = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (definition: PanelDefinition = storedDefinition, input: object = {}) =>
  openPanel(source, { archive, ...input }, definition, {
    cacheFolder,
    context: { ...context, note },
    threads: 2,
    memoryLimit: "500MB",
  });

const everything = (panel: Panel) => [
  panelRows(panel),
  ...panel.columns.map(({ name }) => [name, panelValues(panel, name)]),
  panel.hash,
  panel.users,
  panel.calendar,
];

const entries = () => readdirSync(cacheFolder);
const entryFile = (name: string) => join(cacheFolder, entries()[0]!, name);

describe("openPanel", () => {
  it("reads the log once, then the store, and both give the same panel in every bit", async () => {
    const built = await open();
    const kept = await open();
    const without = await openPanel(source, { archive }, storedDefinition, { context });
    expect([built.fromCache, kept.fromCache, without.fromCache]).toEqual([false, true, false]);
    expect(source.opened()).toBe(2);
    expect(everything(kept.panel)).toEqual(everything(built.panel));
    expect(everything(without.panel)).toEqual(everything(built.panel));
    expect(kept.log).toEqual(built.log);
    expect(kept.log.audit.fixedQuota.coefficientOfVariation).toBe(0.1 + 0.2);
    expect(kept.versions).toEqual(built.versions);
    expect(entries()).toHaveLength(1);
  });

  it("evaluates another treatment, history or entry on the same entry, as the log would", async () => {
    await open();
    const changes: readonly Partial<PanelDefinition>[] = [
      { treatments: { few: atLeast("events", 1, { among: "active_day" }) } },
      { history: { lag_2: lag(2, "events") } },
      { entry: "firstActivity" },
      { gapDays: "inactive" },
      { future: {}, calendar: {} },
    ];
    for (const change of changes) {
      const definition = { ...storedDefinition, ...change };
      const { panel, fromCache } = await open(definition);
      expect(fromCache).toBe(true);
      const fresh = await openPanel(csvSource(), { archive }, definition, { context });
      expect(everything(panel)).toEqual(everything(fresh.panel));
    }
    expect(source.opened()).toBe(1);
  });

  it("reads the log again for another aggregate, another option or another file", async () => {
    await open();
    const measures = { ...storedDefinition.measures, seconds: sum("seconds", "s") };
    expect((await open({ ...storedDefinition, measures })).fromCache).toBe(false);
    expect((await open(storedDefinition, { rows: 10 })).fromCache).toBe(false);
    writeFileSync(archive, eventsCsv(7, 10));
    const later = await open();
    expect(later.fromCache).toBe(false);
    expect(later.panel.calendar.days).toBe(10);
    expect(entries()).toHaveLength(4);
  });

  it("takes a file of the same size whose time has changed for another one", async () => {
    await open();
    utimesSync(archive, new Date(), new Date(2001, 1, 1));
    expect((await open()).fromCache).toBe(false);
  });

  const faults: Readonly<Record<string, () => void>> = {
    "a table cut short": () => truncateSync(entryFile("table.bin"), 100),
    "a changed byte": () => {
      const bytes = readFileSync(entryFile("table.bin"));
      bytes[bytes.length - 3]! ^= 1;
      writeFileSync(entryFile("table.bin"), bytes);
    },
    "a changed manifest": () => {
      const text = readFileSync(entryFile("manifest.json"), "utf8");
      writeFileSync(entryFile("manifest.json"), text.replace('"rows_read"', '"rows_lost"'));
    },
    "a manifest cut short": () => truncateSync(entryFile("manifest.json"), 20),
    "no table": () => rmSync(entryFile("table.bin")),
    "no manifest": () => rmSync(entryFile("manifest.json")),
  };
  for (const [fault, make] of Object.entries(faults))
    it(`rebuilds an entry with ${fault}`, async () => {
      const built = await open();
      make();
      const again = await open();
      expect(again.fromCache).toBe(false);
      expect(everything(again.panel)).toEqual(everything(built.panel));
      expect((await open()).fromCache).toBe(true);
      expect(entries()).toHaveLength(1);
    });

  it("leaves no entry when the build is stopped, and builds afresh afterwards", async () => {
    const controller = new AbortController();
    const stopping = {
      ...source,
      open: async (...given: Parameters<typeof source.open>) => {
        const log = await source.open(...given);
        controller.abort();
        return log;
      },
    };
    const options = { cacheFolder, context: { ...context, signal: controller.signal } };
    await expect(openPanel(stopping, { archive }, storedDefinition, options)).rejects.toMatchObject({
      code: "interrupted",
    });
    expect(readdirSync(folder)).toEqual(["events.csv"]);
    expect((await open()).fromCache).toBe(false);
    expect((await open()).fromCache).toBe(true);
  });

  it("removes what a killed process left behind, but not what may be at work", async () => {
    await open();
    const old = join(cacheFolder, ".abc.partial-old");
    const young = join(cacheFolder, ".abc.partial-young");
    for (const path of [old, young]) writeFileSync(path, "x");
    utimesSync(old, new Date(2001, 1, 1), new Date(2001, 1, 1));
    await open(storedDefinition, { rows: 5 });
    expect(entries().filter((name) => name.startsWith("."))).toEqual([".abc.partial-young"]);
  });

  it("says when a memory limit is too small, keeps nothing, and works with more", async () => {
    writeFileSync(archive, eventsCsv(3000, 60, 4));
    const small = openPanel(source, { archive }, storedDefinition, {
      cacheFolder,
      context,
      threads: 1,
      memoryLimit: "3MB",
    });
    await expect(small).rejects.toMatchObject({ name: "EngineError", code: "engine.out-of-memory" });
    expect(readdirSync(folder)).toEqual(["events.csv"]);
    expect((await open()).fromCache).toBe(false);
  });

  it("says when a panel cannot be kept, and goes on", async () => {
    writeFileSync(join(folder, ".counterday"), "a file in the way");
    const { panel, fromCache } = await open();
    expect(fromCache).toBe(false);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      /^The panel is not kept for next time: .*panels.* \(.+\); free some space or name another/,
    );
    const without = await openPanel(source, { archive }, storedDefinition, { context });
    expect(everything(panel)).toEqual(everything(without.panel));
  });

  it("says that a panel was found, and why one is made anew", async () => {
    await open();
    expect(notes).toEqual([]);
    await open();
    expect(notes).toEqual([`The panel was found in ${cacheFolder}; the log was not read.`]);
    truncateSync(entryFile("table.bin"), 100);
    await open();
    expect(notes[1]).toMatch(/is made anew: its table has 100 bytes, expected \d+\.$/);
  });

  it("takes a choice at its default for one that was left out", async () => {
    await open();
    const given = { keepCutUser: false, keepDuplicates: false, matrix: "small" };
    expect((await open(storedDefinition, given)).fromCache).toBe(true);
    expect((await open(storedDefinition, { matrix: "big" })).fromCache).toBe(false);
  });

  it("lets two that build the same panel at once both end well, with one entry", async () => {
    const opened = await Promise.all([open(), open(), open()]);
    for (const { panel } of opened) expect(everything(panel)).toEqual(everything(opened[0]!.panel));
    expect(entries()).toHaveLength(1);
    expect(notes).toEqual([]);
    expect((await open()).fromCache).toBe(true);
  });

  it("keeps no panel of a log that changed while it was read", async () => {
    const growing = {
      ...source,
      open: async (...given: Parameters<typeof source.open>) => {
        const log = await source.open(...given);
        writeFileSync(archive, eventsCsv(7, 10));
        return log;
      },
    };
    await openPanel(growing, { archive }, storedDefinition, { cacheFolder, context: { ...context, note } });
    expect(notes).toEqual(["The panel is not kept for next time: the log changed while it was read."]);
    expect((await open()).panel.calendar.days).toBe(10);
  });

  it("leaves it to the source to say that there is no such log", async () => {
    await expect(
      openPanel(source, { archive: join(folder, "none.csv") }, storedDefinition, { cacheFolder, context }),
    ).rejects.toMatchObject({ name: "EngineError" });
  });
});
