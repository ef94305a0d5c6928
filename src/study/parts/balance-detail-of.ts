import type { Design } from "../../design/design.js";
import type { ComparedArms } from "../../diagnostics/balance/compared-arms.js";
import { groupMoments, type Moments } from "../../diagnostics/balance/group-moments.js";
import { rankedDistance, rankedValues } from "../../diagnostics/balance/kolmogorov-smirnov.js";
import { varianceRatio } from "../../diagnostics/balance/variance-ratio.js";
import { worstProducts } from "../../diagnostics/balance/worst-products.js";
import { standardizedMeanDifferenceRecord } from "../../diagnostics/standardized-mean-difference.js";
import type { AnalysisRows } from "../analysis-rows.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { termColumns } from "../term-columns.js";
import { balanceBlock } from "./balance-block.js";

type BalanceDetail = NonNullable<StudyResult["balanceDetail"]>;
type Distribution = BalanceDetail["distributions"][number];

/** Products kept, and rows times pairs that are looked at: two to three seconds of one core. */
const kept = 10;
const mostWork = 400_000_000;

/**
 * Balance beyond means, of the samples that the balance table compares.
 * @param weight weight of each row after adjusting, `averaging` not included, [rows]; undefined when there are none
 * @param balance rows of the balance table, whose differences say which products come first in a large study
 */
export function balanceDetailOf(
  design: Design,
  rows: AnalysisRows,
  weight: Float64Array | undefined,
  balance: StudyResult["balance"],
): BalanceDetail {
  const { worst, examined, beyond, skipped } = worstProducts(
    Array.from(design.shards, (shard) => balanceBlock(shard, rows, weight)),
    productColumns(design, balance),
    { keep: kept, limit: standardizedMeanDifferenceRecord.warn!, mostWork },
  );
  return {
    distributions: distributions(design, rows, weight),
    products: {
      worst: worst.map((one) => ({ ...one, weighted: weight === undefined ? null : one.weighted })),
      examined,
      beyondUnweighted: beyond.unweighted,
      beyondWeighted: weight === undefined ? null : beyond.weighted,
      skipped,
    },
  };
}

function productColumns(design: Design, balance: StudyResult["balance"]) {
  const size = new Map<string, number>();
  for (const { covariate, standardizedMeanDifference } of balance)
    size.set(covariate, Math.max(size.get(covariate) ?? 0, Math.abs(standardizedMeanDifference)));
  return design.terms
    .map((name, column) => ({ name, column, size: size.get(name) ?? 0 }))
    .filter(({ column }) => column > 0);
}

function distributions(
  design: Design,
  { treatment, averaging }: AnalysisRows,
  weight: Float64Array | undefined,
): Distribution[] {
  const arm = Uint8Array.from(treatment);
  const treated = arm.reduce((sum, value) => sum + value, 0);
  const sizes = [arm.length - treated, treated];
  const before: ComparedArms = { rows: arm.length, arm, sizes, weights: averaging };
  const after = weight && { ...before, weights: averaging.map((value, row) => value * weight[row]!) };
  return Array.from(termColumns(design), ({ name, values }) => {
    const spreadIn = spreadOf(values);
    return {
      covariate: name,
      unweighted: spreadIn(before),
      weighted: after === undefined ? null : spreadIn(after),
    };
  });
}

/** Variance ratio and distance of a column in a sample; of 0 and 1 the distance is the difference of the means. */
function spreadOf(values: Float64Array): (arms: ComparedArms) => Distribution["unweighted"] {
  const binary = values.every((value) => value === 0 || value === 1);
  const ranked = binary ? undefined : rankedValues(values);
  return (arms) => {
    const [control, treated] = groupMoments(values, arms.arm, arms.weights, 2, "n-1") as [Moments, Moments];
    return {
      varianceRatio: binary ? null : varianceRatio(treated.variance, control.variance),
      kolmogorovSmirnov:
        ranked === undefined ? Math.abs(treated.mean - control.mean) : rankedDistance(ranked, arms, 1, 0),
    };
  };
}
