import type { ParquetNumber } from "./parquet-file.js";

const twoTo32 = 2 ** 32;

/**
 * Reads `count` numbers one after another, little-endian, from bytes `at … end - 1` to `out`.
 * @returns false where the bytes end before, a value is not finite or a whole number is beyond 2^53
 */
export function plainNumbers(
  bits: DataView,
  at: number,
  end: number,
  number: ParquetNumber,
  out: Float64Array,
  count: number,
): boolean {
  const size = number === "double" || number === "int64" || number === "uint64" ? 8 : 4;
  if (at + size * count > end) return false;
  switch (number) {
    case "int32":
    case "date":
      for (let index = 0; index < count; index++) out[index] = bits.getInt32(at + 4 * index, true);
      return true;
    case "uint32":
      for (let index = 0; index < count; index++) out[index] = bits.getUint32(at + 4 * index, true);
      return true;
    case "int64":
    case "uint64":
      for (let index = 0; index < count; index++) {
        const low = bits.getUint32(at + 8 * index, true);
        const upper = at + 8 * index + 4;
        const high = number === "int64" ? bits.getInt32(upper, true) : bits.getUint32(upper, true);
        const value = high * twoTo32 + low;
        if (!Number.isSafeInteger(value)) return false;
        out[index] = value;
      }
      return true;
    case "float":
      for (let index = 0; index < count; index++) {
        const value = bits.getFloat32(at + 4 * index, true);
        if (!Number.isFinite(value)) return false;
        out[index] = value;
      }
      return true;
    case "double":
      for (let index = 0; index < count; index++) {
        const value = bits.getFloat64(at + 8 * index, true);
        if (!Number.isFinite(value)) return false;
        out[index] = value;
      }
      return true;
  }
}
