import { SourceError } from "../errors.js";

/** Faults of a mapping that only the table tells. */
const faults: ReadonlySet<string> = new Set([
  "table.column-missing",
  "table.column-type",
  "table.column-in-two-parts",
  "table.unknown-time-zone",
  "table.offset-unit",
  "table.implausible-unit",
  "table.table-missing",
]);

/** An error of reading a table, with the file of the mapping where that is what has to be mended. */
export function namingMapping(error: unknown, file: string | undefined): unknown {
  if (file === undefined || !(error instanceof SourceError) || !faults.has(error.code)) return error;
  return new SourceError(error.code, `${error.message}\n  mapping: ${file}`, error.details, error);
}
