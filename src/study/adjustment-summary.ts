import { describeWindow } from "../definition/day-window.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import type { AdjustmentTerm, Estimand } from "../estimand/estimand.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import type { Panel } from "../panel/panel.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** The adjustment set as results describe it, with the terms that some model dropped as exactly collinear. */
export function adjustmentSummary(
  { columns }: Pick<Panel, "columns">,
  estimand: Estimand,
  fits: readonly Pick<EstimatorFit, "aliased">[],
): StudyResult["adjustment"] {
  return {
    reason: estimand.adjustFor.reason,
    terms: adjustmentTerms(estimand).map((term) => {
      const { kind, window, unit } = columns.find(({ name }) => name === term.column)!;
      return { column: term.column, as: words(term), kind, window: describeWindow(window), unit };
    }),
    dropped: [...new Set(fits.flatMap(({ aliased }) => aliased))],
  };
}

function words(term: AdjustmentTerm): string {
  return term.kind === "spline"
    ? `natural cubic spline, ${term.degreesOfFreedom} degrees of freedom`
    : term.kind === "factor"
      ? "factor, one indicator a level but the first"
      : "linear";
}
