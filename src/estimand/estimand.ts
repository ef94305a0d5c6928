import type { PanelDefinition } from "../definition/panel-definition.js";
import type { TreatmentRule } from "../definition/treatment.js";
import type { EstimatorName } from "../results/estimator-names.js";

/** Who decides the treatment; "user" and "mixed" mean that the effect is of what users did, not of what was served. */
export type Actor = "platform" | "user" | "mixed";

/** How an adjustment column enters the models. */
export type AdjustmentTerm<Column extends string = string> =
  | { readonly kind: "linear"; readonly column: Column }
  /** One indicator a level but the first. */
  | { readonly kind: "factor"; readonly column: Column }
  /** Natural cubic spline with knots at quantiles. */
  | { readonly kind: "spline"; readonly column: Column; readonly degreesOfFreedom: number };

export interface TreatmentChoice {
  /** A candidate treatment of the panel, or a rule written here. */
  readonly rule: string | TreatmentRule;
  readonly actor: Actor;
}

export interface AdjustmentSet {
  readonly history: readonly (string | AdjustmentTerm)[];
  readonly baseline: readonly (string | AdjustmentTerm)[];
  readonly calendar: readonly (string | AdjustmentTerm)[];
  /** Why these are enough; printed in the report. */
  readonly reason: string;
  /** Same-day columns that are measured before treatment, each with a reason; printed. */
  readonly measuredBefore?: Readonly<
    Record<string, { readonly before: "treatment"; readonly reason: string }>
  >;
}

/**
 * Comparisons whose true answer is known to be 0. One tells of the question's own error where what confounds it is what
 * confounds the question: the same users and treatment with another surface's outcome, rather than a draw by chance.
 */
export interface NegativeControls {
  /** Columns of the panel that the treatment cannot reach: later days, the day or earlier days of another measure. */
  readonly outcomes?: readonly string[];
  /** Candidate treatments of the panel that cannot reach the outcome. */
  readonly treatments?: readonly string[];
  /** Why nothing can pass from treatment to outcome in them; printed in the report. */
  readonly reason: string;
}

/**
 * Rows told apart by a column that is known before treatment: by its values, by quantile bins over the analysis rows, or
 * by given cut points. A cut point belongs to the bin below it.
 */
export interface Segmentation<Column extends string = string> {
  readonly column: Column;
  /** How many bins of about equally many rows; ties make fewer. */
  readonly quantiles?: number;
  /** Cut points, ascending. */
  readonly at?: readonly number[];
  /** What the column is called in the report. */
  readonly label?: string;
}

/** A later outcome that late rows do not have yet, and the earlier ones that stand for it. */
export interface SurrogateChoice<Column extends string = string> {
  /** A future column that reaches further than the surrogates. */
  readonly longOutcome: Column;
  /** Future columns that close before it. */
  readonly surrogates: readonly Column[];
  /** Why treatment acts on the long outcome through them alone; printed in the report. */
  readonly reason: string;
}

/** How sure the answer is, and how that is found out. */
export interface InferenceChoice {
  /**
   * "user": users are drawn, the calendar is the one observed. ["user", "day"]: days share shocks too, and the answer is for
   * days like these.
   */
  readonly cluster: "user" | readonly ["user", "day"];
  /** Coverage that intervals aim at, in (0, 1). */
  readonly level: number;
  readonly seed: number;
  /** A second opinion on the errors: the whole pipeline again on users drawn with replacement. */
  readonly bootstrap?: {
    /** From 200 to 10,000. */
    readonly replicates: number;
    readonly interval: "percentile" | "basic" | "BCa";
  };
  /** For few users: the whole pipeline again without each user in turn, whose error is careful where others are too small. */
  readonly smallSample?: "jackknife";
}

/** A causal question about one day, as plain data; survives a JSON round trip unchanged. */
export interface Estimand {
  readonly question: string;
  readonly panel: PanelDefinition;
  readonly population: {
    /** "full": only rows whose whole look-back lies inside the log; "asIs": partial sums count as they stand. */
    readonly history: "full" | "asIs";
  };
  readonly treatment: TreatmentChoice;
  /** What stands in for `treatment` when the log was made by the simulator, whose push has a known cut. */
  readonly treatmentOnSimulatedLog?: TreatmentChoice;
  /** A future column of the panel. */
  readonly outcome: string;
  readonly adjustFor: AdjustmentSet;
  /** Why treatment does not respond to what users did, as in an experiment; printed, and then tested by a gate. */
  readonly assignment?: { readonly notResponsiveToOutcomes: string };
  readonly negativeControls?: NegativeControls;
  /** The baseline column whose users may bear on each other: a city, a network, a household. */
  readonly interference?: { readonly group: string };
  /** Groups of rows in which the effect is estimated apart, all of them one family. */
  readonly segments?: readonly Segmentation[];
  /** The same treatment's effect on a longer outcome, through an index of shorter ones. */
  readonly surrogate?: SurrogateChoice;
  readonly effect: "ATE";
  readonly averageOver: "userDays" | "users";
  readonly primary: EstimatorName;
  readonly estimators: readonly EstimatorName[];
  readonly inference: InferenceChoice;
  /**
   * What a bootstrap does with the number that a quantile rule was resolved to: "fixed" keeps it, since that number is the
   * treatment; "reestimate" takes the quantile anew over the users of each replicate.
   */
  readonly thresholds: "fixed" | "reestimate";
  /** Thresholds that differ from the defaults, by gate. */
  readonly gates: Readonly<Record<string, { readonly warn?: number; readonly fail?: number }>>;
  /** Gates whose failure does not withhold the sentence, with the written reason that the report prints. */
  readonly overrides: Readonly<Record<string, string>>;
}
