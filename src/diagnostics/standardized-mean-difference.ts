import { CausalError, NotEstimableError } from "../errors.js";
import type { Matrix } from "../numeric/matrix.js";
import type { Diagnostic } from "./diagnostic.js";

export const standardizedMeanDifferenceRecord: Diagnostic = {
  name: "balance",
  label: "Balance of covariates",
  unit: "standard deviations",
  worse: "above",
  warn: 0.1,
  fail: 0.2,
  source:
    "Austin (2009), Statistics in Medicine 28: 0.1 is the customary limit of a negligible difference; twice that is no balance",
  sentence:
    "Difference between the arms' means of a covariate in units of its standard deviation before weighting.",
};

/** Analysis rows of a run of whole users, with their two weights. */
export interface BalanceBlock {
  readonly rows: number;
  /** Panel user index, [rows]. */
  readonly user: Int32Array;
  /** 0 or 1, [rows]. */
  readonly treatment: Float64Array;
  /** Weight before adjusting: that of the row in the average the question names, [rows]. */
  readonly averaging: Float64Array;
  /** Weight after adjusting, `averaging` included, [rows]. */
  readonly weight: Float64Array;
  /** [rows x columns]; no NaN. */
  readonly covariates: Matrix;
}

export interface SampleBalance {
  readonly treatedMean: number;
  readonly controlMean: number;
  /** (treated mean - control mean) / `denominator`. */
  readonly standardizedMeanDifference: number;
  /**
   * Influence value of each panel user, [users], in standard deviations: weights treated as known and the denominator
   * fixed, so the uncertainty of the fitted propensity is left out (on balance that errs on the wide side).
   */
  readonly influence: Float64Array;
}

export interface CovariateBalance {
  readonly covariate: string;
  /** sqrt((s1² + s0²) / 2) of the rows before weighting, variances with n - 1; 0 for a constant. */
  readonly denominator: number;
  readonly unweighted: SampleBalance;
  readonly weighted: SampleBalance;
}

/** A covariate whose spread is below this share of its size is a constant that rounding made uneven. */
const negligible = 1e-10;

/**
 * Standardised mean differences of covariates between the arms, before and after weighting, over a common denominator:
 * the pooled standard deviation of the unweighted sample, variances with n - 1 for every covariate, binary ones
 * included (STATISTICS section 4). A covariate that is constant over all rows has difference 0.
 *
 *   φ_i = n / d · Σ_{t of i} w { A (x - m1) / Σ w A - (1 - A)(x - m0) / Σ w (1 - A) },   n the panel's users
 *
 * @param blocks read twice, in order
 * @param columns covariates by column of the blocks' matrices
 * @param users users of the panel, n
 * @throws NotEstimableError `diagnostics.empty-arm` for an arm with fewer than two rows or no weight;
 *   `diagnostics.separated` for a covariate that is constant in both arms and differs between them
 * Source: Austin & Stuart (2015), Statistics in Medicine 34; Checked against ../shared/reference/nhefs
 * (balance.smd_ddof1).
 */
export function standardizedMeanDifferences(
  blocks: Iterable<BalanceBlock>,
  columns: readonly { readonly name: string; readonly column: number }[],
  users: number,
): readonly CovariateBalance[] {
  const moments = columns.map(() => emptyMoments());
  for (const block of blocks) {
    checkBlock(block, columns.length);
    columns.forEach(({ column }, k) => {
      addSums(block, column, moments[k]!);
    });
  }
  const first = moments[0];
  if (first !== undefined) requireArms(first);
  for (const m of moments) {
    m.unweighted = [0, 1].map((arm) => m.sumAveraging[arm]! / m.averaging[arm]!);
    m.weighted = [0, 1].map((arm) => m.sumWeight[arm]! / m.weight[arm]!);
    m.plain = [0, 1].map((arm) => m.sum[arm]! / m.rows[arm]!);
  }
  const influence = columns.map(() => ({
    unweighted: new Float64Array(users),
    weighted: new Float64Array(users),
  }));
  for (const block of blocks)
    columns.forEach(({ column }, k) => {
      addDeviations(block, column, moments[k]!, influence[k]!, users);
    });
  return columns.map(({ name }, k) => covariateBalance(name, moments[k]!, influence[k]!));
}

/** Sums of one covariate; every pair is [control, treated]. */
interface Moments {
  rows: number[];
  sum: number[];
  averaging: number[];
  sumAveraging: number[];
  weight: number[];
  sumWeight: number[];
  squares: number[];
  /** Largest absolute value. */
  size: number;
  plain: number[];
  unweighted: number[];
  weighted: number[];
}

function emptyMoments(): Moments {
  const pair = () => [0, 0];
  return {
    rows: pair(),
    sum: pair(),
    averaging: pair(),
    sumAveraging: pair(),
    weight: pair(),
    sumWeight: pair(),
    squares: pair(),
    size: 0,
    plain: pair(),
    unweighted: pair(),
    weighted: pair(),
  };
}

function addSums(block: BalanceBlock, column: number, m: Moments): void {
  const { rows, treatment, averaging, weight, covariates } = block;
  for (let row = 0; row < rows; row++) {
    const arm = treatment[row]!;
    const x = covariates.values[column * covariates.rows + row]!;
    m.rows[arm] = m.rows[arm]! + 1;
    m.sum[arm] = m.sum[arm]! + x;
    m.averaging[arm] = m.averaging[arm]! + averaging[row]!;
    m.sumAveraging[arm] = m.sumAveraging[arm]! + averaging[row]! * x;
    m.weight[arm] = m.weight[arm]! + weight[row]!;
    m.sumWeight[arm] = m.sumWeight[arm]! + weight[row]! * x;
    m.size = Math.max(m.size, Math.abs(x));
  }
}

function addDeviations(
  block: BalanceBlock,
  column: number,
  m: Moments,
  influence: { readonly unweighted: Float64Array; readonly weighted: Float64Array },
  users: number,
): void {
  const { rows, user, treatment, averaging, weight, covariates } = block;
  for (let row = 0; row < rows; row++) {
    const arm = treatment[row]!;
    const sign = arm === 1 ? users : -users;
    const i = user[row]!;
    const x = covariates.values[column * covariates.rows + row]!;
    m.squares[arm] = m.squares[arm]! + (x - m.plain[arm]!) ** 2;
    influence.unweighted[i] =
      influence.unweighted[i]! + (sign * averaging[row]! * (x - m.unweighted[arm]!)) / m.averaging[arm]!;
    influence.weighted[i] =
      influence.weighted[i]! + (sign * weight[row]! * (x - m.weighted[arm]!)) / m.weight[arm]!;
  }
}

function covariateBalance(
  name: string,
  m: Moments,
  influence: { readonly unweighted: Float64Array; readonly weighted: Float64Array },
): CovariateBalance {
  const variance = (arm: number) => m.squares[arm]! / (m.rows[arm]! - 1);
  const pooled = Math.sqrt((variance(0) + variance(1)) / 2);
  const constant = pooled <= negligible * m.size;
  if (constant && Math.abs(m.plain[1]! - m.plain[0]!) > negligible * m.size)
    throw new NotEstimableError(
      "diagnostics.separated",
      `${name} is ${m.plain[1]} on every treated row and ${m.plain[0]} on every other one: it decides the treatment, so the arms cannot be compared`,
      { covariate: name },
    );
  const sample = (means: readonly number[], of: Float64Array): SampleBalance => ({
    treatedMean: means[1]!,
    controlMean: means[0]!,
    standardizedMeanDifference: constant ? 0 : (means[1]! - means[0]!) / pooled,
    influence: of.map((value) => (constant ? 0 : value / pooled)),
  });
  return {
    covariate: name,
    denominator: constant ? 0 : pooled,
    unweighted: sample(m.unweighted, influence.unweighted),
    weighted: sample(m.weighted, influence.weighted),
  };
}

function checkBlock(
  { rows, user, treatment, averaging, weight, covariates }: BalanceBlock,
  wanted: number,
): void {
  const lengths = [user.length, treatment.length, averaging.length, weight.length, covariates.rows];
  if (lengths.some((length) => length !== rows))
    throw new CausalError(
      "diagnostics.lengths",
      `a block of ${rows} rows has ${lengths.join(", ")} values of user, treatment, averaging, weight and covariates`,
    );
  if (covariates.columns < wanted)
    throw new CausalError(
      "diagnostics.lengths",
      `a block has ${covariates.columns} covariate columns; ${wanted} are asked for`,
    );
}

function requireArms(m: Moments): void {
  for (const [arm, name] of ["control", "treated"].entries())
    if (m.rows[arm]! < 2 || !(m.weight[arm]! > 0) || !(m.averaging[arm]! > 0))
      throw new NotEstimableError(
        "diagnostics.empty-arm",
        `the ${name} arm has ${m.rows[arm]} rows and weight ${m.weight[arm]}; balance needs at least two rows with weight`,
        { arm: name },
      );
}
