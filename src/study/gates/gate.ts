import type { DaySupport } from "../../diagnostics/day-support.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Overlap } from "../../diagnostics/overlap.js";
import type { UserSupport } from "../../diagnostics/user-support.js";
import type { Actor } from "../../estimand/estimand.js";
import type { FixedQuota } from "../../results/audit.js";
import type { Verdict } from "../../results/verdict.js";
import type { ControlEvidence } from "../evidence/control-evidence.js";

/** Everything gates look at, gathered once; plain numbers and names. */
export interface Evidence {
  /** How the primary estimator's arms were made comparable, for sentences: "After weighting". */
  readonly comparison: string;
  /** Balance in the sample that the primary estimator compares. */
  readonly balance: readonly {
    readonly covariate: string;
    readonly standardizedMeanDifference: number;
    /** Simultaneous interval over all covariates. */
    readonly lower: number;
    readonly upper: number;
  }[];
  /** Why no balance could be formed, as for a covariate that is the treatment under another name; empty when it could. */
  readonly balanceFault: string;
  /** How many columns of each group the question adjusts for, and whether its primary estimator uses them. */
  readonly adjustedFor: {
    readonly history: number;
    readonly baseline: number;
    readonly calendar: number;
    readonly byPrimary: boolean;
  };
  readonly users: UserSupport;
  readonly days: DaySupport;
  /** Null, as `meanWeight`, when the propensity model gave no answer that the primary estimator needs. */
  readonly overlap: Pick<Overlap, "shareOutside" | "bounds" | "lowest" | "highest"> | null;
  /** Groups of rows in which an arm hardly occurs, and how many were looked at. */
  readonly groups: {
    readonly groups: readonly { readonly sentence: string }[];
    /** Share of the rows in at least one of them. */
    readonly share: number;
    readonly tried: number;
  };
  /** Of the sample that is compared; null when it should be weighted and there are no weights. */
  readonly arms: Readonly<
    Record<"treated" | "control", { readonly share: number; readonly effectiveUsers: number }>
  > | null;
  readonly meanWeight: {
    readonly mean: number;
    readonly lower: number;
    readonly upper: number;
    /** The day of 30 rows or more furthest from 1 among those whose interval, simultaneous over days, excludes 1. */
    readonly worstDay: {
      readonly date: string;
      readonly mean: number;
      readonly lower: number;
      readonly upper: number;
    } | null;
  } | null;
  /** Why there are no fitted probabilities of treatment; `decided` when an adjusted primary meets a separated model. */
  readonly noWeights: { readonly reason: string; readonly decided: boolean } | null;
  /** The user with the largest share of the weight of an arm. */
  readonly largestUser: {
    readonly user: string;
    readonly arm: "treated" | "control";
    readonly share: number;
  };
  /** The row without which the primary estimate moves most, in standard errors; null, with a reason, without any. */
  readonly dominatingRow: {
    readonly user: string;
    readonly date: string;
    readonly share: number | null;
    readonly reason: string;
  };
  readonly fixedQuota: FixedQuota;
  /** Those of all columns that the treatment reads, and of the outcome, that count rows or distinct items. */
  readonly countColumns: readonly string[];
  /** Users with at least one analysis row. */
  readonly clusters: number;
  /** Days with analysis rows, where errors are clustered by day as well. */
  readonly clusterDays?: number;
  readonly actor: Actor;
  /** The control on an outcome from before all adjusted days, or why there is none. */
  readonly pastOutcome: PastOutcomeEvidence | { readonly reason: string };
  /** Untreated users' outcomes against their group's treated share, or why there is nothing to tell. */
  readonly interference: InterferenceEvidence | { readonly reason: string };
  /** The primary estimator where the truth is known, or why it was not tried. */
  readonly plasmode: PlasmodeEvidence | { readonly reason: string };
  /** Tomorrow's treatment on today; null unless the question declares that treatment does not respond to outcomes. */
  readonly placeboLead: PlaceboLeadEvidence | { readonly reason: string } | null;
  /** Other adjusted estimators of the same number held against the primary one. */
  readonly agreement: readonly {
    readonly label: string;
    /** Over the larger of the two standard errors. */
    readonly relativeDifference: number;
    /** Of the test, adjusted over the estimators (Holm); null where the two use the data almost alike. */
    readonly adjusted: number | null;
  }[];
}

/** How the primary estimator did on outcomes with a known effect; unit of the outcome but for shares. */
export interface PlasmodeEvidence {
  readonly reason?: undefined;
  /** Mean estimate minus truth. */
  readonly bias: number;
  readonly meanError: number;
  /** Error of the bias by the number of simulations, and by who happened to be treated. */
  readonly monteCarloError: number;
  readonly chanceError: number;
  readonly coverage: number;
  readonly coverageError: number;
  readonly level: number;
  readonly replicates: number;
}

/** What comparing an outcome of earlier days with the analysis' own weights gave. */
export interface PastOutcomeEvidence extends ControlEvidence {
  /** "days -6 to -4"; `rows` are those whose past outcome is known. */
  readonly days: string;
  /** Analysis rows without a known past outcome. */
  readonly lostRows: number;
  /** Treated minus untreated, unit of the outcome. */
  readonly difference: number;
}

/** What comparing untreated users' outcomes with their group's treated share gave. */
export interface InterferenceEvidence extends ControlEvidence {
  /**
   * The column that says which users may bear on each other, and how many of its groups bear on the slope; `rows` are
   * untreated rows of a known group.
   */
  readonly group: string;
  readonly groups: number;
  /** Mean treated share of the others in the group; what is written is the outcome at it minus that with none treated. */
  readonly share: number;
}

/** What comparing days before treated and untreated days gave. */
export interface PlaceboLeadEvidence extends ControlEvidence {
  /** What was compared; `rows` are those whose tomorrow is known. */
  readonly column: string;
}

/** Thresholds of one gate in force; null where there is none. */
export interface Limits {
  readonly warn: number | null;
  readonly fail: number | null;
}

export interface Finding {
  readonly verdict: Verdict;
  /** Null when not evaluated. */
  readonly value: number | null;
  /** Of the value, where it is not the gate's own. */
  readonly unit?: string;
  /** What was found, in plain words; no verb that claims a cause. */
  readonly sentence: string;
  /** What would mend it; empty for a pass. */
  readonly remedy: string;
  /** Why no causal answer is given, to stand after "because"; empty unless it fails. */
  readonly clause: string;
}

/** One condition under which the causal sentence may be said. */
export interface Gate
  extends Pick<Diagnostic, "name" | "label" | "unit" | "worse" | "warn" | "fail" | "source"> {
  /** Left out, every question has the gate. */
  readonly applies?: (evidence: Evidence) => boolean;
  /** Whether an estimand file may set other thresholds. */
  readonly adjustable: boolean;
  readonly threshold: (limits: Limits) => string;
  readonly evaluate: (evidence: Evidence, limits: Limits) => Finding;
}
