import { parentPort, workerData } from "node:worker_threads";
import { CausalError } from "../errors.js";
import { replicateOutcome } from "../inference/bootstrap/replicate-outcome.js";
import type { ReplicateOutcome } from "../inference/bootstrap/replicate-runner.js";
import { multiplicitiesOf, type Resample } from "../inference/bootstrap/resample.js";
import { type EstimatorsWork, estimatorOutcomes } from "./estimators-work.js";
import { type ReplicateWork, shapeOf, statisticOf } from "./replicate-work.js";

/** What the thread is asked, and what it answers: outcomes in the order of the resamples, or the fault of the call. */
interface Request {
  readonly ticket: number;
  readonly task: readonly Resample[];
}
/** Of one resample: one outcome, or one an estimator. */
type Found = ReplicateOutcome | readonly ReplicateOutcome[];
type Answer =
  | { readonly ticket: number; readonly result: readonly Found[] }
  | { readonly ticket: number; readonly fault: { readonly code: string; readonly message: string } };

if (parentPort !== null) {
  const port = parentPort;
  const work = workerData as ReplicateWork | EstimatorsWork;
  const { users } = work.kind === "estimators" ? work.design : shapeOf(work);
  const evaluate = await evaluatorOf(work);
  port.on("message", (request: Request) => {
    port.postMessage(answer(request));
  });

  function answer({ ticket, task }: Request): Answer {
    try {
      const result = task.map((resample) => evaluate(multiplicitiesOf(resample, users)));
      return { ticket, result };
    } catch (fault) {
      const code = fault instanceof CausalError ? fault.code : "workers.fault";
      return { ticket, fault: { code, message: fault instanceof Error ? fault.message : String(fault) } };
    }
  }
}

async function evaluatorOf(
  work: ReplicateWork | EstimatorsWork,
): Promise<(multiplicities: Float64Array) => Found> {
  if (work.kind === "estimators") return estimatorOutcomes(work);
  const statistic = await statisticOf(work);
  return (multiplicities) => replicateOutcome(statistic, multiplicities);
}
