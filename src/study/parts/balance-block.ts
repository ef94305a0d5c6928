import type { DesignShard } from "../../design/design.js";
import type { BalanceBlock } from "../../diagnostics/standardized-mean-difference.js";
import type { AnalysisRows } from "../analysis-rows.js";

/**
 * A shard as the balance statistics read it.
 * @param weight weight of each row of the design after adjusting, `averaging` not included; undefined when there are none
 */
export function balanceBlock(
  shard: DesignShard,
  rows: AnalysisRows,
  weight: Float64Array | undefined,
): BalanceBlock {
  const averaging = rows.averaging.subarray(shard.firstRow, shard.firstRow + shard.rows);
  return {
    rows: shard.rows,
    user: shard.user,
    treatment: shard.treatment,
    averaging,
    weight:
      weight === undefined ? averaging : averaging.map((value, row) => value * weight[shard.firstRow + row]!),
    covariates: shard.covariates,
  };
}
