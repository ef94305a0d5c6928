import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InterruptedError } from "../../src/errors.js";
import { clusterBootstrap } from "../../src/inference/bootstrap/cluster-bootstrap.js";
import { clusterJackknife } from "../../src/inference/bootstrap/cluster-jackknife.js";
import { bootstrapResamples } from "../../src/inference/bootstrap/resample.js";
import { planWeightedMsm } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-plan.js";
import { replicateEstimators } from "../../src/workers/replicate-estimators.js";
import type { ReplicateWork } from "../../src/workers/replicate-work.js";
import { shareDesign } from "../../src/workers/share-design.js";
import { threadedRunner } from "../../src/workers/threaded-runner.js";
import { WorkerPool } from "../../src/workers/worker-pool.js";
import { simulatedDesign } from "../estimators/simulated-design.js";

const folder = mkdtempSync(join(tmpdir(), "counterday-workers-"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
const worker = pathToFileURL(join(folder, "replicate-worker.js"));

/** The worker as a bundled install has it: bundled, and moved elsewhere. */
beforeAll(async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL("../../src/workers/replicate-worker.ts", import.meta.url)),
    platform: "node",
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "replicate-worker.js" });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const design = simulatedDesign({ seed: 5, users: 70, daysPerUser: 4, terms: 3, usersPerShard: 30 });
const works: readonly (readonly [string, ReplicateWork])[] = [
  ["an estimator", { kind: "estimator", estimator: "aipw", design }],
  [
    "the weighted chain",
    { kind: "weightedMsm", plan: planWeightedMsm(design, { truncation: [0.05, 0.95] }) },
  ],
];

describe.each(works)("threadedRunner on %s", (_, work) => {
  it("gives the same bytes for one, two and three threads", async () => {
    const results = [];
    for (const threads of [1, 2, 3]) {
      const runner = await threadedRunner(work, { threads, worker });
      expect(runner.threads).toBe(threads);
      results.push(await clusterBootstrap({ runner, replicates: 30, seed: 4 }));
      results.push(await clusterJackknife(runner, [0, 5, 9]));
      await runner.close();
    }
    expect(results.slice(2, 4)).toEqual(results.slice(0, 2));
    expect(results.slice(4, 6)).toEqual(results.slice(0, 2));
  });
});

describe("replicateEstimators", () => {
  const work = { kind: "estimators", estimators: ["naive", "ipwTruncated", "aipw"], design } as const;
  const resamples = bootstrapResamples(4, 21);

  it("gives the same bytes for one, two and three threads, and tells how far it is", async () => {
    const found = [];
    for (const threads of [1, 2, 3]) {
      const done: number[] = [];
      found.push(
        await replicateEstimators(work, resamples, { threads, worker, onDone: (n) => done.push(n) }),
      );
      expect(done.at(-1)).toBe(22);
      expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
    }
    expect(found[0]!.map((row) => row.length)).toEqual(resamples.map(() => 3));
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it("stops its threads when it is told to", async () => {
    const stop = new AbortController();
    const many = bootstrapResamples(4, 5000);
    const onDone = (done: number) => {
      if (done > 10) stop.abort();
    };
    await expect(
      replicateEstimators(work, many, { threads: 2, worker, signal: stop.signal, onDone }),
    ).rejects.toThrow(InterruptedError);
  });
});

describe("threadedRunner", () => {
  it("stays in this thread, and says so, where the worker's file is not", async () => {
    const work = works[1]![1];
    const runner = await threadedRunner(work, {
      threads: 2,
      worker: new URL("./nowhere.js", import.meta.url),
    });
    expect(runner.threads).toBe(1);
    const alone = await clusterBootstrap({ runner, replicates: 10, seed: 4 });
    const threaded = await threadedRunner(work, { threads: 2, worker });
    expect(await clusterBootstrap({ runner: threaded, replicates: 10, seed: 4 })).toEqual(alone);
    await threaded.close();
    await runner.close();
  });

  it("hands on a fault of the work, and refuses to go on once closed", async () => {
    const [shard] = [...design.shards];
    const broken = { ...design, shards: [{ ...shard!, outcome: shard!.outcome.map(() => Number.NaN) }] };
    const runner = await threadedRunner(
      { kind: "estimator", estimator: "naive", design: broken },
      { threads: 2, worker },
    );
    const whole = await runner.run([{ kind: "whole" }]).then(
      () => undefined,
      (fault: { code: string }) => fault.code,
    );
    expect(whole).toBe("design.invalid");
    await runner.close();
    await expect(runner.run([{ kind: "whole" }])).rejects.toThrowError(
      expect.objectContaining({ code: "workers.ended" }),
    );
    await expect(threadedRunner(works[0]![1], { threads: 0 })).rejects.toThrowError(
      expect.objectContaining({ code: "workers.threads" }),
    );
  });

  it("counts a replicate without an estimate in a thread as in this one", async () => {
    const rare = simulatedDesign({ seed: 5, users: 9, daysPerUser: 1, terms: 2 });
    const work: ReplicateWork = { kind: "estimator", estimator: "naive", design: rare };
    const outcomes = [];
    for (const threads of [1, 2]) {
      const runner = await threadedRunner(work, { threads, worker });
      outcomes.push(await runner.run([0, 1, 2, 3, 4, 5].map((user) => ({ kind: "without", user }) as const)));
      await runner.close();
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it("ends when a thread dies", async () => {
    const pool = new WorkerPool<unknown, unknown>(worker, { kind: "weightedMsm", plan: null }, 1);
    await expect(pool.run([[]])).rejects.toThrowError(expect.objectContaining({ code: "workers.ended" }));
    await pool.close();
  });

  it("shares a design once", () => {
    const shared = shareDesign(design);
    const [first] = [...shared.shards];
    expect(first!.covariates.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...shareDesign(shared).shards][0]!.outcome.buffer).toBe(first!.outcome.buffer);
    expect(first!.outcome).toEqual([...design.shards][0]!.outcome);
  });
});
