import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { logKinds } from "../../src/cli/log-kinds.js";
import { sources } from "../../src/sources/registry.js";

/** Packages that a file loads before it does anything, itself and through its own imports. */
function packagesLoadedBy(path: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const { statements } = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
    for (const statement of statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier: name } = statement;
      const types = ts.isImportDeclaration(statement)
        ? statement.importClause?.isTypeOnly
        : statement.isTypeOnly;
      if (types || name === undefined || !ts.isStringLiteral(name)) continue;
      if (name.text.startsWith(".")) visit(resolve(dirname(file), name.text.replace(/\.js$/, ".ts")));
      else if (!name.text.startsWith("node:")) packages.add(name.text);
    }
  };
  visit(fileURLToPath(new URL(`../../src/cli/${path}`, import.meta.url)));
  return packages;
}

describe("what the command line loads", () => {
  it("is little for --help, so that it answers at once", () => {
    expect([...packagesLoadedBy("main.ts")].sort()).toEqual([
      "cli-progress",
      "cli-table3",
      "commander",
      "picocolors",
    ]);
  });

  it("is no engine, no charts and no evaluator of files to find a panel again", () => {
    expect([...packagesLoadedBy("make-panel.ts")].sort()).toEqual(["cli-table3", "yauzl", "zod"]);
  });

  it("knows every source by name", () => {
    expect(Object.keys(logKinds).sort()).toEqual(Object.keys(sources).sort());
  });
});
