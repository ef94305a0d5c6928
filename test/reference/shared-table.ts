import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { noteCase } from "./compared-values.js";

const folder = new URL("../../../shared/reference/", import.meta.url);

export const referenceFolder = fileURLToPath(folder);

/** Whether the reference results lie beside the project; tests that need them skip, saying so, where they do not. */
export const referencePresent = existsSync(referenceFolder);

/** What a skipped test is called, so that the reason stands in the report of the run. */
export const whyAbsent = referencePresent ? "" : " (skipped: ../shared/reference is absent)";

/** The columns of a reference CSV; blank and NA become NaN. */
export function sharedTable(path: string): Readonly<Record<string, Float64Array>> {
  const [head, ...lines] = readFileSync(new URL(path, folder), "utf8").trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(","));
  const names = head!.split(",").map((name) => name.replaceAll('"', ""));
  return Object.fromEntries(
    names.map((name, j) => [
      name,
      Float64Array.from(cells, (row) => (row[j] === "" || row[j] === "NA" ? Number.NaN : Number(row[j]))),
    ]),
  );
}

/** The values of a sub-case of a peer, from its reference.json or another reference_*.json beside it. */
// biome-ignore lint/suspicious/noExplicitAny: every sub-case has a shape of its own
export function sharedCase(peer: string, id: string): any {
  const files = readdirSync(new URL(`${peer}/`, folder)).filter((name) => /^reference.*\.json$/.test(name));
  for (const file of files.sort()) {
    const parsed = JSON.parse(readFileSync(new URL(`${peer}/${file}`, folder), "utf8"));
    const found = parsed.subcases?.find((subcase: { id: string }) => subcase.id === id);
    if (found === undefined) continue;
    noteCase(peer, id, found.values);
    return found.values;
  }
  throw new Error(`no reference file of ${peer} has a sub-case ${id}`);
}

/** The same, with columns of text (some cell that is neither blank, NA nor a number) as strings. */
export function sharedData(path: string): Readonly<Record<string, Float64Array | readonly string[]>> {
  const [head, ...lines] = readFileSync(new URL(path, folder), "utf8").trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
  const numbers = sharedTable(path);
  return Object.fromEntries(
    head!.split(",").map((quoted, j) => {
      const name = quoted.replaceAll('"', "");
      const text = cells.some((row) => !["", "NA"].includes(row[j]!) && Number.isNaN(Number(row[j])));
      return [name, text ? cells.map((row) => row[j]!) : numbers[name]!];
    }),
  );
}
