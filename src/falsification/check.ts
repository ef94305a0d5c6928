import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import type { NuisanceModels } from "../estimators/nuisance-models.js";
import type { EstimatorAgreement } from "./agreement-with-primary.js";
import type { CompanionFit } from "./companion-fit.js";
import type { FitAgain } from "./estimate-again.js";
import type { PastOutcomeControl } from "./past-outcome-control.js";

/** What a check needs besides the design, or why there is none. */
export type Available<Thing> =
  | { readonly found: Thing; readonly reason?: undefined }
  | { readonly reason: string };

/** Tomorrow's treatment and today's value of what the outcome is made of, [rows] in design order; NaN where not known. */
export interface LeadColumns {
  readonly treatment: Float64Array;
  readonly outcome: Float64Array;
  /** Name of the column that stands for the outcome today. */
  readonly column: string;
}

/** The past-outcome control with the days its outcome speaks of, e.g. "days -6 to -4". */
export interface DatedControl {
  readonly control: PastOutcomeControl;
  readonly days: string;
}

/** What checks are given: the analysis as it was made, and the means to make it again. */
export interface CheckInput {
  readonly design: Design;
  readonly termDocs: readonly TermDoc[];
  readonly models: NuisanceModels;
  readonly primary: EstimatorFit;
  /** Every fit of the question, the primary one included. */
  readonly fits: readonly EstimatorFit[];
  /** The primary estimator, on any design. */
  readonly estimate: (design: Design) => FitAgain;
  /** The linear regression beside the analysis; fitted when first asked for. Throws what `companionFit` throws. */
  readonly companion: () => CompanionFit;
  readonly past: Available<DatedControl>;
  readonly lead: Available<LeadColumns>;
  readonly agreements: readonly EstimatorAgreement[];
  /** Label of an estimator. */
  readonly labelOf: (fit: Pick<EstimatorFit, "estimator">) => string;
  /** Writes a number of the outcome's unit to the digits that the primary estimate's error leaves meaning to. */
  readonly write: (value: number) => string;
  readonly level: number;
  readonly seed: number;
}

/** One number of a check. */
export interface CheckRow {
  readonly item: string;
  readonly estimate: number;
  /** Null where the row has none of its own. */
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of a test that the row is what the check expects; adjusted within the check's family (Holm). */
  readonly pValue: number | null;
  /** Analysis rows behind it. */
  readonly rows: number;
  /** How the weights behind it were truncated, and what is left of them; only where that is what the check changes. */
  readonly truncation?: RowTruncation;
}

/** Truncated weights of a row of a check. */
export interface RowTruncation {
  /** Upper tail that is cut: 0 cuts nothing, 0.01 cuts at the 0.01 and 0.99 quantiles. */
  readonly share: number;
  /** Rows whose weight was moved to a cut. */
  readonly moved: number;
  /** (sum of weights)² / sum of squared weights, added over arms. */
  readonly effective: number;
}

export type CheckFinding =
  | { readonly rows: readonly CheckRow[]; readonly sentence: string; readonly reason?: undefined }
  /** Why it was not evaluated. */
  | { readonly reason: string };

/** One check that estimates again; a record a check. */
export interface FalsificationCheck {
  readonly name: string;
  readonly label: string;
  /** "gate": judged by a gate; "display": shown and judged by nobody; "sensitivity": how far the estimate moves. */
  readonly standing: "gate" | "display" | "sensitivity";
  /** What the numbers should be when nothing is wrong. */
  readonly expected: string;
  /** Unit of the estimates, in terms of the outcome's. */
  readonly unit: (outcome: string) => string;
  readonly source: string;
  /** @throws what the estimators throw when the data give no answer */
  readonly run: (input: CheckInput) => CheckFinding;
}
