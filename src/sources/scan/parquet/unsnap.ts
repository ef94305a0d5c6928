/**
 * Unpacks one block of Snappy's raw format (google/snappy, format_description.txt) from `input[from … to - 1]` into
 * `output[start … end - 1]`, which it must fill exactly.
 * Four bytes or more follow `to` and `end` in their arrays: short pieces are copied four bytes at a time, and up to three
 * bytes behind `end` are written.
 * @returns false where the block is not such a block, or of another length
 */
export function unsnap(
  input: Uint8Array,
  from: number,
  to: number,
  output: Uint8Array,
  start: number,
  end: number,
): boolean {
  const source = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const target = new DataView(output.buffer, output.byteOffset, output.byteLength);
  let at = from;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    if (at >= to || shift > 28) return false;
    const byte = input[at++]!;
    length |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  if (length !== end - start) return false;
  let out = start;
  while (at < to) {
    const tag = input[at++]!;
    let count = (tag >> 2) + 1;
    if ((tag & 3) === 0) {
      if (count > 60) {
        const extra = count - 60;
        if (at + extra > to) return false;
        count = 1;
        for (let index = 0; index < extra; index++) count += input[at + index]! * 2 ** (8 * index);
        at += extra;
      }
      if (at + count > to || out + count > end) return false;
      if (count > 64) output.set(input.subarray(at, at + count), out);
      else
        for (let index = 0; index < count; index += 4)
          target.setInt32(out + index, source.getInt32(at + index, true), true);
      at += count;
      out += count;
      continue;
    }
    let offset: number;
    if ((tag & 3) === 1) {
      if (at >= to) return false;
      count = ((tag >> 2) & 7) + 4;
      offset = ((tag >> 5) << 8) | input[at++]!;
    } else {
      const wide = (tag & 3) === 3;
      if (at + (wide ? 4 : 2) > to) return false;
      offset = input[at]! | (input[at + 1]! << 8);
      if (wide) offset += input[at + 2]! * 65_536 + input[at + 3]! * 16_777_216;
      at += wide ? 4 : 2;
    }
    const back = out - offset;
    if (offset === 0 || back < start || out + count > end) return false;
    if (offset >= 4)
      for (let index = 0; index < count; index += 4)
        target.setInt32(out + index, target.getInt32(back + index, true), true);
    else for (let index = 0; index < count; index++) output[out + index] = output[back + index]!;
    out += count;
  }
  return out === end;
}
