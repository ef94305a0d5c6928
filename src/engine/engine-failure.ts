import { type CausalError, EngineError, InterruptedError } from "../errors.js";

/**
 * The engine's plain error as one of ours. Its message begins with its kind ("Binder Error: …"), which becomes the
 * code: "engine.binder", "engine.parser", "engine.catalog", "engine.conversion", "engine.out-of-memory", "engine.io",
 * "engine.invalid-input" and so on; "engine.disk-full" where no room is left to spill or write (full disk, quota, limit of a file's size); "engine.failed" where no kind is given. An interrupt becomes `InterruptedError`.
 */
export function engineFailure(error: unknown, sql: string, what: string): CausalError {
  if (error instanceof EngineError || error instanceof InterruptedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const kind = /^([A-Za-z][A-Za-z ]*?) Error:/.exec(message)?.[1];
  if (kind?.toUpperCase() === "INTERRUPT") return new InterruptedError(what);
  if (/No space left on device|Disk quota exceeded|File too large|max_temp_directory_size/.test(message))
    return new EngineError(
      "engine.disk-full",
      `the disk is full: ${firstLine(message)}; free some space there, or name another disk (--out; TMPDIR for what is kept aside), and run again`,
      sql,
      error,
    );
  if (kind?.toUpperCase() === "OUT OF MEMORY")
    return new EngineError(
      "engine.out-of-memory",
      `the memory that the engine may use is too small for this log; give it more (--memory) or fewer threads (--threads), and run again: ${firstLine(message)}`,
      sql,
      error,
    );
  const code = kind === undefined ? "engine.failed" : `engine.${kind.toLowerCase().replaceAll(" ", "-")}`;
  return new EngineError(code, message, sql, error);
}

/** Without the engine's own advice, which speaks of its settings. */
function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
