import { type Command, Option } from "commander";
import { type TimeUnit, timeUnits } from "../sources/table/time-unit.js";
import { withEngineFlags } from "./engine-flags.js";
import { parseWholeNumber } from "./parse-whole-number.js";

/** Flags that say which log is read, how much of it, and with what means. */
export interface LogReadingFlags {
  readonly archive?: string;
  readonly dir?: string;
  readonly table?: string;
  readonly mapping?: string;
  readonly user?: string;
  readonly time?: string;
  readonly day?: string;
  readonly item?: string;
  readonly zone?: string;
  readonly unit?: TimeUnit;
  readonly rows?: number;
  readonly keepCutUser?: true;
  readonly keepDuplicates?: true;
  readonly matrix?: "small" | "big";
  readonly from?: string;
  readonly to?: string;
  readonly memory?: string;
  readonly threads?: number;
}

const simple = ["user", "time", "day", "item", "zone", "unit"];

/** Adds those flags to a command. */
export function withLogFlags(command: Command): Command {
  command
    .addOption(
      new Option(
        "--archive <file>",
        "a download as it is (KuaiRec: 18164998.zip), or a simulated one",
      ).conflicts(["dir", "table"]),
    )
    .addOption(new Option("--dir <folder>", "the unpacked download").conflicts(["archive", "table"]))
    .addOption(
      new Option("--table <file>", "a CSV, gzipped CSV, Parquet or DuckDB file").conflicts([
        "archive",
        "dir",
      ]),
    )
    .addOption(
      new Option("--mapping <file>", "which columns of the table play which part, as JSON").conflicts(simple),
    )
    .option("--user <column>", "column of the user")
    .option("--time <column>", "column of the moment")
    .option("--day <column>", "column of the local day")
    .option("--item <column>", "column of the item")
    .option("--zone <name>", "time zone whose days count, e.g. Europe/Paris (with --time)")
    .addOption(new Option("--unit <unit>", "how --time is written").choices(timeUnits))
    .option("--rows <n>", "read only the first n rows of the log", parseWholeNumber(1))
    .option("--keep-cut-user", "with --rows: keep the last user although their rows may be cut short")
    .option(
      "--keep-duplicates",
      'KuaiRec: keep rows that repeat another in every column; those of a table are kept unless its mapping says "duplicateRows": "drop"',
    )
    .addOption(
      new Option("--matrix <which>", "which table of KuaiRec (default: small)").choices(["small", "big"]),
    )
    .option("--from <day>", "first day that is read, e.g. 2020-07-05")
    .option("--to <day>", "last day that is read");
  return withEngineFlags(command);
}

/** The flag of commands that make a panel of their own accord: which columns it has. */
export interface DefinitionFlag {
  readonly definition?: string;
}

export const withDefinitionFlag = (command: Command): Command =>
  command.option("--definition <file>", "a panel definition of your own (.ts, .js, .json)");
