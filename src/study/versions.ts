import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { versions as platform } from "node:process";
import type { Engine } from "../engine/engine.js";
import { EngineError } from "../errors.js";

/** Versions that a result and its report depend on: this package, the engine, the platform, what draws the charts. */
export async function versionsOf(engine: Engine): Promise<Readonly<Record<string, string>>> {
  const sql = "SELECT version() AS version ORDER BY version";
  const [row] = await engine.objects(sql);
  if (typeof row?.version !== "string")
    throw new EngineError("engine.no-version", "the engine does not say its version", sql);
  return {
    counterday: await packageVersion(),
    duckdb: row.version,
    node: platform.node,
    vega: await versionOfDependency("vega"),
    "vega-lite": await versionOfDependency("vega-lite"),
  };
}

/** The package.json nearest above a dependency's entry; its own exports need not show it. */
async function versionOfDependency(name: string): Promise<string> {
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  for (;;) {
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
    const found = JSON.parse(text) as { readonly name?: string; readonly version?: string };
    if (found.name === name && found.version !== undefined) return found.version;
    if (dirname(folder) === folder) return "unknown";
    folder = dirname(folder);
  }
}

/** Version of this package. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
