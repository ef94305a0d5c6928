import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { keepRows } from "./designs/keep-rows.js";
import { withOutcome } from "./designs/with-outcome.js";
import { withTreatment } from "./designs/with-treatment.js";
import type { FitAgain } from "./estimate-again.js";
import { pooledDeviation } from "./pooled-deviation.js";

/** Tomorrow's treatment and today's value of what the outcome is made of, [rows] in design order; NaN where not known. */
export interface LeadColumns {
  readonly treatment: Float64Array;
  readonly outcome: Float64Array;
  /** Name of the column that stands for the outcome today. */
  readonly column: string;
}

/** Tomorrow's treatment on today, held equal as in the analysis. */
export interface PlaceboLeadControl {
  readonly column: string;
  readonly difference: InfluenceEstimate;
  /** Rows whose tomorrow is known. */
  readonly rows: number;
  /** Of today's column within the arms of tomorrow. */
  readonly standardDeviation: number;
}

/**
 * The analysis again with tomorrow's treatment and today's value of what the outcome is made of. Tomorrow cannot move
 * today; but where treatment answers to what users do, days before treated days differ.
 * @param estimate the primary estimator
 * @throws NotEstimableError `placeboLead.no-rows`, and what the estimator throws
 */
export function placeboLeadControl(
  design: Design,
  { treatment, outcome, column }: LeadColumns,
  estimate: (design: Design) => FitAgain,
): PlaceboLeadControl {
  const keep = Uint8Array.from(treatment, (a, row) =>
    Number.isNaN(a) || Number.isNaN(outcome[row]!) ? 0 : 1,
  );
  const kept = (values: Float64Array) => values.filter((_, row) => keep[row] === 1);
  const lead = kept(treatment);
  if (lead.length === 0)
    throw new NotEstimableError(
      "placeboLead.no-rows",
      "no analysis row has a day after it with a known treatment",
    );
  const placebo = withOutcome(
    withTreatment(keepRows(design, keep, "with a treatment tomorrow"), lead),
    kept(outcome),
  );
  return {
    column,
    difference: estimate(placebo).effect,
    rows: placebo.rows,
    standardDeviation: pooledDeviation(placebo).deviation,
  };
}
