import { readFile } from "node:fs/promises";
import { UsageError } from "../errors.js";
import { parseMapping } from "../sources/table/parse-mapping.js";
import type { TableMapping } from "../sources/table/table-mapping.js";
import type { LogReadingFlags } from "./log-flags.js";

type MappingFlags = Pick<LogReadingFlags, "mapping" | "user" | "time" | "day" | "item" | "zone" | "unit">;

/**
 * The column mapping that the flags give: a JSON file, or columns named one by one. Undefined without any, when the
 * source chooses by the columns' names.
 * @throws UsageError `cli.no-such-file`, `cli.unreadable-mapping`, `cli.mapping-incomplete`, `cli.flag-without-effect`;
 *   SourceError `table.mapping-invalid`, each naming the file
 */
export async function tableMapping(flags: MappingFlags): Promise<TableMapping | undefined> {
  if (flags.mapping !== undefined) return readMapping(flags.mapping);
  const { user, time, day, item, zone, unit } = flags;
  const only = Object.entries({ user, time, day, item, zone, unit }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (only.length === 0) return undefined;
  if (user === undefined || (time === undefined && day === undefined))
    throw new UsageError(
      "cli.mapping-incomplete",
      `found only ${only.join(", ")}; columns named one by one need --user and one of --time and --day; name them all, or none to have them chosen by their names`,
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
  const given = <T>(value: T | undefined, key: string): object =>
    value === undefined ? {} : { [key]: value };
  return parseMapping({
    user,
    ...(time === undefined ? {} : { time: { column: time, ...given(unit, "unit"), ...given(zone, "zone") } }),
    ...(day === undefined ? {} : { day: { column: day } }),
    ...given(item, "item"),
  });
}

async function readMapping(file: string): Promise<TableMapping> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const absent = error.code === "ENOENT" || error.code === "ENOTDIR";
    const why = error.code === "EISDIR" ? "is a folder; expected a JSON file" : error.message;
    throw new UsageError(
      absent ? "cli.no-such-file" : "cli.unreadable-mapping",
      `--mapping ${file}: ${absent ? "there is nothing of that name" : why}`,
      { file },
      error,
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      "cli.unreadable-mapping",
      `--mapping ${file}: is no JSON (${error instanceof Error ? error.message : String(error)}); a mapping is such as { "user": "uid", "time": { "column": "ts", "unit": "seconds" } }`,
      { file },
      error,
    );
  }
  return parseMapping(value, `--mapping ${file}`);
}
