import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import type { NuisanceModels } from "../estimators/nuisance-models.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { EstimatorAgreement } from "./agreement-with-primary.js";
import type { CompanionFit } from "./companion-fit.js";
import type { FitAgain } from "./estimate-again.js";
import type { PastOutcomeControl } from "./past-outcome-control.js";
import type { PlaceboLeadControl } from "./placebo-lead-control.js";
import type { PlasmodeResult } from "./plasmode/plasmode.js";
import type { GroupedRows, SpillOver } from "./spill-over.js";

/** What a check needs besides the design, or why there is none. */
export type Available<Thing> =
  | { readonly found: Thing; readonly reason?: undefined }
  | { readonly reason: string };

/** The past-outcome control with the days its outcome speaks of, e.g. "days -6 to -4". */
export interface DatedControl {
  readonly control: PastOutcomeControl;
  readonly days: string;
}

/** A comparison whose true answer is 0, as the question declares. */
export interface DeclaredControl {
  readonly label: string;
  /** Whether it stands in for the outcome or for the treatment. */
  readonly kind: "outcome" | "treatment";
  /** [rows] in design order; NaN where not known. */
  readonly values: Float64Array;
}

export interface DeclaredControls {
  readonly controls: readonly DeclaredControl[];
  /** Why nothing can pass from treatment to outcome in them, as the question says. */
  readonly reason: string;
}

/** Users who may bear on each other, as the question declares. */
export interface InterferenceGroups extends GroupedRows {
  /** The column that says who they are. */
  readonly name: string;
  /** Group of each user of the panel, [users]; NaN where not known. */
  readonly byUser: Float64Array;
}

/** What was found on users who may bear on each other. */
export interface GroupInterference {
  readonly name: string;
  readonly spill: SpillOver;
  /** The primary estimate, its error clustered by group. */
  readonly clustered: InfluenceEstimate;
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
  /** Estimators on outcomes with a known effect; simulated when first asked for. */
  readonly plasmode: () => Available<PlasmodeResult>;
  readonly lead: Available<PlaceboLeadControl>;
  /** Why treatment does not respond to outcomes, where the question declares it. */
  readonly notResponsive: string | undefined;
  readonly controls: Available<DeclaredControls>;
  readonly interference: Available<GroupInterference>;
  /** A part of a check, or why the data give no answer to it; other faults are thrown on. */
  readonly attempt: <Thing>(run: () => Thing) => Available<Thing>;
  readonly agreements: readonly EstimatorAgreement[];
  /** Label of an estimator. */
  readonly labelOf: (fit: Pick<EstimatorFit, "estimator">) => string;
  /** Writes a difference of outcomes with its unit, to the digits that the primary estimate's error leaves meaning to. */
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
  /** What simulations with a known effect gave; the estimate is then the mean miss of it. */
  readonly simulated?: RowSimulated;
}

/** Simulations behind a row of a check; unit of the outcome but for the coverage and its error, which are shares. */
export interface RowSimulated {
  /** The effect that was put in. */
  readonly truth: number;
  /** Error of the mean miss by the number of simulations, and by who happened to be treated. */
  readonly monteCarloError: number;
  readonly chanceError: number;
  /** Standard deviation of the estimates; `standardError` of the row is the mean of their own errors. */
  readonly deviation: number;
  readonly coverage: number;
  readonly coverageError: number;
  readonly replicates: number;
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

/** The primary estimate as negative controls say that it errs. */
export interface Calibration {
  /** Mean and standard deviation of the systematic error, and the mean of its size; unit of the outcome. */
  readonly mean: number;
  readonly standardDeviation: number;
  readonly expectedAbsoluteError: number;
  /** Controls behind it. */
  readonly controls: number;
  /** The primary estimate less the mean error, its interval, and the p-value of no effect. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
}

export type CheckFinding =
  | {
      readonly rows: readonly CheckRow[];
      readonly sentence: string;
      readonly reason?: undefined;
      readonly calibration?: Calibration;
      /** Where the question gives a check another standing than its own, and another expectation. */
      readonly standing?: FalsificationCheck["standing"];
      readonly expected?: string;
    }
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
