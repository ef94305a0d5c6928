import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { checkCall, kinds } from "../call-check.js";
import { InterruptedError, UsageError } from "../errors.js";
import type { RunContext } from "../progress.js";
import { appendColumns } from "./append-columns.js";
import type { Engine } from "./engine.js";
import { engineFailure } from "./engine-failure.js";
import { readBatches } from "./read-batches.js";
import { readNumbers } from "./read-numbers.js";
import { readObjects } from "./read-objects.js";

export interface EngineOptions {
  /** What the engine may hold in memory before it spills to disk, e.g. "500MB"; default half of the machine's. */
  readonly memoryLimit?: string | undefined;
  /** Default: as many as the machine has cores, 4 at most. */
  readonly threads?: number | undefined;
  /** Folder in which the engine makes its own; default the system's temporary folder. */
  readonly temporaryFolder?: string | undefined;
  readonly context: RunContext;
}

const pollEvery = 100;

/**
 * Opens DuckDB on a new database file in a temporary folder of its own, where it also spills; `close` removes the
 * folder. Statements run one after another, whoever asks. When the context's signal is aborted the running statement
 * is interrupted and it and all later ones throw `InterruptedError`. No extension is fetched from anywhere.
 * Throws `UsageError` "engine.bad-option" for an option that makes no sense. Checked in test/engine.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  checkCall("openEngine", options, { context: kinds.context });
  const { memoryLimit = `${Math.max(512, Math.floor(totalmem() / 2e6))}MB`, context } = options;
  const threads = options.threads ?? Math.min(4, availableParallelism());
  if (!Number.isInteger(threads) || threads < 1) {
    throw new UsageError("engine.bad-option", `threads: found ${threads}, expected a whole number from 1`, {
      threads,
    });
  }
  if (!/^[0-9]+(\.[0-9]+)? ?([KMGT]i?B)$/i.test(memoryLimit)) {
    throw new UsageError(
      "engine.bad-option",
      `memory limit: found "${memoryLimit}", expected e.g. "500MB" or "2GB"`,
      {
        memoryLimit,
      },
    );
  }
  stopIfAborted(context, "opening the engine");
  const folder = await mkdtemp(join(options.temporaryFolder ?? tmpdir(), "counterday-engine-"));
  try {
    const instance = await DuckDBInstance.create(join(folder, "engine.duckdb"), {
      memory_limit: memoryLimit,
      threads: String(threads),
      temp_directory: join(folder, "spill"),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run(
      "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET TimeZone = 'UTC'",
    );
    return engineOf(connection, instance, folder, context);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw engineFailure(error, "(opening the engine)", "opening the engine");
  }
}

function engineOf(
  connection: DuckDBConnection,
  instance: DuckDBInstance,
  folder: string,
  context: RunContext,
): Engine {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** Runs one piece of work after all earlier ones, interruptible, its progress shown under `stage`. */
  function inTurn<T>(sql: string, stage: string | undefined, work: () => Promise<T>): Promise<T> {
    const turn = last.then(async () => {
      const what = stage ?? "querying the log";
      if (closed) throw engineFailure(new Error("the engine is closed"), sql, what);
      stopIfAborted(context, what);
      if (stage) context.progress.stage(stage, 100, "%");
      const poll = setInterval(() => {
        if (context.signal?.aborted) connection.interrupt();
        else if (stage) showProgress(connection, context);
      }, pollEvery);
      const interrupt = () => connection.interrupt();
      context.signal?.addEventListener("abort", interrupt);
      try {
        const result = await work();
        if (stage) context.progress.advance(100);
        return result;
      } catch (error) {
        throw engineFailure(error, sql, what);
      } finally {
        clearInterval(poll);
        context.signal?.removeEventListener("abort", interrupt);
      }
    });
    last = turn.catch(() => {});
    return turn;
  }

  return {
    run: (sql, stage) => inTurn(sql, stage, async () => void (await connection.run(sql))),
    numbers: (sql, stage) => inTurn(sql, stage, async () => readNumbers(await connection.stream(sql), sql)),
    batches: (sql, each, stage) =>
      inTurn(sql, stage, async () => readBatches(await connection.stream(sql), sql, each)),
    objects: (sql, stage) =>
      inTurn(sql, stage, async () => readObjects(await connection.runAndReadAll(sql), sql)),
    append: (table, columns) =>
      inTurn(`(appending to ${table})`, undefined, () => appendColumns(connection, table, columns)),
    explain: (sql) => inTurn(sql, undefined, async () => (await connection.prepare(sql)).destroySync()),
    async close() {
      await last;
      if (closed) return;
      closed = true;
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function showProgress(connection: DuckDBConnection, context: RunContext): void {
  const { percentage } = connection.progress;
  if (percentage >= 0) context.progress.advance(Math.min(100, percentage));
}

function stopIfAborted(context: RunContext, what: string): void {
  if (context.signal?.aborted) throw new InterruptedError(what);
}
