import type { BalanceBlock } from "../standardized-mean-difference.js";

/** Standardised mean differences of a square or a product of two covariates, standard deviations. */
export interface ProductBalance {
  /** `x²` or `x × z`. */
  readonly product: string;
  readonly unweighted: number;
  readonly weighted: number;
}

export interface WorstProducts {
  /** Those furthest from balance after weighting, the furthest first. */
  readonly worst: readonly ProductBalance[];
  /** Squares and products that were looked at; constants do not count. */
  readonly examined: number;
  /** Of those, how many are beyond the limit before and after weighting. */
  readonly beyond: { readonly unweighted: number; readonly weighted: number };
  /** Products of two covariates that were not looked at, because there are too many rows and covariates. */
  readonly skipped: number;
}

export interface ProductOptions {
  /** How many of the worst are kept. */
  readonly keep: number;
  /** Beyond this size a difference counts as beyond, standard deviations. */
  readonly limit: number;
  /** At most so many products of values are formed, rows times pairs; all squares are, whatever their number. */
  readonly mostWork: number;
}

/** A covariate by its column of the blocks' matrices, and how far it is from balance itself, standard deviations. */
export interface ProductColumn {
  readonly name: string;
  readonly column: number;
  readonly size: number;
}

/** A square or product: its columns, the product of their means, its sums and its range. */
interface Pair {
  readonly product: string;
  readonly one: number;
  readonly other: number;
  readonly shift: number;
  /** What `addProducts` adds, [8]. */
  readonly sums: Float64Array;
  /** Lowest and highest value. */
  readonly range: Float64Array;
}

/**
 * Balance of squares and products of two covariates: means may agree where spreads and joint patterns do not. The unit is
 * that of `standardizedMeanDifferences`: the pooled standard deviation of the rows before weighting, n - 1. Left out:
 * squares of binary covariates (the covariate itself) and products that are constant (indicators of one covariate). Where
 * all pairs would be more work than `mostWork`, products of the covariates with the largest differences of their own are
 * formed. One pass over the rows; sums are taken around the product of the covariates' means, or the variance of a
 * product far from 0 would be lost in rounding.
 * @param blocks read twice, in order; every arm has two rows and weight
 * Source: Austin (2009), Statistics in Medicine 28, section 5. Checked against `balanceTable` with
 * `squaresAndInteractions` by test/diagnostics/balance/worst-products.test.ts.
 */
export function worstProducts(
  blocks: Iterable<BalanceBlock>,
  columns: readonly ProductColumn[],
  { keep, limit, mostWork }: ProductOptions,
): WorstProducts {
  const { rows, means, binary, arms } = firstLook(blocks, columns);
  const squares = columns.flatMap((_, k) => (binary[k] ? [] : [[k, k] as const]));
  const among = chosen(columns, Math.floor(mostWork / Math.max(1, rows)) - squares.length);
  const products = among.flatMap((one, i) => among.slice(i + 1).map((other) => [one, other] as const));
  const pairs: readonly Pair[] = [...squares, ...products].map(([one, other]) => ({
    product: one === other ? `${columns[one]!.name}²` : `${columns[one]!.name} × ${columns[other]!.name}`,
    one: columns[one]!.column,
    other: columns[other]!.column,
    shift: means[one]! * means[other]!,
    sums: new Float64Array(8),
    range: Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  }));
  for (const block of blocks)
    for (const pair of pairs)
      addProducts(block, columnOf(block, pair.one), columnOf(block, pair.other), pair);
  const found = pairs.flatMap((pair) => differences(pair, arms) ?? []);
  const beyond = (sample: "unweighted" | "weighted"): number =>
    found.filter((one) => Math.abs(one[sample]) > limit).length;
  return {
    worst: [...found].sort((a, b) => Math.abs(b.weighted) - Math.abs(a.weighted)).slice(0, keep),
    examined: found.length,
    beyond: { unweighted: beyond("unweighted"), weighted: beyond("weighted") },
    skipped: (columns.length * (columns.length - 1)) / 2 - products.length,
  };
}

interface FirstLook {
  readonly rows: number;
  /** [columns] */
  readonly means: Float64Array;
  /** Which columns hold 0 and 1 only, [columns]. */
  readonly binary: readonly boolean[];
  /** Untreated and treated rows, their averaging and their weights. */
  readonly arms: readonly (readonly [rows: number, averaging: number, weight: number])[];
}

function firstLook(blocks: Iterable<BalanceBlock>, columns: readonly ProductColumn[]): FirstLook {
  const means = new Float64Array(columns.length);
  const binary = columns.map(() => true);
  const arms: [number, number, number][] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const block of blocks) {
    for (let row = 0; row < block.rows; row++) {
      const arm = arms[block.treatment[row] === 1 ? 1 : 0]!;
      arm[0] += 1;
      arm[1] += block.averaging[row]!;
      arm[2] += block.weight[row]!;
    }
    columns.forEach(({ column }, k) => {
      const values = columnOf(block, column);
      let sum = 0;
      for (let row = 0; row < values.length; row++) {
        const value = values[row]!;
        sum += value;
        if (value !== 0 && value !== 1) binary[k] = false;
      }
      means[k] = means[k]! + sum;
    });
  }
  const rows = arms[0]![0] + arms[1]![0];
  return { rows, means: means.map((sum) => sum / rows), binary, arms };
}

/** Columns whose products are formed, in their order: as many of the largest difference as give at most `most` pairs. */
function chosen(columns: readonly ProductColumn[], most: number): readonly number[] {
  const count = Math.floor((1 + Math.sqrt(1 + 8 * Math.max(0, most))) / 2);
  return [...columns.keys()]
    .sort((a, b) => columns[b]!.size - columns[a]!.size)
    .slice(0, count)
    .sort((a, b) => a - b);
}

const columnOf = ({ covariates, rows }: BalanceBlock, column: number): Float64Array =>
  covariates.values.subarray(column * covariates.rows, column * covariates.rows + rows);

/** Adds, of all rows and then of the treated ones: values, their squares, values by averaging and by weight. */
function addProducts(
  { treatment, averaging, weight }: BalanceBlock,
  x: Float64Array,
  z: Float64Array,
  { shift, sums, range }: Pair,
): void {
  let [lowest, highest] = range as unknown as [number, number];
  let [all, squares, averaged, weighted] = [0, 0, 0, 0];
  let [treated, treatedSquares, treatedAveraged, treatedWeighted] = [0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const product = x[row]! * z[row]!;
    if (product < lowest) lowest = product;
    if (product > highest) highest = product;
    const value = product - shift;
    const a = treatment[row]!;
    const byAveraging = averaging[row]! * value;
    const byWeight = weight[row]! * value;
    all += value;
    squares += value * value;
    averaged += byAveraging;
    weighted += byWeight;
    treated += a * value;
    treatedSquares += a * value * value;
    treatedAveraged += a * byAveraging;
    treatedWeighted += a * byWeight;
  }
  [all, squares, averaged, weighted, treated, treatedSquares, treatedAveraged, treatedWeighted].forEach(
    (sum, k) => {
      sums[k] = sums[k]! + sum;
    },
  );
  range[0] = lowest;
  range[1] = highest;
}

/** A product whose range is below this share of its size is a constant that rounding made uneven. */
const negligible = 1e-10;

/** Standardised differences of a product from its sums; undefined for a constant. */
function differences({ product, sums, range }: Pair, arms: FirstLook["arms"]): ProductBalance | undefined {
  const [lowest, highest] = range as unknown as [number, number];
  if (!(highest - lowest > negligible * Math.max(Math.abs(lowest), Math.abs(highest)))) return undefined;
  const [control, treated] = [0, 1].map((arm) => {
    const [sum, squares, averaged, weighted] = [0, 1, 2, 3].map((k) =>
      arm === 1 ? sums[k + 4]! : sums[k]! - sums[k + 4]!,
    ) as [number, number, number, number];
    const [rows, averaging, weight] = arms[arm]!;
    return {
      variance: Math.max(0, squares - sum ** 2 / rows) / (rows - 1),
      unweighted: averaged / averaging,
      weighted: weighted / weight,
    };
  }) as [Arm, Arm];
  const unit = Math.sqrt((control.variance + treated.variance) / 2);
  return {
    product,
    unweighted: (treated.unweighted - control.unweighted) / unit,
    weighted: (treated.weighted - control.weighted) / unit,
  };
}

interface Arm {
  readonly variance: number;
  readonly unweighted: number;
  readonly weighted: number;
}
