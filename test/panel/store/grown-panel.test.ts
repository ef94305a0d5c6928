import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { growingLog, logParts, mappings } from "./grown-log.js";

let log: ReturnType<typeof growingLog>;
beforeEach(() => {
  log = growingLog();
});
afterEach(() => log.remove());

const header = "user_id,timestamp,item_id,seconds,score,note\n";
const big = 2n ** 53n + 1n;
/** Rows of a day of July 2020, for users 1 and 2 and one above 2^53. */
const day = (date: number, score: number | string = 2.5, user: unknown = 1): string =>
  [
    `${user},2020-07-${String(date).padStart(2, "0")}T10:00:00Z,7,60,${score},plain`,
    `${big},2020-07-${String(date).padStart(2, "0")}T11:00:00Z,8,,1.25,"a, ""b"" c"`,
    `2,2020-07-${String(date).padStart(2, "0")}T09:00:00Z,,30,,plain`,
  ].join("\n");
const lines = (...days: readonly string[]) => days.map((rows) => `${rows}\n`).join("");
const cannot = "The panel kept of this log cannot be added to, so the log is read whole: ";
const added = (kept: string, more: string) => [
  `Only what was appended to the log was read: ${kept} kept, ${more} added.`,
];

describe("a log that grows", () => {
  it("gives the panel, audit and entry that it gives read whole, in every byte", async () => {
    await fc.assert(
      fc.asyncProperty(logParts, fc.constantFrom(...mappings), async (parts, input) => {
        const random = growingLog();
        try {
          random.write(parts[0]!);
          await random.expectSame(input);
          for (const text of parts.slice(1)) {
            random.append(text);
            await random.expectSame(input);
          }
        } finally {
          random.remove();
        }
      }),
      { numRuns: 2 },
    );
  }, 60_000);

  it("is added to day by day: new days, rows of the last day, new users, undated and repeated rows", async () => {
    log.write(header + lines(day(1), day(2), `1,,7,1,1,plain`));
    expect(await log.expectSame()).toEqual([]);
    log.append(lines(day(3), day(4, 9, 5)));
    expect(await log.expectSame()).toEqual(added("2 days", "2 days"));
    log.append(lines(day(4, 9, 5), `1,,7,1,1,plain`, `,2020-07-04T00:00:00Z,7,1,1,plain`, day(4, -3, 0)));
    expect(await log.expectSame()).toEqual(added("4 days", "0 days"));
    log.append(lines(day(6)));
    expect(await log.expectSame()).toEqual(added("4 days", "2 days"));
    expect((await log.open()).notes[0]).toMatch(/^The panel was found/);
  });

  it("is added to when a column is text because of one of its values, which is told as before", async () => {
    log.write(header + lines(day(1), day(2)).replace("plain", "5"));
    await log.open();
    log.append(lines(day(3), day(4)).replace("plain", "6"));
    expect(await log.expectSame()).toEqual(added("2 days", "2 days"));
  });

  it("is added to after a last line without an end, and with the line ends of Windows", async () => {
    log.write(header + day(1));
    await log.open();
    log.append(`\n${lines(day(2))}`);
    expect(await log.expectSame()).toEqual(added("1 day", "1 day"));
    log.write((header + lines(day(1))).replaceAll("\n", "\r\n"));
    await log.open();
    log.append(lines(day(2)).replaceAll("\n", "\r\n"));
    expect(await log.expectSame()).toEqual(added("1 day", "1 day"));
  });

  const scored = header + lines(day(1), day(2));
  const reasons: Readonly<Record<string, readonly [text: string, more: string, why: string]>> = {
    "rows of an earlier day": [
      scored,
      lines(day(1)),
      "rows of 2020-07-01 were appended, which is before the last day that was there",
    ],
    "another kind of id": [
      scored,
      lines(day(3, 1, "x")),
      'what was appended to column "user_id" is not of the kind that stood there',
    ],
    "a value that changes the scale of sums": [
      scored,
      lines(day(3, 1e6)),
      'a value behind "score" is larger than all before it, and decides how all are added',
    ],
    "a last line that goes on": [
      header + day(1),
      `er\n${day(2)}`,
      "its last line was not ended before more was appended",
    ],
  };
  for (const [name, [text, more, why]] of Object.entries(reasons))
    it(`is read whole, and says why, for ${name}`, async () => {
      log.write(text);
      await log.open();
      log.append(more);
      expect((await log.open()).notes).toEqual([`${cannot}${why}.`]);
    });

  it("is read whole when a byte of what was there changed, and a kept panel that is not of it stays", async () => {
    log.write(scored);
    await log.open();
    const changed = scored.replace(",60,", ",61,");
    log.write(changed + lines(day(3)));
    expect(await log.expectSame()).toEqual([`${cannot}what was there before has changed.`]);
    log.write(scored.slice(0, -1));
    expect(await log.expectSame()).toEqual([`${cannot}its file is shorter than it was.`]);
    log.write(scored + lines(day(3)));
    expect(await log.expectSame()).toEqual(added("2 days", "1 day"));
  });

  it("is found again when only the time of its file changed", async () => {
    log.write(scored);
    await log.open();
    await new Promise((done) => setTimeout(done, 20));
    log.write(scored);
    const { opened, notes } = await log.open();
    expect(opened.fromCache).toBe(true);
    expect(notes[0]).toMatch(/^The panel was found/);
  });

  const entryFile = (name: string) => join(log.store, readdirSync(log.store)[0]!, name);
  for (const name of ["border.parquet", "table.bin"])
    it(`is read whole when ${name} of what was kept is damaged`, async () => {
      log.write(scored);
      await log.open();
      const bytes = readFileSync(entryFile(name));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(entryFile(name), bytes);
      log.append(lines(day(3)));
      const [note] = (await log.open()).notes;
      expect(note).toContain(`${cannot}what was kept of it is damaged`);
    });

  it("tells of a fault among the appended rows where it stands in the file", async () => {
    log.write(scored);
    await log.open();
    appendFileSync(log.path, `${day(3)}\n1,2,3\n`);
    await expect(log.open()).rejects.toMatchObject({
      code: "table.malformed-row",
      message: expect.stringContaining("line 11"),
    });
  });
});
