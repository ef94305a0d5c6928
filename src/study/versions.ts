import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { versions as platform } from "node:process";
import { packageVersion } from "../files/package-version.js";

/**
 * Versions that a result and its report depend on: this package, the engine, the platform, what draws the charts.
 * @param duckdb  version of the engine that read the log, which need not be open
 */
export async function versionsOf(duckdb: string): Promise<Readonly<Record<string, string>>> {
  return {
    counterday: await packageVersion(),
    duckdb,
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
