import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Which folder may import which; `call-check.ts`, `errors.ts`, `progress.ts` and the near miss of a name are open to all. ARCHITECTURE.md gives the reasons. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  results: [],
  numeric: [],
  definition: [],
  files: [],
  engine: ["files"],
  sources: ["results", "definition", "files", "engine"],
  panel: ["results", "numeric", "definition", "files", "engine", "sources"],
  estimand: ["results", "definition"],
  design: ["results", "numeric", "definition", "panel", "estimand"],
  models: ["results", "numeric", "design"],
  inference: ["results", "numeric", "models", "design"],
  weights: ["results", "numeric", "design", "models"],
  diagnostics: ["results", "numeric"],
  estimators: ["results", "numeric", "design", "models", "weights", "inference"],
  falsification: [
    "results",
    "numeric",
    "definition",
    "estimand",
    "design",
    "models",
    "weights",
    "inference",
    "diagnostics",
    "estimators",
  ],
  workers: ["results", "numeric", "design", "models", "weights", "inference", "estimators"],
  study: [
    "results",
    "definition",
    "files",
    "engine",
    "sources",
    "panel",
    "estimand",
    "design",
    "inference",
    "diagnostics",
    "weights",
    "estimators",
    "falsification",
    "workers",
    "simulation",
  ],
  simulation: ["results", "numeric", "definition", "files", "engine", "estimand"],
  published: [
    "numeric",
    "definition",
    "sources",
    "panel",
    "estimand",
    "models",
    "weights",
    "diagnostics",
    "estimators",
    "study",
  ],
  report: ["results", "definition", "panel", "estimand", "diagnostics", "study"],
  cli: [
    "results",
    "definition",
    "files",
    "engine",
    "sources",
    "panel",
    "estimand",
    "study",
    "published",
    "simulation",
    "report",
    "workers",
  ],
};

const openToAll = new Set(["call-check.ts", "errors.ts", "progress.ts", "definition/nearest-name.ts"]);

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Relative imports of a file, `import type` and re-exports included. */
function importsOf(file: string): string[] {
  const parsed = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return parsed.importedFiles
    .map((found) => found.fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => resolve(dirname(file), name.replace(/\.js$/, ".ts")));
}

const files = sourceFiles(src);
const graph = new Map(files.map((file) => [file, importsOf(file)]));
const nameOf = (file: string) => relative(src, file);
const folderOf = (file: string) => nameOf(file).split("/")[0] ?? "";

describe("imports", () => {
  it("go only where the allow-list lets them", () => {
    const faults: string[] = [];
    for (const [file, targets] of graph) {
      const folder = folderOf(file);
      if (folder.endsWith(".ts")) continue;
      for (const target of targets) {
        const to = folderOf(target);
        if (to === folder || openToAll.has(nameOf(target))) continue;
        if (!(allowed[folder] ?? []).includes(to)) faults.push(`${nameOf(file)} imports ${nameOf(target)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it("name files that exist", () => {
    const missing = [...graph].flatMap(([file, targets]) =>
      targets
        .filter((target) => !target.endsWith(".json") && !graph.has(target))
        .map((t) => `${nameOf(file)} -> ${nameOf(t)}`),
    );
    expect(missing).toEqual([]);
  });

  it("have no cycle between files", () => {
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...path.slice(path.indexOf(file)), file].map(nameOf).join(" -> "));
        return;
      }
      state.set(file, "open");
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      state.set(file, "done");
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it("cover every folder of src", () => {
    const folders = new Set(files.map(folderOf).filter((folder) => !folder.endsWith(".ts")));
    expect([...folders].filter((folder) => !(folder in allowed))).toEqual([]);
  });
});

describe("rooms", () => {
  it("have no catch-all file", () => {
    expect(files.map(nameOf).filter((name) => /(^|\/)(utils?|helpers?|common|misc)\.ts$/.test(name))).toEqual(
      [],
    );
  });

  it("leave process, console and exit codes to the command line", () => {
    const faults = files
      .filter((file) => folderOf(file) !== "cli" && !nameOf(file).startsWith("report/browser/"))
      .filter((file) =>
        /\bconsole\.|\bprocess\.(exit|argv|stdout|stderr|env|on)\b/.test(readFileSync(file, "utf8")),
      )
      .map(nameOf);
    expect(faults).toEqual([]);
  });

  it("keep every file but the list of public names under 400 lines", () => {
    const long = files
      .filter((file) => nameOf(file) !== "index.ts")
      .filter((file) => readFileSync(file, "utf8").split("\n").length > 400)
      .map(nameOf);
    expect(long).toEqual([]);
  });
});
