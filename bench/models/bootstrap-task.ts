// One process of the bootstrap bench: bootstrap-task.js FOLDER COLUMNS REPLICATES THREADS; prints one line of JSON.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Design, DesignShard } from "../../src/design/design.js";
import { clusterBootstrap } from "../../src/inference/bootstrap/cluster-bootstrap.js";
import { multiplicitiesOf } from "../../src/inference/bootstrap/resample.js";
import { planWeightedMsm } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-plan.js";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { quantile } from "../../src/numeric/quantile.js";
import { createRandom } from "../../src/numeric/random.js";
import { threadedRunner } from "../../src/workers/threaded-runner.js";

const [folder = "", columnsText = "12", replicatesText = "200", threadsText = "2"] = process.argv.slice(2);
const columns = Number(columnsText);
const users = 1411;
const days = 63;
const rows = users * days;
const calendar = ["x11", "x12"];
const truncation = [0.01, 0.99] as const;

const design = readDesign();
globalThis.gc?.();
const before = process.memoryUsage().arrayBuffers;
const wall = process.hrtime.bigint();
const used = process.cpuUsage();
const plan = planWeightedMsm(design, { numerator: calendar, truncation });
const planned = Number(process.hrtime.bigint() - wall) / 1e6;
const runner = await threadedRunner({ kind: "weightedMsm", plan }, { threads: Number(threadsText) });
const boot = await clusterBootstrap({ runner, replicates: Number(replicatesText), seed: 1 });
const elapsed = Number(process.hrtime.bigint() - wall) / 1e6;
const { user, system } = process.cpuUsage(used);
globalThis.gc?.();
const grown = process.memoryUsage().arrayBuffers - before;
await runner.close();

const vector = 8 * rows;
console.log(
  JSON.stringify({
    wall: elapsed,
    cpu: (user + system) / 1e3,
    planned,
    threads: runner.threads,
    error: boot.standardErrors[0],
    estimate: boot.estimates[0],
    ...largestDistance(5),
    // in row vectors: what the plan holds, scratch of its threads included; growth of other array buffers, measured
    planVectors: bytesOf(plan) / vector,
    grownVectors: grown / vector,
    allowedVectors: columns + 1 + 8 + (users * (columns + 1) * (columns + 4)) / 2 / rows,
  }),
);

/** Bytes of all arrays of numbers in plain data. */
function bytesOf(value: unknown): number {
  if (value instanceof WebAssembly.Memory) return value.buffer.byteLength;
  if (ArrayBuffer.isView(value)) return value.buffer instanceof SharedArrayBuffer ? 0 : value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0);
}

/** Of the first replicates from cold fits of the table models on rows written out. */
function largestDistance(count: number): { readonly distance: number } {
  let distance = 0;
  for (let b = 0; b < count; b++) {
    const cold = coldFit(multiplicitiesOf({ kind: "replicate", seed: 1, index: b }, users));
    distance = Math.max(distance, Math.abs(cold - boot.replicates[0]![b]!));
  }
  return { distance };
}

function coldFit(counts: Float64Array): number {
  const [shard] = design.shards as readonly DesignShard[];
  const at: number[] = [];
  for (let r = 0; r < rows; r++) for (let k = 0; k < counts[shard!.user[r]!]!; k++) at.push(r);
  const pick = (values: Float64Array) => Float64Array.from(at, (r) => values[r]!);
  const term = (name: string) => {
    const j = design.terms.indexOf(name);
    return pick(shard!.covariates.values.subarray(j * rows, (j + 1) * rows));
  };
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, term(name)]));
  const a = pick(shard!.treatment);
  const p = logisticRegression({ outcome: a, matrix: named(design.terms.slice(1)) }).fitted;
  const n = logisticRegression({ outcome: a, matrix: named(calendar) }).fitted;
  const raw = a.map((treated, r) => (treated === 1 ? n[r]! / p[r]! : (1 - n[r]!) / (1 - p[r]!)));
  const [low, high] = truncation.map((share) => quantile(raw, share));
  const weights = raw.map((w) => Math.min(Math.max(w, low!), high!));
  const fit = linearRegression({ outcome: pick(shard!.outcome), matrix: { a, ...named(calendar) }, weights });
  return fit.coefficients.find((row) => row.term === "a")!.estimate;
}

function readDesign(): Design {
  const file = (name: string) => join(folder, "data", `est_s_${name}.f64`);
  const doubles = (name: string) => {
    const bytes = readFileSync(file(name));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const { x, a, y } = existsSync(file("X"))
    ? { x: doubles("X"), a: doubles("a"), y: doubles("y") }
    : ownData();
  const values = new Float64Array(rows * (columns + 1)).fill(1, 0, rows);
  values.set(x.subarray(0, rows * columns), rows);
  const shard: DesignShard = {
    firstUser: 0,
    users,
    firstRow: 0,
    rows,
    user: Int32Array.from({ length: rows }, (_, r) => Math.floor(r / days)),
    day: Int32Array.from({ length: rows }, (_, r) => r % days),
    treatment: a,
    outcome: y,
    averaging: new Float64Array(rows).fill(1),
    covariates: { rows, columns: columns + 1, values },
  };
  const terms = ["intercept", ...Array.from({ length: columns }, (_, j) => `x${j + 1}`)];
  return { sample: { panel: "bench", users, rows: "all" }, users, rows, terms, shards: [shard] };
}

/** The same shape where no Python makes the data; terms 11 and 12 are the calendar. */
function ownData() {
  const random = createRandom(1, "bootstrap bench");
  const made = new Float64Array(rows * 40);
  for (let r = 0; r < rows; r++) {
    let common = random.normal();
    for (let j = 0; j < 40; j++) {
      common = 0.6 * common + 0.8 * random.normal();
      made[j * rows + r] = j === 10 ? (r % days) / days : j === 11 ? (r % 7 >= 5 ? 1 : 0) : common;
    }
  }
  const a = Float64Array.from({ length: rows }, (_, r) =>
    random.uniform() < 1 / (1 + Math.exp(1 - 0.4 * made[r]! + 0.3 * made[5 * rows + r]!)) ? 1 : 0,
  );
  return { x: made, a, y: a.map((t, r) => 20 + 6 * t + made[r]! + random.normal()) };
}
