import type { EffectResult } from "../../results/effect-result.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";

/** Beyond this the bootstrap's error is said beside the headline, when the number of replicates does not explain it. */
const muchLarger = 1.1;

/**
 * What the headline must say of its interval when the bootstrap that the question asks for finds its error too small, or
 * could not be formed; nothing otherwise.
 */
export function bootstrapRemark(
  bootstrap: StudyResult["bootstrap"],
  primary: Pick<EffectResult, "estimator">,
): readonly string[] {
  const row = bootstrap?.estimators.find(({ estimator }) => estimator === primary.estimator);
  if (row === undefined) return [];
  if (!row.evaluated)
    return [
      `The bootstrap that the question asks for gives no second opinion on this interval. ${row.sentence}`,
    ];
  const { ratio, ratioLower, lower } = row;
  if (ratio === null || ratioLower === null || ratio <= muchLarger || ratioLower <= 1) return [];
  return [
    `By the bootstrap the error is ${shortNumber(ratio, [1])} times the analytic one clustered by user; ${
      lower === null
        ? "it has too few replicates for an interval of its own"
        : "its own interval stands among the results"
    }.`,
  ];
}
