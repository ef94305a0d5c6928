import { basename } from "node:path";
import type { LogReadingFlags } from "./log-flags.js";
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
  given: LogReadingFlags,
  out: string,
): string {
  const values = given as Readonly<Record<string, string | number | true | undefined>>;
  const words = ["counterday", command, source];
  for (const name of flags) {
    const value = values[name];
    if (value === undefined) continue;
    words.push(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    if (value !== true) words.push(files.has(name) ? basename(String(value)) : String(value));
  }
  return [...words, "--out", basename(out)].map(shellWord).join(" ");
}
