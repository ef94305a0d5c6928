import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../shared/logs/", import.meta.url));

/** Whether the real logs lie beside the project; their tests skip, saying so, where they do not. */
export const logsPresent = existsSync(folder);

/** What a skipped test is called, so that the reason stands in the report of the run. */
export const whyAbsent = logsPresent ? "" : " (skipped: ../shared/logs is absent)";

export function sharedLog(path: string): string {
  return `${folder}${path}`;
}

/** The rows of a real CSV file as plain objects of text. None of these files holds a quoted comma where it is read so. */
export function logRows(path: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = readFileSync(sharedLog(path), "utf8").trimEnd().split(/\r?\n/);
  const names = (head as string).split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, fields[index] as string]));
  });
}

/** Days from 1970-01-01 of "YYYY-MM-DD". */
export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
}

/** Adds to the number that a map has under a key. */
export function addTo(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}
