// One process of the boosting bench: boosting-task.js FOLDER REPEATS; writes the data for the peer if absent, prints one
// line of JSON a setting: CPU seconds (median) of a fit, log-loss on rows it has not seen.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { boostedTrees } from "../../../src/models/learners/boosted-trees.js";
import { logisticLearner } from "../../../src/models/learners/logistic-learner.js";
import { createRandom } from "../../../src/numeric/random.js";
import { boostingCells, columns, rows } from "./boosting-cells.js";

const [folder = ".", repeats = "3"] = process.argv.slice(2);
const terms = Array.from({ length: columns }, (_, j) => `x${j + 1}`);
const { x, y } = data();
const part = (from: number) => ({
  covariates: {
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, (_, k) => {
      const j = Math.floor(k / rows);
      return x[2 * rows * j + from + (k - j * rows)]!;
    }),
  },
  outcome: y.slice(from, from + rows),
});
const training = { ...part(0), terms, weights: new Float64Array(rows).fill(1) };
const held = part(rows);

for (const { name, trees, depth, leaves, bins } of boostingCells) {
  const learner = boostedTrees({ kind: "probability", trees, depth, leaves, bins, ridge: 0 });
  time(name, () => learner.fit(training));
}
time("logistic regression", () => logisticLearner().fit(training));

function time(name: string, grow: () => { predict(covariates: typeof held.covariates): Float64Array }): void {
  const seconds: number[] = [];
  let fitted = grow();
  for (let k = 0; k < Number(repeats); k++) {
    const before = process.cpuUsage();
    fitted = grow();
    const used = process.cpuUsage(before);
    seconds.push((used.user + used.system) / 1e6);
  }
  seconds.sort((a, b) => a - b);
  const p = fitted.predict(held.covariates);
  const loss = held.outcome.reduce((sum, a, r) => sum - Math.log(a === 1 ? p[r]! : 1 - p[r]!), 0) / rows;
  console.log(JSON.stringify({ name, seconds: seconds[Math.floor(seconds.length / 2)], loss }));
}

/** Rows to train on, then rows to judge by: smooth, stepped and joint effects, four integer covariates, six of noise. */
function data(): { x: Float64Array; y: Float64Array } {
  const random = createRandom(20261122, "boosting bench");
  const n = 2 * rows;
  const made = { x: new Float64Array(n * columns), y: new Float64Array(n) };
  for (let r = 0; r < n; r++) {
    const v = Array.from({ length: columns }, (_, j) => (j % 5 === 4 ? random.poisson(2) : random.normal()));
    v.forEach((value, j) => {
      made.x[j * n + r] = value;
    });
    const score =
      -0.3 +
      0.6 * v[0]! * v[1]! +
      Math.sin(2 * v[2]!) +
      (v[3]! > 0.5 ? 0.8 : 0) -
      0.3 * v[4]! +
      0.4 * v[5]! +
      0.5 * Math.abs(v[6]!) -
      (v[7]! > 0 && v[8]! > 0 ? 1 : 0) +
      0.2 * v[9]! +
      0.3 * v[10]! * v[11]!;
    made.y[r] = random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  for (const [name, values] of Object.entries(made)) {
    const file = join(folder, `boosting-${name}.f64`);
    if (!existsSync(file)) writeFileSync(file, new Uint8Array(values.buffer));
  }
  return made;
}
