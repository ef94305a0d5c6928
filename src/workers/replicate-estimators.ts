import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { InterruptedError } from "../errors.js";
import type { ReplicateOutcome } from "../inference/bootstrap/replicate-runner.js";
import { multiplicitiesOf, type Resample } from "../inference/bootstrap/resample.js";
import { type EstimatorsWork, estimatorOutcomes } from "./estimators-work.js";
import { shareDesign } from "./share-design.js";
import { WorkerPool } from "./worker-pool.js";

export interface ReplicateEstimatorsOptions {
  /** Worker threads; default one a core, at most 8. 1 stays in this thread. */
  readonly threads?: number | undefined;
  /** Where the worker's code stands; default beside this file. Where it is not, everything is done in this thread. */
  readonly worker?: URL;
  readonly signal?: AbortSignal | undefined;
  /** Told how many resamples are done. */
  readonly onDone?: (done: number) => void;
}

/** Small enough that threads end together and an interruption is quick, large enough that messages cost nothing. */
const resamplesAtOnce = 2;

/**
 * The outcomes of every estimator on every resample, [resamples][estimators], in worker threads that view one copy of the
 * design. Each depends on its resample alone, so they are the same bytes for any number of threads.
 * @throws InterruptedError when the signal is aborted; a fault of the work with its code; `workers.ended` when a thread dies
 */
export async function replicateEstimators(
  work: EstimatorsWork,
  resamples: readonly Resample[],
  { threads, worker, signal, onDone = () => {} }: ReplicateEstimatorsOptions = {},
): Promise<readonly (readonly ReplicateOutcome[])[]> {
  const wanted = threads ?? Math.min(8, availableParallelism());
  const entry = worker ?? new URL("./replicate-worker.js", import.meta.url);
  const interruption = () => new InterruptedError("drawing bootstrap replicates");
  if (signal?.aborted) throw interruption();
  if (wanted === 1 || !(entry.protocol === "file:" && existsSync(fileURLToPath(entry)))) {
    const evaluate = await estimatorOutcomes(work);
    const found: (readonly ReplicateOutcome[])[] = [];
    for (const resample of resamples) {
      await setImmediate();
      if (signal?.aborted) throw interruption();
      found.push(evaluate(multiplicitiesOf(resample, work.design.users)));
      onDone(found.length);
    }
    return found;
  }
  const parts: (readonly Resample[])[] = [];
  for (let k = 0; k < resamples.length; k += resamplesAtOnce)
    parts.push(resamples.slice(k, k + resamplesAtOnce));
  const pool = new WorkerPool<readonly Resample[], readonly (readonly ReplicateOutcome[])[]>(
    entry,
    { ...work, design: shareDesign(work.design) },
    Math.min(wanted, parts.length),
  );
  const stop = () => void pool.close();
  signal?.addEventListener("abort", stop);
  let done = 0;
  try {
    const answers = await pool.run(parts, (answer) => {
      done += answer.length;
      onDone(done);
    });
    return answers.flat();
  } catch (fault) {
    throw signal?.aborted ? interruption() : fault;
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.close();
  }
}
