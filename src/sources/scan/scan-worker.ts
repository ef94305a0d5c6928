import { parentPort, workerData } from "node:worker_threads";
import type { ScanPlan } from "./scan-plan.js";
import { type ScanStretch, scanStretch } from "./scan-stretch.js";

/** What a worker is handed: the pass, its stretch of the file and the shared counter. */
export interface ScanTask {
  readonly plan: ScanPlan;
  readonly stretch: ScanStretch;
  readonly counter: Int32Array;
}

if (parentPort !== null) {
  const { plan, stretch, counter } = workerData as ScanTask;
  const summed = scanStretch(plan, stretch, counter);
  const columns = summed === undefined ? [] : [summed.users, summed.user, summed.day, summed.largest];
  const sums = summed?.sums.flatMap(({ total, high }) => (high ? [total, high] : [total])) ?? [];
  const judged = summed?.judged === undefined ? [] : (Object.values(summed.judged) as Float64Array[]);
  parentPort.postMessage(
    summed,
    [...columns, ...sums, ...judged].map((column) => column.buffer as ArrayBuffer),
  );
}
