import type { Design } from "../design/design.js";
import { balanceRandom } from "../diagnostics/balance-random.js";
import {
  type CovariateBalance,
  standardizedMeanDifferences,
} from "../diagnostics/standardized-mean-difference.js";
import { simultaneousIntervals } from "../inference/simultaneous-intervals.js";
import type { Interval } from "../results/interval.js";
import type { AnalysisRows } from "./analysis-rows.js";
import { balanceBlock } from "./parts/balance-block.js";
import type { StudyResult } from "./schemas/result-schema.js";

export interface BalanceTable {
  readonly rows: StudyResult["balance"];
  /** Balance of the sample whose band was formed, one record a covariate. */
  readonly judged: readonly {
    readonly covariate: string;
    readonly standardizedMeanDifference: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

export interface BalanceOptions {
  /** Weight of each row after adjusting, `averaging` not included, [rows]; undefined when there are none. */
  readonly weight: Float64Array | undefined;
  /** The sample that the primary estimator compares; its band is formed. */
  readonly sample: "unweighted" | "weighted";
  readonly level: number;
  readonly seed: number;
}

/** Balance of every term of a design but its intercept, before and (with weights) after weighting, with a simultaneous band. */
export function balanceTable(design: Design, rows: AnalysisRows, options: BalanceOptions): BalanceTable {
  const { weight, sample, level, seed } = options;
  const samples = weight === undefined ? (["unweighted"] as const) : (["unweighted", "weighted"] as const);
  const blocks = Array.from(design.shards, (shard) => balanceBlock(shard, rows, weight));
  const columns = design.terms.map((name, column) => ({ name, column })).filter(({ column }) => column > 0);
  const found = standardizedMeanDifferences(blocks, columns, design.users);
  if (found.length === 0) return { rows: [], judged: [] };
  const { intervals } = simultaneousIntervals(
    found.map((row) => ({
      estimate: row[sample].standardizedMeanDifference,
      influence: row[sample].influence,
      sample: design.sample,
    })),
    { level, random: balanceRandom(seed) },
  );
  return {
    rows: found.flatMap((row, k) =>
      samples.map((which) => balanceRow(row, which, which === sample ? intervals[k] : undefined)),
    ),
    judged: found.map((row, k) => ({
      covariate: row.covariate,
      standardizedMeanDifference: row[sample].standardizedMeanDifference,
      lower: intervals[k]!.lower,
      upper: intervals[k]!.upper,
    })),
  };
}

function balanceRow(
  row: CovariateBalance,
  sample: "unweighted" | "weighted",
  interval: Interval | undefined,
): StudyResult["balance"][number] {
  const { treatedMean, controlMean, standardizedMeanDifference } = row[sample];
  return {
    covariate: row.covariate,
    sample,
    treatedMean,
    controlMean,
    standardizedMeanDifference,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  };
}
