import { readFile } from "node:fs/promises";
import { versions as platform } from "node:process";
import type { Engine } from "../engine/engine.js";
import { EngineError } from "../errors.js";

/** Versions that a result depends on: this package, the engine, the platform. */
export async function versionsOf(engine: Engine): Promise<Readonly<Record<string, string>>> {
  const sql = "SELECT version() AS version ORDER BY version";
  const [row] = await engine.objects(sql);
  if (typeof row?.version !== "string")
    throw new EngineError("engine.no-version", "the engine does not say its version", sql);
  return { counterday: await packageVersion(), duckdb: row.version, node: platform.node };
}

/** Version of this package. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
