import { parentPort, workerData } from "node:worker_threads";
import type { EstimatorName } from "../src/results/estimator-names.js";
import { replicate } from "./replicate.js";
import type { ReplicateMessage, ReplicateShare } from "./run-replicates.js";
import { shippedQuestion } from "./shipped-question.js";

const share = workerData as ReplicateShare;
const question = await shippedQuestion();
for (let index = share.from; index < share.replications; index += share.step) {
  const size = { users: share.users, days: share.days, seed: share.firstSeed + index };
  const estimates = replicate(share.world, size, question, share.estimators as EstimatorName[]);
  parentPort?.postMessage({ index, estimates } satisfies ReplicateMessage);
}
