import { type EngineOptions, openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { silentProgress } from "../../src/progress.js";

/** Runs work on a new engine and closes it. */
export async function withEngine<T>(
  work: (engine: Engine) => Promise<T>,
  options: Partial<EngineOptions> = {},
): Promise<T> {
  const engine = await openEngine({ context: { progress: silentProgress }, memoryLimit: "1GB", ...options });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
