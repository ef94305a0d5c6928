import { checkCall, kinds } from "../../call-check.js";
import { NotEstimableError } from "../../errors.js";
import { type ComparedArms, comparedGroups } from "./compared-arms.js";
import { type CovariateColumn, type Covariates, covariateColumns } from "./covariates.js";
import { type BinaryVariance, groupMoments } from "./group-moments.js";
import { rankedDistance, rankedValues } from "./kolmogorov-smirnov.js";
import { standardizingDeviation } from "./standardizing-deviation.js";

/** Balance of a covariate between two levels of a treatment: a line of a tidy table. */
export interface PairBalanceRow {
  readonly covariate: string;
  readonly sample: "unweighted" | "weighted";
  /** The later level is compared with the earlier one. */
  readonly level: string;
  readonly reference: string;
  /** Mean at `level` - mean at `reference`. */
  readonly difference: number;
  readonly standardizedMeanDifference: number;
  readonly kolmogorovSmirnov: number;
}

/** The worst pair of levels for a covariate. */
export interface PairwiseMaximum {
  readonly covariate: string;
  readonly sample: PairBalanceRow["sample"];
  /** Largest |standardised mean difference| over pairs, and its pair. */
  readonly standardizedMeanDifference: number;
  readonly level: string;
  readonly reference: string;
  readonly kolmogorovSmirnov: number;
}

export interface PairwiseBalance {
  readonly rows: readonly PairBalanceRow[];
  readonly maxima: readonly PairwiseMaximum[];
}

/**
 * Balance for a treatment of three or more levels: every two levels compared, and the worst pair of each covariate. All
 * pairs of a covariate have one unit, the root of the mean of all levels' variances before weighting (`pooled`) or the
 * standard deviation of all rows (`all`, `weighted`).
 * @param spec.treatment one level a row, [rows]; levels are taken in the order of their values
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`; `diagnostics.levels` for a single level or
 *   more than 255
 * Source: McCaffrey et al. (2013), Statistics in Medicine 32. Two levels give the numbers of `balanceTable`.
 */
export function pairwiseBalance(spec: {
  readonly treatment: readonly (string | number)[];
  readonly covariates: Covariates;
  readonly weights?: ArrayLike<number>;
  /** Default `pooled`. */
  readonly denominator?: "pooled" | "all" | "weighted";
  /** Default `n-1`. */
  readonly binaryVariance?: BinaryVariance;
}): PairwiseBalance {
  checkCall("pairwiseBalance", spec, { treatment: kinds.rows, covariates: kinds.columns });
  const levels = [...new Set(spec.treatment)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  if (levels.length < 2 || levels.length > 255)
    throw new NotEstimableError(
      "diagnostics.levels",
      `the treatment has ${levels.length} levels; expected 2 to 255 (a treatment of many values: correlations)`,
    );
  const at = new Map(levels.map((level, k) => [level, k]));
  const names = levels.map(String);
  const group = Uint8Array.from(spec.treatment, (level) => at.get(level)!);
  const arms = comparedGroups(group, names, spec.weights);
  const rows = covariateColumns(spec.covariates, arms.rows).flatMap((column) =>
    pairRows(column, arms, names, spec),
  );
  return { rows, maxima: maximaOf(rows) };
}

function pairRows(
  column: CovariateColumn,
  arms: ComparedArms,
  names: readonly string[],
  spec: Parameters<typeof pairwiseBalance>[0],
): readonly PairBalanceRow[] {
  const { denominator = "pooled", binaryVariance = "n-1" } = spec;
  const rule = column.binary ? binaryVariance : "n-1";
  const plain = { ...arms, weights: new Float64Array(arms.rows).fill(1) };
  const momentsOf = (by: ComparedArms) => groupMoments(column.values, by.arm, by.weights, names.length, rule);
  const unit = standardizingDeviation(column.values, arms, momentsOf(plain), denominator, rule);
  const ranked = rankedValues(column.values);
  const samples = [{ sample: "unweighted", by: plain } as const, { sample: "weighted", by: arms } as const];
  return samples.slice(0, spec.weights === undefined ? 1 : 2).flatMap(({ sample, by }) => {
    const moments = momentsOf(by);
    return names.flatMap((reference, one) =>
      names.slice(one + 1).map((level, further) => {
        const other = one + 1 + further;
        const difference = moments[other]!.mean - moments[one]!.mean;
        if (unit === 0 && ranked.distinct > 1 && difference !== 0)
          throw new NotEstimableError(
            "diagnostics.separated",
            `${column.name} is constant within every level and differs between them: it decides the treatment`,
            { covariate: column.name },
          );
        return {
          covariate: column.name,
          sample,
          level,
          reference,
          difference,
          standardizedMeanDifference: unit === 0 ? 0 : difference / unit,
          kolmogorovSmirnov: rankedDistance(ranked, by, other, one),
        };
      }),
    );
  });
}

function maximaOf(rows: readonly PairBalanceRow[]): readonly PairwiseMaximum[] {
  const worst = new Map<string, PairwiseMaximum>();
  for (const { covariate, sample, level, reference, standardizedMeanDifference, kolmogorovSmirnov } of rows) {
    const key = JSON.stringify([covariate, sample]);
    const size = Math.abs(standardizedMeanDifference);
    const before = worst.get(key);
    const furthest = Math.max(kolmogorovSmirnov, before?.kolmogorovSmirnov ?? 0);
    worst.set(
      key,
      before !== undefined && before.standardizedMeanDifference >= size
        ? { ...before, kolmogorovSmirnov: furthest }
        : {
            covariate,
            sample,
            standardizedMeanDifference: size,
            level,
            reference,
            kolmogorovSmirnov: furthest,
          },
    );
  }
  return [...worst.values()];
}
