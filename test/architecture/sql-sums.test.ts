import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Aggregates of DuckDB whose value may change from run to run: rounding or ties depend on the order of rows. */
const forbidden =
  /\b(f?sum|kahan_sum|sumkahan|avg|favg|mean|stddev\w*|var_\w+|variance|covar_\w+|corr|regr_\w+|skewness|kurtosis\w*|first|last|any_value|arbitrary|mode|arg_m(in|ax)\w*|m(in|ax)_by|geomean|product)\s*\(/i;

/** Text pieces of a file: string literals and the fixed parts of templates, without comments and code. */
function texts(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

describe("SQL sums", () => {
  it("stand in the builder of exact sums and nowhere else", () => {
    const faults = ["engine", "sources", "panel"]
      .flatMap((folder) =>
        readdirSync(join(src, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
          .map((entry) => join(entry.parentPath, entry.name)),
      )
      .filter((file) => relative(src, file) !== join("engine", "exact-sums.ts"))
      .flatMap((file) =>
        texts(file)
          .filter((text) => forbidden.test(text))
          .map((text) => `${relative(src, file)}: ${text}`),
      );
    expect(faults).toEqual([]);
  });

  it("are recognised where they stand, and prose is not", () => {
    expect(forbidden.test("SELECT sum(x)")).toBe(true);
    expect(forbidden.test("SELECT stddev_samp (x)")).toBe(true);
    expect(forbidden.test("SELECT count(*), max(x), first_day(x)")).toBe(false);
    expect(texts(join(src, "engine", "exact-sums.ts")).some((text) => forbidden.test(text))).toBe(true);
  });
});
