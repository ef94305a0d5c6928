import { treatmentColumnsOf } from "../definition/treatment-doc.js";
import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import { daySupport } from "../diagnostics/day-support.js";
import { armEffectiveness } from "../diagnostics/effective-sample-size.js";
import { largestUser } from "../diagnostics/largest-user.js";
import {
  type DayMeanWeight,
  meanWeight,
  meanWeightByDay,
  stabilisedWeights,
  worstDayWeight,
} from "../diagnostics/mean-weight.js";
import { overlap } from "../diagnostics/overlap.js";
import { userSupport } from "../diagnostics/user-support.js";
import { weightSummary } from "../diagnostics/weight-summary.js";
import type { WeightedSample } from "../diagnostics/weighted-sample.js";
import type { Estimand, TreatmentChoice } from "../estimand/estimand.js";
import { treatmentRule } from "../estimand/treatment-rule.js";
import { estimators } from "../estimators/registry.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { dayLabel } from "../panel/log-calendar.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { EffectResult } from "../results/effect-result.js";
import type { AnalysisRows } from "./analysis-rows.js";
import { balanceByDay } from "./balance-by-day.js";
import { type BalanceTable, balanceTable } from "./balance-table.js";
import { countColumns } from "./evidence/count-columns.js";
import { heaviestRow } from "./evidence/heaviest-row.js";
import { feedbackOf } from "./feedback-of.js";
import type { EstimatorFits } from "./fit-estimators.js";
import type { Evidence } from "./gates/gate.js";
import type { LogFacts } from "./log-facts.js";
import { modelChecksOf } from "./model-checks-of.js";
import { isNoAnswer } from "./no-answer.js";
import { balanceDetailOf } from "./parts/balance-detail-of.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { supportOf } from "./support-of.js";
import { weightDetailOf } from "./weight-detail-of.js";

export interface StudyDiagnostics
  extends Pick<
    StudyResult,
    | "balance"
    | "balanceByDay"
    | "balanceDetail"
    | "overlap"
    | "support"
    | "weights"
    | "weightsByDay"
    | "weightDetail"
    | "modelChecks"
    | "feedback"
  > {
  /** What gates look at, but for the checks that estimate again. */
  readonly evidence: Omit<
    Evidence,
    "pastOutcome" | "agreement" | "interference" | "placeboLead" | "plasmode"
  >;
}

export interface DiagnosedStudy {
  readonly panel: Panel;
  readonly design: Design;
  readonly rows: AnalysisRows;
  /** What the columns of the design are, and the panel row of each of its rows. */
  readonly termDocs: readonly TermDoc[];
  readonly panelRow: Int32Array;
  readonly fits: EstimatorFits;
  readonly estimand: Estimand;
  readonly log: LogFacts;
  readonly resolved: ResolvedTreatment;
  readonly choice: TreatmentChoice;
  readonly primary: EffectResult;
}

/**
 * Everything that says whether the data can carry the answer. Balance, effective sizes and dominating users are those of
 * the sample that the primary estimator compares: its own weights; no weights when it adjusts for nothing; else (plug-in
 * standardisation) the inverse probability weights, which show the same lack of overlap. Overlap and the mean weight
 * are always of the untruncated propensity. Where the propensity model has no answer and the primary estimator needs
 * none, what rests on it is left out with the reason, and balance is that of the rows as they are.
 */
export function studyDiagnostics(study: DiagnosedStudy): StudyDiagnostics {
  const { panel, design, rows, fits, estimand, primary } = study;
  const { level, seed } = estimand.inference;
  const { history, baseline, calendar } = estimand.adjustFor;
  const unadjusted = estimators[estimand.primary].role === "unadjusted";
  const used = (fits.primary.weighting ?? fits.weighting)?.weight;
  const plain: WeightedSample = { ...rows, weight: rows.averaging };
  const weighted: WeightedSample | undefined = used && {
    ...rows,
    weight: rows.averaging.map((value, row) => value * used[row]!),
  };
  const compared = unadjusted ? plain : (weighted ?? plain);
  const balance = balanceOrFault(design, rows, {
    weight: used,
    sample: unadjusted || used === undefined ? "unweighted" : "weighted",
    level,
    seed,
  });
  const date = (day: number) => dayLabel(panel.calendar, day);
  const propensities = fits.weighting && ofPropensity(fits.weighting.propensity, study, date);
  const rule = treatmentRule(panel.definition, study.choice.rule);
  const support = supportOf({ ...study, propensity: fits.weighting?.propensity, date });
  return {
    balance: balance.rows,
    ...(balance.fault === "" ? { balanceByDay: balanceByDay(design, rows, used, date) } : {}),
    balanceDetail: balance.rows.length === 0 ? null : balanceDetailOf(design, rows, used, balance.rows),
    overlap: propensities?.overlap ?? null,
    support,
    weights: weighted === undefined ? [] : weightsOf(weighted, panel),
    weightsByDay: propensities?.weightsByDay ?? [],
    ...(weighted === undefined ? {} : { weightDetail: weightDetailOf(weighted, study, date) }),
    modelChecks: modelChecksOf({ ...study, users: panel.users, unit: primary.unit, level, date }),
    feedback: feedbackOf({ ...study, weight: fits.weighting?.weight, level }),
    evidence: {
      comparison: comparisonWords(estimand, unadjusted, fits),
      balance: balance.judged,
      balanceFault: balance.fault,
      adjustedFor: {
        history: history.length,
        baseline: baseline.length,
        calendar: calendar.length,
        byPrimary: !unadjusted,
      },
      users: userSupport(rows.user, rows.treatment),
      days: daySupport(rows.day, rows.treatment),
      overlap: propensities?.overlap ?? null,
      groups: { groups: support.groups, share: support.groupShare, tried: support.tried },
      arms:
        compared === plain && !unadjusted
          ? null
          : {
              treated: armEffectiveness(compared, "treated"),
              control: armEffectiveness(compared, "control"),
            },
      meanWeight: propensities?.meanWeight ?? null,
      noWeights: fits.noWeighting
        ? { reason: fits.noWeighting.reason, decided: fits.noWeighting.separated && !unadjusted }
        : null,
      largestUser: heaviestUser(compared, panel),
      dominatingRow: namedRow(study, date),
      fixedQuota: study.log.audit.fixedQuota,
      countColumns: countColumns(panel.definition, panel.columns, [
        ...(rule === undefined ? [study.resolved.column] : treatmentColumnsOf(rule)),
        estimand.outcome,
      ]),
      clusters: rows.units,
      ...(estimand.inference.cluster === "user" ? {} : { clusterDays: fits.primary.effectByDay.days }),
      actor: study.choice.actor,
    },
  };
}

/** Weights by arm; the effective sizes of the arms, whose means are compared, are added for all rows. */
function weightsOf(sample: WeightedSample, panel: Panel): StudyResult["weights"] {
  const [treated, control, all] = (["treated", "control", "all"] as const).map((arm) => {
    const summary = weightSummary(sample, arm);
    return { ...summary, largestUser: panel.users[summary.largestUser]! };
  }) as [StudyResult["weights"][number], StudyResult["weights"][number], StudyResult["weights"][number]];
  const effectiveSampleSize = treated.effectiveSampleSize + control.effectiveSampleSize;
  return [treated, control, { ...all, effectiveSampleSize, effectiveShare: effectiveSampleSize / all.rows }];
}

/** Overlap and mean weights, of the untruncated propensity. */
function ofPropensity(
  propensity: Float64Array,
  { rows, design, estimand }: DiagnosedStudy,
  date: (day: number) => string,
) {
  const { level } = estimand.inference;
  const found = overlap(propensity, rows.treatment);
  const stabilised = {
    ...rows,
    weight: stabilisedWeights(propensity, rows.treatment, rows.averaging),
  };
  const mean = meanWeight(stabilised, design.users);
  const { lower, upper } = confidenceInterval(
    { estimate: mean.mean, influence: mean.influence, sample: design.sample },
    level,
  );
  const dated = ({ day, ...rest }: DayMeanWeight) => ({ date: date(day), ...rest });
  const worst = worstDayWeight(stabilised, level);
  return {
    overlap: { ...found, bins: [...found.bins], bounds: [...found.bounds] as [number, number] },
    meanWeight: { mean: mean.mean, lower, upper, worstDay: worst === null ? null : dated(worst) },
    weightsByDay: meanWeightByDay(stabilised, level).map(dated),
  };
}

/** A covariate that is the treatment under another name has no balance; that is a finding, not the end of the run. */
function balanceOrFault(
  ...given: Parameters<typeof balanceTable>
): BalanceTable & { readonly fault: string } {
  try {
    return { ...balanceTable(...given), fault: "" };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { rows: [], judged: [], fault: error.message };
  }
}

function comparisonWords({ primary }: Estimand, unadjusted: boolean, fits: EstimatorFits): string {
  if (unadjusted) return "Without any adjustment";
  const label = `${estimators[primary].label.toLowerCase()} itself does not weight`;
  if (fits.primary.weighting !== undefined) return "After weighting";
  return fits.weighting === undefined
    ? `Before any weighting (${label}, and no weights could be formed)`
    : `After inverse probability weighting (${label})`;
}

function heaviestUser(sample: WeightedSample, panel: Panel): Evidence["largestUser"] {
  const [treated, control] = [largestUser(sample, "treated"), largestUser(sample, "control")];
  const arm = treated.share >= control.share ? "treated" : "control";
  const { user, share } = arm === "treated" ? treated : control;
  return { user: panel.users[user]!, arm, share };
}

function namedRow(
  { panel, design, rows, fits, primary }: DiagnosedStudy,
  date: (day: number) => string,
): Evidence["dominatingRow"] {
  const { row, share, reason } = heaviestRow(design, fits.primary, primary.standardError);
  return { user: panel.users[rows.user[row]!]!, date: date(rows.day[row]!), share, reason };
}
