import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import type { LogInput } from "../../src/sources/source.js";
import { copyAppended } from "../../src/sources/table/appended-text.js";
import { joinedFindings, type TableFindings } from "../../src/sources/table/table-findings.js";
import type { TableMapping } from "../../src/sources/table/table-mapping.js";
import { whyWhole } from "../../src/sources/table/why-whole.js";

describe("whyWhole", () => {
  const mapping: TableMapping = { user: "u", day: { column: "d" } };
  const cases: readonly (readonly [string, LogInput, Partial<TableMapping>, string | undefined])[] = [
    ["csv", {}, {}, undefined],
    ["csv", {}, { duplicateUserDay: "refuse" }, undefined],
    ["gzip", {}, {}, "it is gzipped"],
    ["parquet", {}, {}, "it is no plain CSV file"],
    ["csv", { rows: 5 }, {}, "only its first rows are asked for"],
    ["csv", { to: "2020-07-03" }, {}, "only some of its days are asked for"],
    ["csv", { keepDuplicates: false }, {}, "rows that repeat another are dropped"],
    ["csv", {}, { duplicateRows: "drop" }, "rows that repeat another are dropped"],
    ["csv", {}, { duplicateUserDay: "first" }, "only the first row of a user-day counts"],
    ["csv", {}, { attributes: ["a"] }, "users have attributes, which any row may tell"],
    [
      "csv",
      {},
      { time: { column: "t", offset: { column: "o" } } },
      "its rows have their own distance from UTC",
    ],
  ];
  it.each(cases)("of %s %j %j", (kind, input, more, why) => {
    expect(whyWhole({ kind: kind as "csv" }, input, { ...mapping, ...more }, false)).toBe(why);
  });
  it("of a time column found to hold days", () => {
    expect(whyWhole({ kind: "csv" }, {}, mapping, true)).toMatch(/told from all rows$/);
  });
});

describe("copyAppended", () => {
  const copied = (text: string, bytes: number): Promise<string | false> =>
    withTemporaryFolder("appended-", async (folder) => {
      const [from, to] = [join(folder, "from.csv"), join(folder, "to.csv")];
      await writeFile(from, text);
      return (await copyAppended(from, bytes, to)) && (await readFile(to, "utf8"));
    });
  it.each([
    ["after a line feed", "a,b\n1,2\n", "3,4\n", "a,b\n3,4\n"],
    ["after a line that ends now", "a,b\n1,2", "\n3,4", "a,b\n3,4"],
    ["after a line that ends now as in Windows", "a,b\r\n1,2", "\r\n3,4", "a,b\r\n3,4"],
    ["between the two marks of a line's end", "a,b\r\n1,2\r", "\n3,4", "a,b\r\n3,4"],
    ["with a header over two lines", '"a\nb",c\n1,2\n', "3,4\n", '"a\nb",c\n3,4\n'],
    ["of nothing", "a,b\n1,2\n", "", "a,b\n"],
    ["with a line that goes on", "a,b\n1,2", "5\n3,4\n", false],
    ["with line ends of old", "a,b\r1,2\r", "3,4\r", false],
  ])("%s", async (_, before, more, expected) => {
    expect(await copied(before + more, Buffer.byteLength(before))).toBe(expected);
  });
});

describe("joinedFindings", () => {
  it("adds what two runs of rows have and takes off what stands in both", () => {
    const of = (n: number, file: number | undefined): TableFindings => ({
      events: n,
      counts: { rows: n, withoutUser: 1 } as never,
      unreadable: { column: "day", row: n, value: "x" },
      duplicates: n - 1,
      repeats: 0,
      backwards: { file, clock: undefined },
      outside: undefined,
    });
    expect(joinedFindings(of(10, 3), of(5, 2), of(2, 1))).toEqual({
      events: 13,
      counts: { rows: 13, withoutUser: 1 },
      unreadable: { column: "day", row: 10, value: "x" },
      duplicates: 12,
      repeats: 0,
      backwards: { file: 4, clock: undefined },
      outside: undefined,
    });
    // Row 4 of the second run, whose first two rows end the first run of ten.
    const later = { ...of(5, 2), unreadable: { column: "day", row: 4, value: "y" } };
    expect(joinedFindings({ ...of(10, 3), unreadable: undefined }, later, of(2, 1)).unreadable?.row).toBe(12);
  });
});
