import { describe, expect, it } from "vitest";
import { unsnap } from "../../../../src/sources/scan/parquet/unsnap.js";

/** Unpacks with the four bytes that `unsnap` asks for behind either array. */
function unpacked(block: readonly number[], length: number): string | undefined {
  const input = Uint8Array.from([...block, 0, 0, 0, 0]);
  const output = new Uint8Array(length + 4);
  return unsnap(input, 0, block.length, output, 0, length)
    ? Buffer.from(output.subarray(0, length)).toString("latin1")
    : undefined;
}
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));

describe("unsnap", () => {
  it("copies literals and earlier bytes, overlapping ones too", () => {
    expect(unpacked([5, 16, ...text("hello")], 5)).toBe("hello");
    // "abc", then 8 bytes from 3 back (one-byte offset), then 5 bytes from 11 back (two-byte offset).
    expect(unpacked([16, 8, ...text("abc"), ((8 - 4) << 2) | 1, 3, ((5 - 1) << 2) | 2, 11, 0], 16)).toBe(
      "abcabcabcababcab",
    );
    // One letter repeated, with a four-byte offset.
    expect(unpacked([7, 0, ...text("x"), (5 << 2) | 3, 1, 0, 0, 0], 7)).toBe("xxxxxxx");
  });

  it("reads a long literal's length from the bytes behind the tag", () => {
    const letters = "0123456789".repeat(10);
    expect(unpacked([100, 60 << 2, 99, ...text(letters)], 100)).toBe(letters);
  });

  it("refuses what is no block, or one of another length", () => {
    expect(unpacked([5, 16, ...text("hell")], 5)).toBeUndefined();
    expect(unpacked([5, 16, ...text("hello")], 6)).toBeUndefined();
    expect(unpacked([9, 0, ...text("x"), 1 | (4 << 2), 2], 9)).toBeUndefined();
    expect(unpacked([9, 0, ...text("x"), 1 | (4 << 2), 0], 9)).toBeUndefined();
    expect(unpacked([255, 255, 255, 255, 255, 255], 5)).toBeUndefined();
    expect(unpacked([], 0)).toBeUndefined();
  });
});
