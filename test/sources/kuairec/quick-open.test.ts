import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { max } from "../../../src/definition/event-measure.js";
import type { PanelDefinition } from "../../../src/definition/panel-definition.js";
import { type OpenedPanel, openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import { kuairec } from "../../../src/sources/kuairec/kuairec.js";
import { kuairecPanel } from "../../../src/sources/kuairec/kuairec-panel.js";
import type { LogInput, Source } from "../../../src/sources/source.js";
import { panelRows, panelValues } from "../../panel/panel-values.js";
import { smallTables } from "../kuairec-archive.js";

const context = { progress: silentProgress };
let directory: string;
let quick = false;

/** The source as it is, noting whether it formed the user-days itself; and the one that always loads the events. */
const noting: Source = {
  name: "kuairec",
  async open(engine, input, given, definition) {
    const log = await kuairec.open(engine, input, given, definition);
    quick = log.userDays !== undefined;
    return log;
  },
};
const slow: Source = { name: "kuairec", open: (engine, input, given) => kuairec.open(engine, input, given) };

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "counterday-quick-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function write(rows: readonly string[], users: readonly number[]): void {
  for (const [name, text] of smallTables(rows, users)) writeFileSync(join(directory, `${name}.csv`), text);
}

async function both(definition: PanelDefinition = kuairecPanel, input: LogInput = {}) {
  const options = { context, threads: 2, memoryLimit: "500MB" };
  const quickly = await openPanel(noting, { directory, ...input }, definition, options);
  const slowly = await openPanel(slow, { directory, ...input }, definition, options);
  return { quickly, slowly, quick };
}

const everything = ({ panel, log }: OpenedPanel) => [
  panelRows(panel),
  ...panel.columns.map(({ name }) => [name, panelValues(panel, name)]),
  panel.users,
  panel.calendar,
  panel.hash,
  log,
];

const event = fc.record({
  user: fc.integer({ min: 0, max: 4 }),
  video: fc.integer({ min: 0, max: 3 }),
  play: fc.oneof(fc.integer({ min: -3, max: 900 }), fc.constant("")),
  length: fc.oneof(fc.integer({ min: -1, max: 50 }), fc.constant("")),
  day: fc.oneof(fc.integer({ min: 5, max: 9 }), fc.constant("")),
  clock: fc.constantFrom("", "00:00:00", "05:27:48.378", "23:59:59.999999", "12:00:01.5"),
  shift: fc.constantFrom("", 0, 0.9, 1.2, -3, 30_000),
  ratio: fc.oneof(
    fc.double({ min: 0, max: 9, noNaN: true }).map((x) => (x < 1e-5 ? 0 : x)),
    fc.constant(""),
  ),
});

function csvRow({
  user,
  video,
  play,
  length,
  day,
  clock,
  shift,
  ratio,
}: typeof event extends fc.Arbitrary<infer T> ? T : never): string {
  const time = clock === "" ? "" : `2020-07-0${day === "" ? 6 : day} ${clock}`;
  const local = Date.UTC(2020, 6, day === "" ? 6 : day, 5, 27, 48, 378) / 1000;
  const stamp = shift === "" ? "" : (local - 28_800 + Number(shift)).toFixed(3);
  return `${user},${video},${play},${length},${time},${day === "" ? "" : `2020070${day}.0`},${stamp},${ratio}`;
}

describe("kuairec, opened for a definition", () => {
  it("gives the panel, the audit and the quota that loading every event gives, duplicates and blanks included", async () => {
    let quickly = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 5, maxLength: 40 }),
        fc.array(fc.nat({ max: 4 }), { maxLength: 6 }),
        fc.boolean(),
        async (events, repeated, keepDuplicates) => {
          const sure = "0,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5";
          const rows = [sure, ...events.map(csvRow), ...repeated.map((index) => csvRow(events[index]!))];
          rows.sort((a, b) => Number(a.split(",")[0]) - Number(b.split(",")[0]));
          write(rows, [0, 1, 2, 3]);
          const found = await both(kuairecPanel, { keepDuplicates });
          if (found.quick) quickly += 1;
          expect(everything(found.quickly)).toEqual(everything(found.slowly));
        },
      ),
      { numRuns: 25 },
    );
    expect(quickly).toBeGreaterThan(20);
  });

  it("loads every event where the pass will not do: users apart, a definition of more, fewer rows, some days", async () => {
    const row = (user: number, video: number) =>
      `${user},${video},10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5`;
    write([row(1, 1), row(2, 1), row(1, 2)], [1, 2]);
    expect((await both()).quick).toBe(false);
    write([row(1, 1), row(1, 2), row(2, 1)], [1, 2]);
    expect((await both()).quick).toBe(true);
    const measures = { ...kuairecPanel.measures, longest: max("play_duration", "ms") };
    expect((await both({ ...kuairecPanel, measures })).quick).toBe(false);
    expect((await both(kuairecPanel, { rows: 2 })).quick).toBe(false);
    expect((await both(kuairecPanel, { from: "2020-07-06" })).quick).toBe(false);
  });

  it("refuses what loading every event refuses, in the same words", async () => {
    const good = "1,1,10,20,2020-07-06 05:27:48.378,20200706.0,1593984468.378,1.5";
    for (const bad of [
      "x,1,10,20,,20200706.0,,1",
      "1,1,10",
      "1,,10,20,,20200706.0,,1",
      '1,1,1"0,20,,20200706.0,,1',
    ]) {
      write([good, bad], [1]);
      const message = async (source: Source) =>
        openPanel(source, { directory }, kuairecPanel, { context }).then(
          () => "read",
          (error: Error) => error.message,
        );
      expect(await message(noting)).toBe(await message(slow));
      expect(await message(noting)).not.toBe("read");
    }
  });
});
