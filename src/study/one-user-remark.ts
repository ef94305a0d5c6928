import { displayUnit } from "../results/display-unit.js";
import type { EffectResult } from "../results/effect-result.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { AnalysisRows } from "./analysis-rows.js";
import { heaviestUsers } from "./parts/heaviest-users.js";
import { restsOnOne } from "./parts/part-words.js";
import { roundToError } from "./round-to-error.js";

/** Says, for the headline, that one user makes more than half of the primary estimate's variance, and what is left without. */
export function oneUserRemark(
  effect: InfluenceEstimate,
  asked: { readonly rows: Pick<AnalysisRows, "user" | "averaging">; readonly users: readonly string[] },
  { standardError, unit }: Pick<EffectResult, "standardError" | "unit">,
): readonly string[] {
  const [heaviest] = heaviestUsers([effect], new Int32Array(asked.rows.user.length), asked);
  if (heaviest === undefined || !restsOnOne({ withoutUser: heaviest })) return [];
  const { factor, difference } = displayUnit(unit);
  const write = roundToError(factor * standardError);
  return [
    `User ${heaviest.user} alone makes ${Math.round(100 * heaviest.varianceShare)}% of the variance of this estimate; without them it is about ${write(factor * heaviest.estimate)} ${difference}.`,
  ];
}
