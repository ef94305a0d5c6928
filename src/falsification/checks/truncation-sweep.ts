import type { Design } from "../../design/design.js";
import { kishSize } from "../../diagnostics/kish-size.js";
import { weightedMeans } from "../../estimators/weighted-means.js";
import { withoutLeverage } from "../../estimators/without-leverage.js";
import type { FalsificationCheck } from "../check.js";
import { estimateRow } from "../estimate-row.js";

const shares = [0, 0.005, 0.01, 0.025, 0.05] as const;

/** Inverse probability weighting with weights truncated ever harder: a trend says that few rows carry the answer. */
export const truncationSweep: FalsificationCheck = {
  name: "truncationSweep",
  label: "Truncation of weights",
  standing: "sensitivity",
  expected:
    "a slow drift towards the unadjusted difference; a jump at the first step says that a few extreme weights carry the answer",
  unit: (outcome) => outcome,
  source: "Cole & Hernán (2008)",
  run({ design, models, level, write }) {
    const again = withoutLeverage(models);
    const found = shares.map((share) => {
      const { effect, weighting } = weightedMeans(
        design,
        again,
        share === 0 ? {} : { truncation: [share, 1 - share] },
      );
      const { weight, truncatedRows: moved } = weighting!;
      const item =
        share === 0
          ? "no truncation"
          : `weights truncated at their ${share} and ${1 - share} quantiles (${moved} rows moved)`;
      return {
        ...estimateRow(item, effect, design.rows, level),
        truncation: { share, moved, effective: effectiveRows(design, weight) },
      };
    });
    return {
      rows: found,
      sentence: `The inverse probability weighted difference is ${write(found[0]!.estimate)} without truncation and ${write(found.at(-1)!.estimate)} with weights truncated at their ${shares.at(-1)} and ${1 - shares.at(-1)!} quantiles.`,
    };
  },
};

/** Kish's effective sizes of the two arms together, weights of the averaging included. */
function effectiveRows(design: Design, weight: Float64Array): number {
  const [sum, squares] = [new Float64Array(2), new Float64Array(2)];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const arm = shard.treatment[r]!;
      const w = shard.averaging[r]! * weight[shard.firstRow + r]!;
      sum[arm] = sum[arm]! + w;
      squares[arm] = squares[arm]! + w * w;
    }
  return kishSize(sum[0]!, squares[0]!) + kishSize(sum[1]!, squares[1]!);
}
