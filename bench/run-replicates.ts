import { Worker } from "node:worker_threads";
import type { Replicate } from "../src/simulation/judge.js";

export interface ReplicateJob {
  readonly world: string;
  readonly users: number;
  readonly days: number;
  readonly firstSeed: number;
  readonly replications: number;
  readonly estimators: readonly string[];
}

/** A share of a job: every `step`-th seed. */
export interface ReplicateShare extends ReplicateJob {
  readonly from: number;
  readonly step: number;
}

export type ReplicateMessage = {
  readonly index: number;
  readonly estimates: Readonly<Record<string, Replicate | null>>;
};

/**
 * Replicates of a job in the order of their seeds, worked out on `threads` threads. The seed of each is fixed by its
 * index, so the number of threads changes nothing.
 */
export async function runReplicates(
  job: ReplicateJob,
  threads: number,
  report: (done: number) => void,
): Promise<readonly ReplicateMessage["estimates"][]> {
  const found = new Array<ReplicateMessage["estimates"]>(job.replications);
  let done = 0;
  const shares = Array.from({ length: threads }, (_, from) => ({ ...job, from, step: threads }));
  await Promise.all(
    shares.map(
      (share: ReplicateShare) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL("./coverage-worker.js", import.meta.url), { workerData: share });
          worker.on("message", ({ index, estimates }: ReplicateMessage) => {
            found[index] = estimates;
            done += 1;
            report(done);
          });
          worker.on("error", reject);
          worker.on("exit", (code) =>
            code === 0 ? resolve() : reject(new Error(`worker ended with ${code}`)),
          );
        }),
    ),
  );
  return found;
}
