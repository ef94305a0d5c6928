import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { checkCall, having, kinds, oneOf } from "../call-check.js";
import { CausalError } from "../errors.js";
import { inProcessRunner } from "../inference/bootstrap/in-process-runner.js";
import type { ReplicateOutcome, ReplicateRunner } from "../inference/bootstrap/replicate-runner.js";
import type { Resample } from "../inference/bootstrap/resample.js";
import { estimatorNames } from "../results/estimator-names.js";
import { type ReplicateWork, shapeOf, statisticOf } from "./replicate-work.js";
import { shareDesign } from "./share-design.js";
import { WorkerPool } from "./worker-pool.js";

export interface ThreadedRunnerOptions {
  /** Worker threads; default one a core, at most 8. 1 stays in this thread. */
  readonly threads?: number;
  /** Where the worker's code stands, for bundles that move it; default beside this file. */
  readonly worker?: URL;
}

/** A runner that holds threads until it is closed. */
export interface ThreadedRunner extends ReplicateRunner {
  /** Threads that work; 1 when all is done in this thread (asked for, or the worker's file is not there). */
  readonly threads: number;
  close(): Promise<void>;
}

function checkWork(work: ReplicateWork): void {
  checkCall("threadedRunner", work, { kind: oneOf(["estimator", "weightedMsm"]) });
  if (work.kind === "estimator")
    checkCall("threadedRunner", work, { estimator: oneOf(estimatorNames), design: kinds.design });
  else checkCall("threadedRunner", work, { plan: having("planWeightedMsm(design)", "users", "parameters") });
}

/** Small enough that threads end together, large enough that messages cost nothing. */
const resamplesAtOnce = 4;

/**
 * Evaluates a work on resamples in worker threads, which view one copy of the data in shared memory. Each outcome depends
 * on its resample alone and takes its own place, so results are the same bytes for any number of threads. Where the
 * worker's file does not exist (a bundle of one file), everything is done in this thread, and `threads` says so.
 * @throws CausalError `workers.threads` for a number of threads that is not a whole number of at least 1; a fault of the
 *   work with its code; `workers.ended` when a thread dies
 */
export async function threadedRunner(
  work: ReplicateWork,
  options: ThreadedRunnerOptions = {},
): Promise<ThreadedRunner> {
  checkCall("threadedRunner", { work, options }, { work: kinds.object, options: kinds.object });
  checkWork(work);
  const wanted = options.threads ?? Math.min(8, availableParallelism());
  if (!(Number.isInteger(wanted) && wanted >= 1))
    throw new CausalError("workers.threads", `threads is ${wanted}; expected a whole number of at least 1`);
  const entry = options.worker ?? new URL("./replicate-worker.js", import.meta.url);
  const { users, parameters } = shapeOf(work);
  if (wanted === 1 || !(entry.protocol === "file:" && existsSync(fileURLToPath(entry)))) {
    const { run } = inProcessRunner(users, parameters, await statisticOf(work));
    return { users, parameters, threads: 1, run, close: async () => {} };
  }
  const shared = work.kind === "estimator" ? { ...work, design: shareDesign(work.design) } : work;
  const pool = new WorkerPool<readonly Resample[], readonly ReplicateOutcome[]>(entry, shared, wanted);
  return {
    users,
    parameters,
    threads: wanted,
    async run(resamples) {
      const parts: (readonly Resample[])[] = [];
      for (let k = 0; k < resamples.length; k += resamplesAtOnce)
        parts.push(resamples.slice(k, k + resamplesAtOnce));
      return (await pool.run(parts)).flat();
    },
    close: () => pool.close(),
  };
}
