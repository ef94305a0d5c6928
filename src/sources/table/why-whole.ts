import type { LogInput } from "../source.js";
import type { TableFile } from "./table-file.js";
import type { TableMapping } from "./table-mapping.js";

/**
 * Why a table is read whole when rows are appended to it, as a clause: the choices under which what was found in
 * earlier rows does not tell what would be found in all of them. Undefined where it does.
 * @param isDayOfTime  whether the time column was found to hold days
 */
export function whyWhole(
  { kind }: Pick<TableFile, "kind">,
  input: LogInput,
  mapping: TableMapping,
  isDayOfTime: boolean,
): string | undefined {
  const reasons: readonly (readonly [boolean, string])[] = [
    [kind === "gzip", "it is gzipped"],
    [kind === "parquet" || kind === "duckdb", "it is no plain CSV file"],
    [input.rows !== undefined, "only its first rows are asked for"],
    [input.from !== undefined || input.to !== undefined, "only some of its days are asked for"],
    [!keepsDuplicates(input, mapping), "rows that repeat another are dropped"],
    [mapping.duplicateUserDay === "first", "only the first row of a user-day counts"],
    [mapping.time?.offset !== undefined, "its rows have their own distance from UTC"],
    [(mapping.attributes ?? []).length > 0, "users have attributes, which any row may tell"],
    [isDayOfTime, "that its time column holds days is told from all rows"],
  ];
  return reasons.find(([holds]) => holds)?.[1];
}

/** Whether rows that repeat another in every column are kept. */
export function keepsDuplicates(
  { keepDuplicates }: Pick<LogInput, "keepDuplicates">,
  { duplicateRows }: Pick<TableMapping, "duplicateRows">,
): boolean {
  return keepDuplicates ?? duplicateRows !== "drop";
}
