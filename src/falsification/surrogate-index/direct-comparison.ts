import { augmentedMeans } from "../../estimators/augmented-means.js";
import { averageTerms } from "../../estimators/average-terms.js";
import { checkDesign } from "../../estimators/check-design.js";
import { fitOutcomeModel } from "../../estimators/outcome-model.js";
import { fitPropensityModel } from "../../estimators/propensity-model.js";
import { type Agreement, agreementTest } from "../../inference/agreement-test.js";
import { covariance } from "../../inference/covariance.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { withOutcome } from "../designs/with-outcome.js";
import { twoSidedTest } from "../two-sided-test.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** The effect on the long outcome itself, where it is observed, beside the effect through the index. */
export interface DirectComparison {
  readonly rows: number;
  /** Doubly robust effect on the long outcome: linear outcome models by arm, logistic propensity, scores stacked. */
  readonly effect: InfluenceEstimate;
  /** Effect through the index, on the same rows. */
  readonly onSameRows: InfluenceEstimate;
  /** Test that these two estimate one number, which they do under surrogacy. */
  readonly agreement: Agreement;
  /** Covariance of the effect through the index over all rows and the direct effect. */
  readonly covariance: number;
  /** The effect through the index over all rows minus the direct one: other days, so it need not be 0 under surrogacy. */
  readonly difference: { readonly estimate: number; readonly standardError: number; readonly pValue: number };
}

/**
 * @param seen the rows with the long outcome
 * @param onSameRows effect through the index on them
 * @param whole effect through the index on all rows
 * @throws NotEstimableError as `checkDesign` and the models
 */
export function directComparison(
  seen: SurrogateRows,
  onSameRows: InfluenceEstimate,
  whole: InfluenceEstimate,
): DirectComparison {
  const design = withOutcome(seen.base, seen.long);
  const { weight } = checkDesign(design);
  const total = weight[0] + weight[1];
  const outcome = fitOutcomeModel(design, averageTerms(design, total), {
    arms: "separate",
    link: "identity",
  });
  const { effect } = augmentedMeans(design, outcome, total, { propensity: fitPropensityModel(design) });
  const side = { estimand: "rows with the long outcome", truncation: "none" };
  const shift = {
    estimate: whole.estimate - effect.estimate,
    influence: whole.influence.map((value, i) => value - effect.influence[i]!),
    sample: whole.sample,
  };
  const { standardError, pValue } = twoSidedTest(shift);
  return {
    rows: design.rows,
    effect,
    onSameRows,
    agreement: agreementTest({ ...side, estimate: onSameRows }, { ...side, estimate: effect }),
    covariance: covariance(whole, effect),
    difference: { estimate: shift.estimate, standardError, pValue },
  };
}
