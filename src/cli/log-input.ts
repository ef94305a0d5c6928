import { stat } from "node:fs/promises";
import { nearestName } from "../definition/nearest-name.js";
import { UsageError } from "../errors.js";
import { dayRange } from "../sources/day-range.js";
import type { LogInput } from "../sources/source.js";
import type { LogReadingFlags } from "./log-flags.js";
import { type LogKind, logKinds } from "./log-kinds.js";

/** A source by its name, and what of its log is read. */
export interface NamedLog {
  readonly source: string;
  readonly input: LogInput;
  /** File that the mapping of the columns stands in, where one was given. */
  readonly mappingFile?: string;
}

const mappingFlags = ["mapping", "user", "time", "day", "item", "zone", "unit"] as const;
const flagOf = { archive: "--archive", directory: "--dir", table: "--table" } as const;

/**
 * Everything that can be wrong with the words that name a log, before any work is done.
 * @throws UsageError `cli.unknown-source` (with the near miss), `cli.no-log`, `cli.wrong-place`,
 *   `cli.flag-without-effect`, `cli.no-such-file`, `source.bad-day`; those of `tableMapping`
 */
export async function logInput(name: string, flags: LogReadingFlags): Promise<NamedLog> {
  const kind = Object.hasOwn(logKinds, name) ? logKinds[name] : undefined;
  if (kind === undefined) throw unknownSource(name);
  const given = { archive: flags.archive, directory: flags.dir, table: flags.table };
  const place = placeOf(name, kind, given);
  checkReadingFlags(name, flags);
  const path = given[place]!;
  await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      "cli.no-such-file",
      `${flagOf[place]} ${path}: ${error.code === "ENOENT" || error.code === "ENOTDIR" ? "there is nothing of that name" : error.message}`,
      { path },
      error,
    );
  });
  const mapping = name === "table" ? await mappingOf(flags) : undefined;
  if (![flags.from, flags.to].some((day) => day !== undefined && /^-?\d{1,9}$/.test(day)))
    dayRange(flags, "day");
  const { rows, keepCutUser, keepDuplicates, matrix, from, to } = flags;
  const chosen = { mapping, rows, keepCutUser, keepDuplicates, matrix, from, to };
  const known = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return {
    source: name,
    input: { [place]: path, ...Object.fromEntries(known) },
    ...(flags.mapping === undefined ? {} : { mappingFile: flags.mapping }),
  };
}

/** Loads what checks a mapping only where flags give one. */
async function mappingOf(flags: LogReadingFlags): Promise<LogInput["mapping"]> {
  if (mappingFlags.every((flag) => flags[flag] === undefined)) return undefined;
  const { tableMapping } = await import("./table-mapping.js");
  return tableMapping(flags);
}

function unknownSource(name: string): UsageError {
  const names = Object.keys(logKinds);
  const near = nearestName(name, names);
  return new UsageError(
    "cli.unknown-source",
    `no source "${name}".${near === undefined ? "" : ` Did you mean ${near}?`} Sources: ${names.join(", ")}.`,
    { source: name },
  );
}

function placeOf(
  name: string,
  { places }: LogKind,
  given: Readonly<Record<keyof typeof flagOf, string | undefined>>,
): keyof typeof flagOf {
  const expected = places.map((place) => `${flagOf[place]} ${place === "directory" ? "DIR" : "FILE"}`);
  const wrong = (Object.keys(flagOf) as (keyof typeof flagOf)[]).find(
    (place) => given[place] !== undefined && !places.includes(place),
  );
  const place = places.find((each) => given[each] !== undefined);
  if (wrong === undefined && place !== undefined) return place;
  throw new UsageError(
    wrong === undefined ? "cli.no-log" : "cli.wrong-place",
    `${name} is read from ${expected.join(" or ")}; ${wrong === undefined ? "none was given" : `found ${flagOf[wrong]}`}.`,
    { source: name },
  );
}

/**
 * Flags that would be read by nobody.
 * @throws UsageError `cli.flag-without-effect`
 */
export function checkReadingFlags(name: string, flags: LogReadingFlags): void {
  const refuse = (flag: string, when: string): never => {
    throw new UsageError("cli.flag-without-effect", `${flag} has a meaning only ${when}.`, { flag });
  };
  if (flags.keepCutUser && flags.rows === undefined) refuse("--keep-cut-user", "together with --rows");
  if (name !== "table")
    for (const flag of mappingFlags)
      if (flags[flag] !== undefined) refuse(`--${flag}`, "for the source table");
  if (name !== "kuairec" && flags.matrix !== undefined) refuse("--matrix", "for the source kuairec");
}
