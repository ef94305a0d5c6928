import { describe, expect, it } from "vitest";
import { unpackRuns } from "../../../../src/sources/scan/parquet/unpack-runs.js";

function unpacked(packed: readonly number[], width: number, count: number): readonly number[] | undefined {
  const bytes = Uint8Array.from([...packed, 0, 0, 0, 0]);
  const out = new Int32Array(count);
  const whole = unpackRuns(bytes, new DataView(bytes.buffer), 0, packed.length, width, out, count);
  return whole ? Array.from(out) : undefined;
}

describe("unpackRuns", () => {
  it("reads packed bits (the example of Encodings.md) and repeated runs, one behind the other", () => {
    const packed = [3, 0x88, 0xc6, 0xfa];
    expect(unpacked(packed, 3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(unpacked([5 << 1, 6, ...packed], 3, 11)).toEqual([6, 6, 6, 6, 6, 0, 1, 2, 3, 4, 5]);
    expect(unpacked([3 << 1, 0x39, 0x30], 14, 3)).toEqual([12_345, 12_345, 12_345]);
    expect(unpacked([3 << 1], 0, 3)).toEqual([0, 0, 0]);
  });

  it("refuses bytes that end before the numbers, and empty runs", () => {
    expect(unpacked([3, 0x88, 0xc6], 3, 8)).toBeUndefined();
    expect(unpacked([2 << 1, 6], 3, 3)).toBeUndefined();
    expect(unpacked([0, 1, 0, 1], 1, 1)).toBeUndefined();
    expect(unpacked([3, 1, 2, 3, 4], 25, 1)).toBeUndefined();
  });
});
