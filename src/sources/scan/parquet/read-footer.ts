import type { FileHandle } from "node:fs/promises";
import type { ParquetChunk, ParquetField, ParquetFile, ParquetGroup, ParquetNumber } from "./parquet-file.js";
import { type ThriftStruct, type ThriftValue, thriftFields } from "./thrift-fields.js";

const largestFooter = 2 ** 28;
const physical: Readonly<Record<number, ParquetNumber>> = { 1: "int32", 2: "int64", 4: "float", 5: "double" };

/**
 * The footer of a Parquet file (parquet-format, parquet.thrift): its columns and where their pages lie. Undefined where
 * the file is no Parquet file, is encrypted, has nested or repeated columns or keeps columns in other files.
 */
export async function readFooter(file: FileHandle): Promise<ParquetFile | undefined> {
  const { size } = await file.stat();
  if (size < 12) return undefined;
  const tail = Buffer.alloc(8);
  await file.read(tail, 0, 8, size - 8);
  const length = tail.readUInt32LE(0);
  if (tail.toString("latin1", 4) !== "PAR1" || length > Math.min(largestFooter, size - 12)) return undefined;
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, size - 8 - length);
  const footer = bytesRead === length ? thriftFields(bytes, 0, length)?.fields : undefined;
  if (footer === undefined) return undefined;
  const [root, ...elements] = structs(footer.get(2));
  if (root === undefined || whole(root, 5) !== elements.length) return undefined;
  const fields = elements.map(fieldOf);
  const groups = structs(footer.get(4)).map((group) => groupOf(group, fields.length, size - 8 - length));
  return fields.includes(undefined) || groups.includes(undefined)
    ? undefined
    : { fields: fields as ParquetField[], groups: groups as ParquetGroup[] };
}

function fieldOf(element: ThriftStruct): ParquetField | undefined {
  const repetition = whole(element, 3);
  const name = element.get(4);
  if (whole(element, 5) > 0 || !(name instanceof Uint8Array) || (repetition !== 0 && repetition !== 1))
    return undefined;
  return {
    name: Buffer.from(name).toString("utf8"),
    number: numberOf(element),
    optional: repetition === 1,
  };
}

function numberOf(element: ThriftStruct): ParquetNumber | undefined {
  const stored = physical[whole(element, 1)];
  const converted = element.get(6);
  const logical = element.get(10);
  const named = logical instanceof Map ? [...logical.keys()][0] : undefined;
  if (converted === undefined && logical === undefined) return stored;
  if (converted === 6 || (converted === undefined && named === 6))
    return stored === "int32" ? "date" : undefined;
  if (stored !== "int32" && stored !== "int64") return undefined;
  if (typeof converted === "number") {
    if (converted < 11 || converted > 18) return undefined;
    return converted < 15 ? `u${stored}` : stored;
  }
  const whose = named === 10 ? (logical as ThriftStruct).get(10) : undefined;
  if (!(whose instanceof Map)) return undefined;
  return whose.get(2) === 1 ? stored : `u${stored}`;
}

function groupOf(group: ThriftStruct, columns: number, end: number): ParquetGroup | undefined {
  const described = structs(group.get(1));
  const rows = whole(group, 3);
  if (described.length !== columns || !(rows >= 0)) return undefined;
  const chunks: (ParquetChunk | undefined)[] = [];
  for (const column of described) {
    const about = column.get(3);
    if (column.has(1) || column.has(8) || !(about instanceof Map)) return undefined;
    const codec = whole(about, 4);
    const values = whole(about, 5);
    const data = whole(about, 9);
    const dictionary = about.has(11) ? whole(about, 11) : 0;
    const start = dictionary > 0 ? Math.min(dictionary, data) : data;
    const bytes = whole(about, 7);
    const known = (codec === 0 || codec === 1) && values === rows && start >= 4 && start + bytes <= end;
    chunks.push(known ? { start, bytes, snappy: codec === 1 } : undefined);
  }
  return { rows, chunks };
}

const structs = (value: ThriftValue): readonly ThriftStruct[] =>
  Array.isArray(value) ? value.filter((one): one is ThriftStruct => one instanceof Map) : [];

/** A field that is a whole number; NaN where it is none or not there. */
const whole = (fields: ThriftStruct, id: number): number => {
  const value = fields.get(id);
  return typeof value === "number" ? value : Number.NaN;
};
