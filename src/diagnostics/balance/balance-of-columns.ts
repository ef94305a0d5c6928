import { kishSize } from "../kish-size.js";
import type { ArmSize, BalanceRow } from "./balance-row.js";
import type { ComparedArms } from "./compared-arms.js";
import { covariateProducts } from "./covariate-products.js";
import type { CovariateColumn } from "./covariates.js";
import { type BinaryVariance, groupMoments, type Moments } from "./group-moments.js";
import { rankedDistance, rankedValues } from "./kolmogorov-smirnov.js";
import { densityOverlap } from "./overlap-coefficient.js";
import { standardizedDifference } from "./standardized-difference.js";
import { type Denominator, standardizingDeviation } from "./standardizing-deviation.js";
import { varianceRatio } from "./variance-ratio.js";

export interface BalanceOptions {
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

/** `balanceTable` of checked columns and arms; the weighted sample is judged where `weighted` says so. */
export function balanceOfColumns(
  columns: readonly CovariateColumn[],
  arms: ComparedArms,
  options: BalanceOptions & { readonly weighted: boolean },
): BalanceTable {
  const samples = samplesOf(arms, options.weighted);
  const rows: BalanceRow[] = columns.flatMap((column) => balanceRows(column, samples, arms, options));
  if (options.squaresAndInteractions)
    for (const column of covariateProducts(columns))
      rows.push(...balanceRows(column, samples, arms, options));
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
  { denominator = "pooled", binaryVariance = "n-1" }: BalanceOptions,
): readonly BalanceRow[] {
  const rule = column.binary ? binaryVariance : "n-1";
  const momentsOf = ({ arm, weights }: ComparedArms) => groupMoments(column.values, arm, weights, 2, rule);
  const unit = standardizingDeviation(column.values, arms, momentsOf(samples[0].arms), denominator, rule);
  const ranked = rankedValues(column.values);
  return samples.map(({ sample, arms: of }) => {
    const [control, treated] = momentsOf(of) as [Moments, Moments];
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
      standardizedMeanDifference: standardizedDifference(difference, unit, ranked.distinct === 1),
      varianceRatio: column.binary ? null : varianceRatio(treated.variance, control.variance),
      kolmogorovSmirnov: rankedDistance(ranked, of, 1, 0),
      overlapCoefficient: densityOverlap(column, of),
    };
  });
}

function effectiveRows({ arm, weights }: ComparedArms, of: number): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < arm.length; row++)
    if (arm[row] === of) {
      sum += weights[row]!;
      squares += weights[row]! ** 2;
    }
  return kishSize(sum, squares);
}
