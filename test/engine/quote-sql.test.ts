import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteIdentifier, quoteLiteral } from "../../src/engine/quote-sql.js";
import { withEngine } from "./test-engine.js";

const nasty = [
  "it's",
  "'; DROP TABLE t; --",
  "''",
  "\\",
  "\\'",
  'a"b',
  '""',
  "a;b",
  "-- x",
  "/* x */",
  "$1",
  "?",
  "%s",
  "\n\r\t",
  " ",
  "é 日本 🎈",
  "\u200b",
  "E'x'",
  "$$x$$",
  "select",
];

describe("quoting", () => {
  it("brings nasty texts through as they are, as a value and as a column name", () =>
    withEngine(async (engine) => {
      for (const text of nasty) {
        const found = await engine.objects(`SELECT ${quoteLiteral(text)} AS ${quoteIdentifier(text)}`);
        expect(found).toEqual([{ [text]: text }]);
      }
      expect(await engine.objects(`SELECT ${quoteLiteral("")} AS t`)).toEqual([{ t: "" }]);
    }));

  it("brings any text through", () =>
    withEngine((engine) =>
      fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", maxLength: 20 }), async (text) => {
          fc.pre(!text.includes("\0"));
          expect(await engine.objects(`SELECT ${quoteLiteral(text)} AS t`)).toEqual([{ t: text }]);
        }),
        { seed: 1, numRuns: 200 },
      ),
    ));

  it("keeps every bit of a number", () =>
    withEngine(async (engine) => {
      const numbers = [
        0.1,
        1 / 3,
        5e-324,
        Number.MAX_VALUE,
        -1e-7,
        1e21,
        2 ** 60,
        -0,
        Number.POSITIVE_INFINITY,
      ];
      for (const number of numbers) {
        const { columns } = await engine.numbers(`SELECT ${quoteLiteral(number)} AS x`);
        expect(columns.x?.[0]).toBe(number);
      }
      const nan = await engine.numbers(`SELECT ${quoteLiteral(Number.NaN)} AS x`);
      expect(nan.columns.x?.[0]).toBeNaN();
      const sql = `SELECT ${quoteLiteral(9007199254740993n)} AS a, ${quoteLiteral(-1n)} AS b, ${quoteLiteral(null)} AS c, ${quoteLiteral(true)} AS d`;
      expect(await engine.objects(sql)).toEqual([{ a: "9007199254740993", b: -1, c: null, d: true }]);
    }));

  it("refuses what SQL text cannot hold", () => {
    for (const text of ["a\0b", "\ud800"]) {
      expect(() => quoteLiteral(text)).toThrow(expect.objectContaining({ code: "engine.unquotable" }));
      expect(() => quoteIdentifier(text)).toThrow(expect.objectContaining({ code: "engine.unquotable" }));
    }
    expect(() => quoteIdentifier("")).toThrow(expect.objectContaining({ code: "engine.unquotable" }));
  });
});
