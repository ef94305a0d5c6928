import type { ArmSize, BalanceRow } from "./balance-row.js";
import { type ComparedArms, comparedArms } from "./compared-arms.js";
import { covariateProducts } from "./covariate-products.js";
import { type CovariateColumn, type Covariates, covariateColumns } from "./covariates.js";
import { type BinaryVariance, groupMoments } from "./group-moments.js";
import { rankedDistance, rankedValues } from "./kolmogorov-smirnov.js";
import { densityOverlap } from "./overlap-coefficient.js";
import { type Denominator, standardizingDeviation } from "./standardizing-deviation.js";
import { varianceRatio } from "./variance-ratio.js";

/** What is compared, and in which unit. */
export interface BalanceSpec {
  /** 0 or 1, [rows]. */
  readonly treatment: ArrayLike<number>;
  /** One value a row; text stands for an indicator a level. */
  readonly covariates: Covariates;
  /** Weights of the adjusted sample, [rows]; without them only the unweighted sample is judged. */
  readonly weights?: ArrayLike<number>;
  /** Whose standard deviation is the unit; default `pooled`. */
  readonly denominator?: Denominator;
  /** Default `n-1`, the same rule for every covariate; `p(1-p)` is that of several other packages. */
  readonly binaryVariance?: BinaryVariance;
  /** Also squares and products of two covariates. Default false. */
  readonly squaresAndInteractions?: boolean;
}

export interface BalanceTable {
  /** Per covariate, in their order: unweighted, then weighted. */
  readonly rows: readonly BalanceRow[];
  readonly arms: readonly ArmSize[];
}

/**
 * Balance of covariates between the arms before and after weighting: means and standard deviations, raw and standardised
 * mean differences (treated minus control), variance ratio, Kolmogorov-Smirnov distance and overlap coefficient.
 * The standard deviation that differences are divided by is the same in both samples, so that a change of the
 * standardised difference is one of the means. O(n log n) a covariate.
 * @throws CausalError `diagnostics.lengths`, `diagnostics.treatment`, `diagnostics.weight`, `diagnostics.missing`, naming
 *   the row; NotEstimableError `diagnostics.empty-arm` for an arm with fewer than two rows or no weight
 * Source: Austin (2009), Statistics in Medicine 28; Austin & Stuart (2015), Statistics in Medicine 34. Checked against
 * ../shared/reference (the balance rows of nhefs, msm, lalonde and tidy).
 */
export function balanceTable(spec: BalanceSpec): BalanceTable {
  const arms = comparedArms(spec.treatment, spec.weights);
  const columns = covariateColumns(spec.covariates, arms.rows);
  const samples = samplesOf(arms, spec.weights !== undefined);
  const rows: BalanceRow[] = columns.flatMap((column) => balanceRows(column, samples, arms, spec));
  if (spec.squaresAndInteractions)
    for (const column of covariateProducts(columns)) rows.push(...balanceRows(column, samples, arms, spec));
  return {
    rows,
    arms: samples.flatMap(({ sample, arms: of }) =>
      (["treated", "control"] as const).map((arm) => ({
        arm,
        sample,
        rows: arms.sizes[arm === "treated" ? 1 : 0]!,
        effective: effectiveRows(of, arm === "treated" ? 1 : 0),
      })),
    ),
  };
}

interface Sample {
  readonly sample: BalanceRow["sample"];
  readonly arms: ComparedArms;
}

function samplesOf(arms: ComparedArms, weighted: boolean): readonly [Sample, ...Sample[]] {
  const plain = { ...arms, weights: new Float64Array(arms.rows).fill(1) };
  const first = { sample: "unweighted", arms: plain } as const;
  return weighted ? [first, { sample: "weighted", arms }] : [first];
}

function balanceRows(
  column: CovariateColumn,
  samples: readonly [Sample, ...Sample[]],
  arms: ComparedArms,
  { denominator = "pooled", binaryVariance = "n-1" }: BalanceSpec,
): readonly BalanceRow[] {
  const rule = column.binary ? binaryVariance : "n-1";
  const momentsOf = ({ arm, weights }: ComparedArms) => groupMoments(column.values, arm, weights, 2, rule);
  const unit = standardizingDeviation(column.values, arms, momentsOf(samples[0].arms), denominator, rule);
  const ranked = rankedValues(column.values);
  return samples.map(({ sample, arms: of }) => {
    const [control, treated] = momentsOf(of) as [{ mean: number; variance: number }, typeof control];
    const difference = treated.mean - control.mean;
    return {
      covariate: column.name,
      kind: column.binary ? "binary" : "continuous",
      sample,
      treatedMean: treated.mean,
      controlMean: control.mean,
      treatedDeviation: Math.sqrt(treated.variance),
      controlDeviation: Math.sqrt(control.variance),
      difference,
      denominator: unit,
      standardizedMeanDifference: standardized(difference, unit, ranked.distinct === 1),
      varianceRatio: column.binary ? null : varianceRatio(treated.variance, control.variance),
      kolmogorovSmirnov: rankedDistance(ranked, of, 1, 0),
      overlapCoefficient: densityOverlap(column, of),
    };
  });
}

function standardized(difference: number, unit: number, constant: boolean): number | null {
  if (constant || (unit === 0 && difference === 0)) return 0;
  return unit === 0 ? null : difference / unit;
}

function effectiveRows({ arm, weights }: ComparedArms, of: number): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < arm.length; row++)
    if (arm[row] === of) {
      sum += weights[row]!;
      squares += weights[row]! ** 2;
    }
  return (sum * sum) / squares;
}
