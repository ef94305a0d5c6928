import { checkCall, kinds } from "../../call-check.js";
import { quantile } from "../../numeric/quantile.js";
import type { Diagnostic } from "../diagnostic.js";
import { type ComparedArms, comparedArms } from "./compared-arms.js";
import { type CovariateColumn, covariateColumns } from "./covariates.js";

export const overlapCoefficientRecord: Diagnostic = {
  name: "overlapCoefficient",
  label: "Overlap coefficient",
  unit: "share of area",
  worse: "below",
  warn: null,
  fail: null,
  source:
    "Belitser et al. (2011), Pharmacoepidemiology and Drug Safety 20; no limit is agreed on, so none is set",
  sentence: "Area that the densities of a covariate in the two arms have in common.",
};

/** Grid cells in a bandwidth, and the most there are; the kernel is cut at `reach` bandwidths. */
const cellsInBandwidth = 16;
const mostCells = 16384;
const reach = 5;

/**
 * The area under the smaller of the two arms' weighted densities, 1 where they are the same and 0 where they never meet.
 * Densities are Gaussian kernel estimates with one bandwidth, Scott's for the smaller arm (1.06 min(s, IQR / 1.34)
 * n^(-1/5), from its unweighted values; of all rows when the arm is constant), on a grid; for a binary covariate 1 minus
 * the difference of the means. Arms whose ranges do not meet have none in common.
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`
 * Source: Inman & Bradley (1989), Communications in Statistics 18; Scott (1992). Checked against
 * ../shared/reference/tidy (ks.small; 1 - the peer's measure, which has a grid of its own).
 */
export function overlapCoefficient(
  values: ArrayLike<number>,
  treatment: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  checkCall("overlapCoefficient", { values, treatment }, { values: kinds.rows, treatment: kinds.rows });
  const arms = comparedArms(treatment, weights);
  const [column] = covariateColumns({ values }, arms.rows);
  return densityOverlap(column!, arms);
}

/** The same of a checked column. */
export function densityOverlap({ values, binary }: CovariateColumn, arms: ComparedArms): number {
  if (binary) return 1 - Math.abs(meanOf(values, arms, 1) - meanOf(values, arms, 0));
  const own = [0, 1].map((a) => values.filter((_, row) => arms.arm[row] === a).sort());
  const [control, treated] = [own[0]!, own[1]!];
  if (treated[0]! > control.at(-1)! || control[0]! > treated.at(-1)!) return 0;
  const low = Math.min(treated[0]!, control[0]!);
  const high = Math.max(treated.at(-1)!, control.at(-1)!);
  if (low === high) return 1;
  const width =
    scottBandwidth(treated.length <= control.length ? treated : control) ||
    scottBandwidth(Float64Array.from(values).sort());
  const from = low - (reach + 1) * width;
  const length = high - low + 2 * (reach + 1) * width;
  const cells = Math.min(mostCells, Math.ceil((cellsInBandwidth * length) / width));
  const step = length / cells;
  const kernel = gaussianKernel(width / step);
  const [one, other] = [0, 1].map((a) => smoothed(massOnGrid(values, arms, a, from, step, cells), kernel));
  return Math.min(
    1,
    one!.reduce((area, mass, cell) => area + Math.min(mass, other![cell]!), 0),
  );
}

function meanOf(values: Float64Array, { arm, weights }: ComparedArms, a: number): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < values.length; row++)
    if (arm[row] === a) {
      sum += weights[row]! * values[row]!;
      total += weights[row]!;
    }
  return sum / total;
}

/** Of ascending values; 0 for a constant. The standard deviation alone where the quartiles coincide. */
function scottBandwidth(sorted: Float64Array): number {
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const quartiles = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  return 1.06 * (quartiles > 0 ? Math.min(deviation, quartiles) : deviation) * n ** -0.2;
}

/** Weights of cells at distance 0, 1, … of a Gaussian kernel whose bandwidth is `width` cells; all cells add up to 1. */
function gaussianKernel(width: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(reach * width) + 1 }, (_, k) =>
    Math.exp(-0.5 * (k / width) ** 2),
  );
  const total = half.reduce((sum, value, k) => sum + (k === 0 ? value : 2 * value), 0);
  return half.map((value) => value / total);
}

/** Each row's weight, as a share of its arm's, parted between the two grid points beside its value. */
function massOnGrid(
  values: Float64Array,
  { arm, weights }: ComparedArms,
  a: number,
  from: number,
  step: number,
  cells: number,
): Float64Array {
  const mass = new Float64Array(cells + 1);
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    if (arm[row] !== a) continue;
    const at = (values[row]! - from) / step;
    const cell = Math.floor(at);
    mass[cell] = mass[cell]! + weights[row]! * (1 - (at - cell));
    mass[cell + 1] = mass[cell + 1]! + weights[row]! * (at - cell);
    total += weights[row]!;
  }
  return mass.map((value) => value / total);
}

function smoothed(mass: Float64Array, kernel: Float64Array): Float64Array {
  const density = new Float64Array(mass.length);
  mass.forEach((value, cell) => {
    if (value === 0) return;
    for (let k = 1 - kernel.length; k < kernel.length; k++)
      if (cell + k >= 0 && cell + k < density.length)
        density[cell + k] = density[cell + k]! + value * kernel[Math.abs(k)]!;
  });
  return density;
}
