import { parentPort, workerData } from "node:worker_threads";
import { scenarios } from "./coverage/scenarios.js";
import type { ReplicateMessage, ReplicateShare } from "./run-replicates.js";

const share = workerData as ReplicateShare;
const scenario = (await scenarios(share)).find(({ name }) => name === share.world)!;
for (let index = share.from; index < share.replications; index += share.step) {
  const estimates = scenario.replicate(share.firstSeed + index, share.estimators);
  parentPort?.postMessage({ index, estimates } satisfies ReplicateMessage);
}
