import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { createRandom } from "../../numeric/random.js";
import type { Diagnostic } from "../diagnostic.js";
import { comparedArms } from "./compared-arms.js";
import { type Covariates, covariateColumns } from "./covariates.js";
import { groupMoments } from "./group-moments.js";

export const energyDistanceRecord: Diagnostic = {
  name: "energyDistance",
  label: "Energy distance",
  unit: "scaled Euclidean distance",
  worse: "above",
  warn: null,
  fail: null,
  source:
    "Huling & Mak (2024), Journal of Causal Inference 12; its size depends on rows and covariates, so it is compared before and after weighting and has no limit",
  sentence: "Distance between the arms' joint distributions of all covariates, and of each to all rows.",
};

export interface EnergyDistanceSpec {
  /** 0 or 1, [rows]. */
  readonly treatment: ArrayLike<number>;
  readonly covariates: Covariates;
  readonly weights?: ArrayLike<number>;
  /** Above so many rows a random sample of them is taken, each arm keeping its share. Default 4,000. */
  readonly maximumRows?: number;
  /** Of that sample; default 1. */
  readonly seed?: number;
}

export interface EnergyDistance {
  readonly treatedToControl: number;
  /** Weighted arm to all rows unweighted, the target of an average effect. */
  readonly treatedToAll: number;
  readonly controlToAll: number;
  /** The three added up: what energy balancing for the average effect makes small. */
  readonly total: number;
  /** Rows used, and rows there are: fewer where a sample was taken. */
  readonly rows: number;
  readonly of: number;
}

/**
 * Energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'| between the weighted arms, and of each to all rows, | | being the
 * Euclidean distance of covariates over their standard deviations (n - 1; p(1 - p) for binary ones) and E weighted means
 * over all pairs. O(n² p) time, O(n p) memory: no table of distances is kept. With more than `maximumRows` rows it is that
 * of a random sample of rows, and then differs from it by chance and is, like any of few rows, somewhat larger.
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`; `diagnostics.maximum-rows` below 10
 * Source: Székely & Rizzo (2013), Journal of Statistical Planning and Inference 143; Huling & Mak (2024). Checked against
 * ../shared/reference/lalonde (bal_compute.energy.dist: `total`).
 */
export function energyDistance(spec: EnergyDistanceSpec): EnergyDistance {
  checkCall("energyDistance", spec, { treatment: kinds.rows, covariates: kinds.columns });
  const { maximumRows = 4000, seed = 1 } = spec;
  if (!(maximumRows >= 10))
    throw new CausalError("diagnostics.maximum-rows", `maximumRows is ${maximumRows}; expected at least 10`);
  const arms = comparedArms(spec.treatment, spec.weights);
  const columns = covariateColumns(spec.covariates, arms.rows);
  const ones = new Float64Array(arms.rows).fill(1);
  const together = new Uint8Array(arms.rows);
  const kept = sampledRows(arms.arm, arms.sizes, maximumRows, seed);
  const scaled = columns.flatMap(({ values, binary }) => {
    const { variance } = groupMoments(values, together, ones, 1, binary ? "p(1-p)" : "n-1")[0]!;
    return variance === 0 ? [] : [Float64Array.from(kept, (row) => values[row]! / Math.sqrt(variance))];
  });
  const shares = [1, 0].map((arm) =>
    shareOf(Float64Array.from(kept, (row) => (arms.arm[row] === arm ? arms.weights[row]! : 0))),
  );
  const [treated, control, all] = [
    shares[0]!,
    shares[1]!,
    new Float64Array(kept.length).fill(1 / kept.length),
  ];
  const means = meanDistances(scaled, [treated, control, all]);
  const between = (one: number, other: number) =>
    Math.max(0, 2 * means[one]![other]! - means[one]![one]! - means[other]![other]!);
  const found = {
    treatedToControl: between(0, 1),
    treatedToAll: between(0, 2),
    controlToAll: between(1, 2),
  };
  return {
    ...found,
    total: found.treatedToControl + found.treatedToAll + found.controlToAll,
    rows: kept.length,
    of: arms.rows,
  };
}

const shareOf = (weights: Float64Array): Float64Array => {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
};

/** All rows, or a sample without replacement in which each arm keeps its share (at least two rows), ascending. */
function sampledRows(
  arm: Uint8Array,
  sizes: readonly number[],
  maximum: number,
  seed: number,
): readonly number[] {
  const all = Array.from(arm.keys());
  if (all.length <= maximum) return all;
  const random = createRandom(seed, "diagnostics", "energy distance");
  const open = [...sizes];
  const wanted = sizes.map((size) => Math.max(2, Math.round((maximum * size) / all.length)));
  return all.filter((row) => {
    const a = arm[row]!;
    const taken = random.uniform() * open[a]! < wanted[a]!;
    open[a] = open[a]! - 1;
    if (taken) wanted[a] = wanted[a]! - 1;
    return taken;
  });
}

/** Σ_ij u_i v_j |x_i - x_j| for every two of the share vectors. */
function meanDistances(
  columns: readonly Float64Array[],
  shares: readonly Float64Array[],
): readonly Float64Array[] {
  const rows = shares[0]!.length;
  const means = shares.map(() => new Float64Array(shares.length));
  const distance = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    distance.fill(0, 0, row);
    for (const values of columns) {
      const own = values[row]!;
      for (let other = 0; other < row; other++)
        distance[other] = distance[other]! + (values[other]! - own) ** 2;
    }
    for (let other = 0; other < row; other++) distance[other] = Math.sqrt(distance[other]!);
    shares.forEach((share, k) => {
      let sum = 0;
      for (let other = 0; other < row; other++) sum += share[other]! * distance[other]!;
      shares.forEach((weight, l) => {
        const part = weight[row]! * sum;
        means[k]![l] = means[k]![l]! + part;
        means[l]![k] = means[l]![k]! + part;
      });
    });
  }
  return means;
}
