import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ColumnPages } from "../../../../src/sources/scan/parquet/column-pages.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-pages-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A page of version 2 with a value present where `known` is 1, written by hand from parquet.thrift; nothing is packed. */
function page(known: readonly number[], values: readonly number[]): readonly number[] {
  const levels = [3, known.reduce((bits, one, index) => bits | (one << index), 0)];
  const plain = values.flatMap((value) => [...new Uint8Array(Int32Array.of(value).buffer)]);
  const size = 2 * (levels.length + plain.length);
  const missing = known.length - values.length;
  const about = [
    0x15,
    2 * known.length,
    0x15,
    2 * missing,
    0x15,
    2 * known.length,
    0x15,
    0,
    0x15,
    4,
    0x15,
    0,
  ];
  return [0x15, 6, 0x15, size, 0x15, size, 0x5c, ...about, 0x12, 0, 0, ...levels, ...plain];
}

function pagesOf(bytes: readonly number[], rows: number, work: (pages: ColumnPages) => void): void {
  const path = join(folder, "pages");
  writeFileSync(path, Uint8Array.from([0x50, 0x41, 0x52, 0x31, ...bytes]));
  const file = openSync(path, "r");
  try {
    const pages = new ColumnPages(file, { name: "x", number: "int32", optional: true });
    pages.open({ start: 4, bytes: bytes.length, snappy: false }, rows);
    work(pages);
  } finally {
    closeSync(file);
  }
}

describe("ColumnPages", () => {
  const bytes = [...page([1, 1, 0, 1, 0], [7, -8, 9]), ...page([1, 1, 1], [1, 2, 3]), ...page([0], [])];

  it("hands over the values of pages of version 2 across their borders, NaN for a missing one", () => {
    pagesOf(bytes, 9, (pages) => {
      const out = new Float64Array(9);
      expect(pages.take(out, 0, 4)).toBe(true);
      expect(pages.blank).toBe(true);
      expect(pages.take(out, 4, 5)).toBe(true);
      expect([...out]).toEqual([7, -8, Number.NaN, 9, Number.NaN, 1, 2, 3, Number.NaN]);
      expect(pages.take(out, 0, 1)).toBe(false);
    });
  });

  it("passes over rows, whole pages and parts of one", () => {
    const out = new Float64Array(2);
    for (const skipped of [0, 3, 5, 6, 7])
      pagesOf(bytes, 9, (pages) => {
        expect(pages.skip(skipped)).toBe(true);
        expect(pages.take(out, 0, 2)).toBe(true);
        const all = [7, -8, Number.NaN, 9, Number.NaN, 1, 2, 3, Number.NaN];
        expect([...out]).toEqual(all.slice(skipped, skipped + 2));
      });
  });

  it("refuses pages with more rows than the group, values that are not there and a header cut short", () => {
    const fails = (broken: readonly number[], rows: number) =>
      pagesOf(broken, rows, (pages) => expect(pages.take(new Float64Array(9), 0, 5)).toBe(false));
    fails(bytes, 4);
    fails(page([1, 1, 1, 1, 1], [1, 2, 3]), 5);
    fails(bytes.slice(0, 12), 9);
  });
});
