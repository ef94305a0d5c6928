import { basename } from "node:path";
import type { DefinitionFlag, LogReadingFlags } from "./log-flags.js";
import { shellWord } from "./shell-word.js";

const files = new Set(["archive", "dir", "table", "mapping", "definition"]);
const flags = [
  ...["archive", "dir", "table", "mapping", "user", "time", "day", "item", "zone", "unit"],
  ...["rows", "keepCutUser", "keepDuplicates", "matrix", "from", "to", "definition"],
] as const;

/**
 * The command that reads the same log in the same way: every flag that changes what comes out, none that does not.
 * Files are named without their folders, so that a manifest tells nothing of the machine.
 */
export function logWords(
  command: "panel" | "inspect",
  source: string,
  given: LogReadingFlags & DefinitionFlag,
  out: string,
): string {
  return ["counterday", command, source, ...readingWords(given), "--out", basename(out)]
    .map(shellWord)
    .join(" ");
}

/** The flags of such a command as words, each as it was given, files without their folders. */
export function readingWords(given: LogReadingFlags & DefinitionFlag): readonly string[] {
  const values = given as Readonly<Record<string, string | number | true | undefined>>;
  return flags.flatMap((name) => {
    const value = values[name];
    if (value === undefined) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [flag, files.has(name) ? basename(String(value)) : String(value)];
  });
}
