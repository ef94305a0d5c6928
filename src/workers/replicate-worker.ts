import { parentPort, workerData } from "node:worker_threads";
import { CausalError } from "../errors.js";
import { replicateOutcome } from "../inference/bootstrap/replicate-outcome.js";
import type { ReplicateOutcome } from "../inference/bootstrap/replicate-runner.js";
import { multiplicitiesOf, type Resample } from "../inference/bootstrap/resample.js";
import { type ReplicateWork, shapeOf, statisticOf } from "./replicate-work.js";

/** What the thread is asked, and what it answers: outcomes in the order of the resamples, or the fault of the call. */
interface Request {
  readonly ticket: number;
  readonly task: readonly Resample[];
}
type Answer =
  | { readonly ticket: number; readonly result: readonly ReplicateOutcome[] }
  | { readonly ticket: number; readonly fault: { readonly code: string; readonly message: string } };

if (parentPort !== null) {
  const port = parentPort;
  const work = workerData as ReplicateWork;
  const { users } = shapeOf(work);
  const evaluate = await statisticOf(work);
  port.on("message", (request: Request) => {
    port.postMessage(answer(request));
  });

  function answer({ ticket, task }: Request): Answer {
    try {
      const result = task.map((resample) => replicateOutcome(evaluate, multiplicitiesOf(resample, users)));
      return { ticket, result };
    } catch (fault) {
      const code = fault instanceof CausalError ? fault.code : "workers.fault";
      return { ticket, fault: { code, message: fault instanceof Error ? fault.message : String(fault) } };
    }
  }
}
