/** A value of the compact protocol: numbers and booleans as numbers, bytes, lists, and structures by field number. */
export type ThriftValue = number | Uint8Array | readonly ThriftValue[] | ThriftStruct | undefined;
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

const deepest = 32;

/**
 * One structure of Thrift's compact protocol (Apache Thrift, thrift-compact-protocol.md), as Parquet writes its headers
 * and its footer. Whole numbers beyond 2^53 are rounded; doubles and maps are passed over and read as undefined.
 * @returns the fields and the byte behind them; undefined where `end` comes first or the bytes are none of the protocol
 */
export function thriftFields(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly fields: ThriftStruct; readonly end: number } | undefined {
  const limit = Math.min(end, bytes.length);
  let at = start;
  let broken = false;

  const byte = (): number => {
    if (at < limit) return bytes[at++]!;
    broken = true;
    return 0;
  };
  const unsigned = (): number => {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count++) {
      const next = byte();
      value += (next & 127) * factor;
      if (next < 128) return value;
      factor *= 128;
    }
    broken = true;
    return 0;
  };
  const signed = (): number => {
    const value = unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const skip = (count: number): undefined => {
    at += count;
    if (at > limit) broken = true;
    return undefined;
  };
  const binary = (): ThriftValue => {
    const length = unsigned();
    skip(length);
    return broken ? undefined : bytes.subarray(at - length, at);
  };
  const list = (depth: number): ThriftValue => {
    const head = byte();
    const length = head >> 4 === 15 ? unsigned() : head >> 4;
    const values: ThriftValue[] = [];
    for (let index = 0; index < length && !broken; index++)
      values.push((head & 15) <= 2 ? Number(byte() === 1) : read(head & 15, depth));
    return values;
  };
  const map = (depth: number): undefined => {
    const length = unsigned();
    const kinds = length === 0 ? 0 : byte();
    for (let index = 0; index < length && !broken; index++) {
      read(kinds >> 4, depth);
      read(kinds & 15, depth);
    }
    return undefined;
  };
  const read = (kind: number, depth: number): ThriftValue => {
    if (depth > deepest) broken = true;
    if (broken) return undefined;
    switch (kind) {
      case 1:
        return 1;
      case 2:
        return 0;
      case 3:
        return (byte() << 24) >> 24;
      case 4:
      case 5:
      case 6:
        return signed();
      case 7:
        return skip(8);
      case 8:
        return binary();
      case 9:
      case 10:
        return list(depth + 1);
      case 11:
        return map(depth + 1);
      case 12:
        return struct(depth + 1);
    }
    broken = true;
    return undefined;
  };
  const struct = (depth: number): ThriftStruct => {
    const fields = new Map<number, ThriftValue>();
    let id = 0;
    for (let head = byte(); head !== 0 && !broken; head = byte()) {
      id = head >> 4 === 0 ? signed() : id + (head >> 4);
      fields.set(id, read(head & 15, depth));
    }
    return fields;
  };
  const fields = struct(0);
  return broken ? undefined : { fields, end: at };
}
