import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { ScanPlan } from "./scan-plan.js";
import { type ScanStretch, scanStretch } from "./scan-stretch.js";
import type { ScanTask } from "./scan-worker.js";
import type { SummedUserDays } from "./user-day-sums.js";

/** Below so many bytes a worker thread takes longer to start than it saves. */
export const worthAWorker = 16_000_000;

/**
 * Adds up the stretches of a file, each in a worker thread where the file is large enough for it, and shows how far
 * they are. Undefined as soon as one of them is not plain.
 * @param bytes  of all stretches
 * @throws InterruptedError when the signal is aborted; errors of reading the file pass through
 */
export async function scanInWorkers(
  plan: ScanPlan,
  stretches: readonly ScanStretch[],
  bytes: number,
  context: RunContext,
): Promise<readonly SummedUserDays[] | undefined> {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  context.progress.stage("summing events to user-days", bytes / 1e6, "MB");
  const stop = () => Atomics.store(counter, 1, 1);
  const poll = setInterval(() => context.progress.advance((Atomics.load(counter, 0) * 1024) / 1e6), 100);
  context.signal?.addEventListener("abort", stop);
  try {
    if (context.signal?.aborted) stop();
    const worker = new URL("./scan-worker.js", import.meta.url);
    const inWorkers = bytes >= worthAWorker && existsSync(fileURLToPath(worker));
    const summed = await Promise.all(
      stretches.map(async (stretch) => {
        const part = inWorkers
          ? await inWorker(worker, { plan, stretch, counter })
          : scanStretch(plan, stretch, counter);
        if (part === undefined) stop();
        return part;
      }),
    );
    if (context.signal?.aborted) throw new InterruptedError("summing events to user-days");
    const whole = summed.filter((part) => part !== undefined);
    return whole.length === summed.length ? whole : undefined;
  } finally {
    clearInterval(poll);
    context.signal?.removeEventListener("abort", stop);
  }
}

function inWorker(url: URL, task: ScanTask): Promise<SummedUserDays | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: task });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code} and no answer`)));
  });
}
