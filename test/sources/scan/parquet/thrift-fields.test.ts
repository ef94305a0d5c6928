import { describe, expect, it } from "vitest";
import { thriftFields } from "../../../../src/sources/scan/parquet/thrift-fields.js";

const read = (...bytes: number[]) => thriftFields(Uint8Array.from(bytes), 0, bytes.length);

describe("thriftFields", () => {
  it("reads fields of every kind by number, written by the rules of the compact protocol", () => {
    // 1: i32 -3, 2: true, 4: bytes "ab", 5: list of i64 [1, 300], 20: structure {1: i8 7}, 21: double
    const found = read(
      ...[0x15, 0x05, 0x11, 0x28, 0x02, 0x61, 0x62, 0x19, 0x26, 0x02, 0xd8, 0x04],
      ...[0x0c, 0x28, 0x13, 0x07, 0x00, 0x17, 1, 2, 3, 4, 5, 6, 7, 8, 0x00],
    );
    expect(found?.end).toBe(27);
    expect([...found!.fields]).toEqual([
      [1, -3],
      [2, 1],
      [4, Uint8Array.from([0x61, 0x62])],
      [5, [1, 300]],
      [20, new Map([[1, 7]])],
      [21, undefined],
    ]);
  });

  it("gives undefined where the bytes end early, nest without end or have a kind that is none", () => {
    expect(read(0x15)).toBeUndefined();
    expect(read(0x18, 0x05, 0x61)).toBeUndefined();
    expect(read(0x1e, 0x00)).toBeUndefined();
    expect(read(...new Array<number>(64).fill(0x1c))).toBeUndefined();
    expect(read(0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 0x7f)).toBeUndefined();
  });
});
