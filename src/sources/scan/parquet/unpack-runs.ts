/**
 * Unpacks `count` whole numbers of `width` bits from Parquet's hybrid of repeated runs and packed bits (parquet-format,
 * Encodings.md, "RLE / Bit-Packing Hybrid"). At least four bytes must follow `end`.
 * @param bits  a view of `bytes`
 * @returns false where the bytes end before the numbers do, or for a width above 24
 */
export function unpackRuns(
  bytes: Uint8Array,
  bits: DataView,
  from: number,
  end: number,
  width: number,
  out: Int32Array,
  count: number,
): boolean {
  if (width > 24) return false;
  const size = (width + 7) >> 3;
  const mask = 2 ** width - 1;
  let at = from;
  let done = 0;
  while (done < count) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) return false;
      const byte = bytes[at++]!;
      head |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if ((head & 1) === 0) {
      const run = Math.min(head >>> 1, count - done);
      if (at + size > end || run === 0) return false;
      out.fill(bits.getInt32(at, true) & mask, done, done + run);
      at += size;
      done += run;
      continue;
    }
    const groups = head >>> 1;
    const run = Math.min(groups * 8, count - done);
    if (run === 0 || at + Math.ceil((run * width) / 8) > end) return false;
    let bit = 0;
    for (let index = done; index < done + run; index++) {
      out[index] = (bits.getInt32(at + (bit >>> 3), true) >>> (bit & 7)) & mask;
      bit += width;
    }
    at += groups * width;
    done += run;
  }
  return true;
}
