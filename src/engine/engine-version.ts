import { EngineError } from "../errors.js";
import type { Engine } from "./engine.js";

/**
 * The engine's own version, e.g. "v1.5.5".
 * @throws EngineError "engine.no-version"
 */
export async function engineVersion(engine: Engine): Promise<string> {
  const sql = "SELECT version() AS version ORDER BY version";
  const [row] = await engine.objects(sql);
  if (typeof row?.version === "string") return row.version;
  throw new EngineError("engine.no-version", "the engine does not say its version", sql);
}
