import { readFile } from "node:fs/promises";
import { CausalError, UsageError } from "../errors.js";
import { parseMapping } from "../sources/table/parse-mapping.js";
import type { TableMapping } from "../sources/table/table-mapping.js";
import type { LogReadingFlags } from "./log-flags.js";

type MappingFlags = Pick<LogReadingFlags, "mapping" | "user" | "time" | "day" | "item" | "zone" | "unit">;

/**
 * The column mapping that the flags give: a JSON file, or columns named one by one. Undefined without any, when the
 * source chooses by the columns' names.
 * @throws UsageError `cli.unreadable-mapping`, `cli.mapping-incomplete`, `cli.flag-without-effect`; SourceError
 *   `table.mapping-invalid`
 */
export async function tableMapping(flags: MappingFlags): Promise<TableMapping | undefined> {
  if (flags.mapping !== undefined) return readMapping(flags.mapping);
  const { user, time, day, item, zone, unit } = flags;
  if ([user, time, day, item, zone, unit].every((flag) => flag === undefined)) return undefined;
  if (user === undefined || (time === undefined && day === undefined))
    throw new UsageError(
      "cli.mapping-incomplete",
      "columns named one by one need --user and one of --time and --day; name them all, or none to have them chosen by their names",
    );
  if (time === undefined && (zone !== undefined || unit !== undefined))
    throw new UsageError(
      "cli.flag-without-effect",
      "--zone and --unit have a meaning only together with --time.",
    );
  if (unit === "date" && (day !== undefined || zone !== undefined))
    throw new UsageError(
      "cli.flag-without-effect",
      "--unit date makes --time the day itself; leave --day and --zone out.",
    );
  const dayColumn = unit === "date" ? time : day;
  return parseMapping({
    user,
    ...(time === undefined || unit === "date"
      ? {}
      : {
          time: {
            column: time,
            ...(unit === undefined ? {} : { unit: unit === "iso" ? "text" : unit }),
            ...(zone === undefined ? {} : { zone }),
          },
        }),
    ...(dayColumn === undefined ? {} : { day: { column: dayColumn } }),
    ...(item === undefined ? {} : { item }),
  });
}

async function readMapping(file: string): Promise<TableMapping> {
  try {
    return parseMapping(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (error instanceof CausalError) throw error;
    throw new UsageError(
      "cli.unreadable-mapping",
      `${file}: cannot be read as a column mapping: ${error instanceof Error ? error.message : String(error)}`,
      { file },
      error,
    );
  }
}
