import { type ThriftStruct, thriftFields } from "./thrift-fields.js";

/** What stands before a page of a column. */
export interface PageHeader {
  readonly kind: "data" | "dictionary" | "other";
  /** Bytes of the header, of the page as it is stored and of the page unpacked. */
  readonly header: number;
  readonly stored: number;
  readonly unpacked: number;
  readonly values: number;
  /** Plain numbers, or numbers of the dictionary's entries. */
  readonly encoding: "plain" | "dictionary" | "other";
  /** Bytes of the levels in front, never packed (version 2); undefined where they lie in the page, with their length. */
  readonly levels: number | undefined;
  /** Whether what follows the levels is packed, where the column's pages are. */
  readonly packed: boolean;
}

/** Reads the header of a page (parquet-format, parquet.thrift); undefined where there is none, or one of no known kind. */
export function pageHeader(bytes: Uint8Array, start: number, end: number): PageHeader | undefined {
  const read = thriftFields(bytes, start, end);
  if (read === undefined) return undefined;
  const { fields } = read;
  const kind = fields.get(1);
  const about = fields.get(kind === 0 ? 5 : kind === 2 ? 7 : kind === 3 ? 8 : -1);
  const [unpacked, stored] = [fields.get(2), fields.get(3)];
  if (typeof unpacked !== "number" || typeof stored !== "number" || unpacked < 0 || stored < 0)
    return undefined;
  const sizes = { header: read.end - start, stored, unpacked };
  if (kind === 1) return { ...sizes, kind: "other", values: 0, encoding: "other", levels: 0, packed: true };
  if (!(about instanceof Map)) return undefined;
  const values = about.get(1);
  if (typeof values !== "number" || values < 0) return undefined;
  if (kind === 2)
    return {
      ...sizes,
      kind: "dictionary",
      values,
      encoding: about.get(2) === 0 || about.get(2) === 2 ? "plain" : "other",
      levels: 0,
      packed: true,
    };
  if (kind === 0)
    return {
      ...sizes,
      kind: "data",
      values,
      encoding: about.get(3) === 3 ? encodingOf(about, 2) : "other",
      levels: undefined,
      packed: true,
    };
  const levels = about.get(5);
  if (typeof levels !== "number" || levels < 0 || about.get(6) !== 0 || about.get(3) !== values)
    return undefined;
  return {
    ...sizes,
    kind: "data",
    values,
    encoding: encodingOf(about, 4),
    levels,
    packed: about.get(7) !== 0,
  };
}

function encodingOf(about: ThriftStruct, id: number): PageHeader["encoding"] {
  const code = about.get(id);
  return code === 0 ? "plain" : code === 2 || code === 8 ? "dictionary" : "other";
}
