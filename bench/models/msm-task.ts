// One process of the bench of marginal structural models: msm-task.js FOLDER REPEATS; writes the data to FOLDER as doubles for
// the peers and prints one line of JSON a method.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusteredLeastSquares } from "../../src/estimators/marginal-structural-model/clustered-least-squares.js";
import { marginalStructuralModel } from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { logisticRegression } from "../../src/models/regressions.js";
import { createRandom } from "../../src/numeric/random.js";

const [folder = "", repeats = "15"] = process.argv.slice(2);
const users = 1411;
const days = 63;
const rows = users * days;

const random = createRandom(4, "msm bench");
const x1 = new Float64Array(rows);
const x2 = new Float64Array(rows);
const a = new Float64Array(rows);
const y = new Float64Array(rows);
const cluster = new Float64Array(rows);
for (let i = 0; i < users; i++) {
  const habit = random.normal();
  let level = habit;
  for (let t = 0; t < days; t++) {
    const r = i * days + t;
    level = 0.6 * level + 0.4 * habit + 0.6 * random.normal();
    x1[r] = level;
    x2[r] = t % 7 > 4 ? 1 : 0;
    a[r] = random.uniform() < 1 / (1 + Math.exp(1 - 0.5 * level + 0.2 * x2[r]!)) ? 1 : 0;
    y[r] = 20 + 6 * a[r]! + 2 * level + habit + 3 * random.normal();
    cluster[r] = i;
  }
}
const p = logisticRegression({ outcome: a, matrix: { x1, x2 } }).fitted;
const weights = p.map((value, r) => (a[r] === 1 ? 0.3 / value : 0.7 / (1 - value)));
for (const [name, values] of Object.entries({ x1, x2, a, y, cluster, weights }))
  writeFileSync(join(folder, `${name}.f64`), new Uint8Array(values.buffer));

const data = { x1, x2, a, y, cluster, text: Array.from(cluster, (user) => `user ${user}`) };
const spec = { data, outcome: "y", terms: ["a", "x1", "x2"], family: "gaussian", weights } as const;
time("ours by public call: marginalStructuralModel", () =>
  errorOf(marginalStructuralModel({ ...spec, cluster: "cluster", standardErrors: "robust" })),
);
time("the same, users as text", () =>
  errorOf(marginalStructuralModel({ ...spec, cluster: "text", standardErrors: "robust" })),
);
time("ours, one-pass kernel: clusteredLeastSquares", () =>
  errorOf(clusteredLeastSquares({ columns: { a, x1, x2 }, outcome: y, weights, cluster })),
);
time("plain JavaScript", plain);

function errorOf(fit: { readonly coefficients: readonly { readonly standardError: number }[] }): number {
  return fit.coefficients[1]!.standardError;
}

/** What one writes without a library: arrays of rows, normal equations by Gauss-Jordan, a second pass for the scores. */
function plain(): number {
  const design = Array.from({ length: rows }, (_, r) => [1, a[r]!, x1[r]!, x2[r]!]);
  const gram = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const moment = [0, 0, 0, 0];
  design.forEach((row, r) => {
    for (let j = 0; j < 4; j++) {
      moment[j]! += weights[r]! * row[j]! * y[r]!;
      for (let k = 0; k < 4; k++) gram[j]![k]! += weights[r]! * row[j]! * row[k]!;
    }
  });
  const inverse = invert(gram);
  const beta = inverse.map((row) => row.reduce((sum, value, k) => sum + value * moment[k]!, 0));
  const scores = new Map<number, number[]>();
  design.forEach((row, r) => {
    const residual = weights[r]! * (y[r]! - row.reduce((sum, x, j) => sum + x * beta[j]!, 0));
    const own = scores.get(cluster[r]!) ?? [0, 0, 0, 0];
    for (let j = 0; j < 4; j++) own[j]! += row[j]! * residual;
    scores.set(cluster[r]!, own);
  });
  let variance = 0;
  for (const score of scores.values())
    variance += score.reduce((sum, value, j) => sum + inverse[1]![j]! * value, 0) ** 2;
  return Math.sqrt(variance);
}

function invert(matrix: readonly number[][]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, j) => [...row, ...row.map((_, k) => (k === j ? 1 : 0))]);
  for (let j = 0; j < n; j++) {
    const pivot = work[j]![j]!;
    work[j] = work[j]!.map((value) => value / pivot);
    for (let k = 0; k < n; k++) {
      if (k === j) continue;
      const factor = work[k]![j]!;
      work[k] = work[k]!.map((value, c) => value - factor * work[j]![c]!);
    }
  }
  return work.map((row) => row.slice(n));
}

function time(method: string, work: () => number): void {
  let value = 0;
  for (let k = 0; k < 20; k++) value = work();
  const cpu = Array.from({ length: Number(repeats) }, () => {
    const used = process.cpuUsage();
    for (let k = 0; k < 5; k++) value = work();
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 5e3;
  }).sort((one, other) => one - other);
  console.log(JSON.stringify({ method, cpu: cpu[Math.floor(cpu.length / 2)], value }));
}
