// One process of the models bench: models-task.js FOLDER COLUMNS REPEATS WHAT; prints one line of JSON a method.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fitLogistic } from "../../src/models/fit-logistic.js";
import { linearRegression, logisticRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import { createRandom } from "../../src/numeric/random.js";
import { plainLogistic } from "./plain-logistic.js";

const [folder = "", columnsText = "40", repeatsText = "5", what = "prop"] = process.argv.slice(2);
const columns = Number(columnsText);
const rows = 1411 * 63;
/** Calls before the clock starts, so that the compilers of the machine have finished; the first call is told apart. */
const warmUp = 8;

const file = (name: string) => join(folder, "data", `est_s_${name}.f64`);
const doubles = (name: string) => {
  const bytes = readFileSync(file(name));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};
const { x, a, y } = existsSync(file("X")) ? { x: doubles("X"), a: doubles("a"), y: doubles("y") } : ownData();

const names = Array.from({ length: columns }, (_, j) => `x${j + 1}`);
const column = (j: number) => x.subarray(j * rows, (j + 1) * rows);
const matrix = Object.fromEntries(names.map((name, j) => [name, column(j)]));

if (what === "prop") {
  const values = new Float64Array(rows * (columns + 1)).fill(1, 0, rows);
  values.set(x.subarray(0, rows * columns), rows);
  const weight = new Float64Array(rows).fill(1);
  const shards = [{ rows, response: a, weight, covariates: { rows, columns: columns + 1, values } }];
  const data = { model: "bench", terms: ["intercept", ...names], shards };
  time("ours: fitLogistic", () => fitLogistic(data).coefficients[1]!);
  time(
    "ours: logisticRegression",
    () => logisticRegression({ outcome: a, matrix }).coefficients[1]!.estimate,
  );
  const list = Array.from({ length: rows }, (_, r) =>
    Float64Array.from({ length: columns + 1 }, (__, j) => values[j * rows + r]!),
  );
  time("plain JavaScript", () => plainLogistic(list, a)[1]!);
} else {
  const three = { x1: column(0), x11: column(10), x12: column(11) };
  const p = logisticRegression({ outcome: a, matrix: three }).fitted;
  const weights = p.map((value, r) => (a[r] === 1 ? 0.3 / value : 0.7 / (1 - value)));
  const cluster = Int32Array.from({ length: rows }, (_, r) => Math.floor(r / 63));
  const design = { a, x11: column(10), x12: column(11) };
  time("ours: linearRegression and clustered sandwich", () => {
    const fit = linearRegression({ outcome: y, matrix: design, weights });
    return sandwich(fit, { cluster }).coefficients[1]!.standardError;
  });
}

function time(method: string, work: () => number): void {
  const wall: number[] = [];
  const cpu: number[] = [];
  const begun = process.hrtime.bigint();
  let value = work();
  const first = Number(process.hrtime.bigint() - begun) / 1e6;
  for (let k = 0; k < warmUp; k++) value = work();
  for (let k = 0; k < Number(repeatsText); k++) {
    const start = process.hrtime.bigint();
    const used = process.cpuUsage();
    value = work();
    const { user, system } = process.cpuUsage(used);
    wall.push(Number(process.hrtime.bigint() - start) / 1e6);
    cpu.push((user + system) / 1e3);
  }
  console.log(JSON.stringify({ method, wall: median(wall), cpu: median(cpu), first, value }));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** The same shape where no Python makes the data: correlated columns, a third treated. */
function ownData() {
  const random = createRandom(1, "models bench");
  const made = new Float64Array(rows * 40);
  for (let r = 0; r < rows; r++) {
    let common = random.normal();
    for (let j = 0; j < 40; j++) {
      common = 0.6 * common + 0.8 * random.normal();
      made[j * rows + r] = common;
    }
  }
  const treated = Float64Array.from({ length: rows }, (_, r) =>
    random.uniform() < 1 / (1 + Math.exp(1 - 0.4 * made[r]! + 0.3 * made[5 * rows + r]!)) ? 1 : 0,
  );
  return { x: made, a: treated, y: treated.map((t, r) => 20 + 6 * t + made[r]! + random.normal()) };
}
