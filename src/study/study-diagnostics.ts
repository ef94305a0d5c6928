import type { Design } from "../design/design.js";
import { dominatingRowShare } from "../diagnostics/dominating-row.js";
import { armEffectiveness } from "../diagnostics/effective-sample-size.js";
import { largestUser } from "../diagnostics/largest-user.js";
import { meanWeight, meanWeightByDay, stabilisedWeights } from "../diagnostics/mean-weight.js";
import { overlap } from "../diagnostics/overlap.js";
import { weightSummary } from "../diagnostics/weight-summary.js";
import type { WeightedSample } from "../diagnostics/weighted-sample.js";
import type { Estimand, TreatmentChoice } from "../estimand/estimand.js";
import { estimators } from "../estimators/registry.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { isoDate } from "../panel/log-calendar.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { EffectResult } from "../results/effect-result.js";
import type { AnalysisRows } from "./analysis-rows.js";
import { balanceTable } from "./balance-table.js";
import { countColumns } from "./count-columns.js";
import type { EstimatorFits } from "./fit-estimators.js";
import type { Evidence } from "./gates/gate.js";
import type { LogFacts } from "./log-facts.js";
import type { StudyResult } from "./result-schema.js";

export interface StudyDiagnostics
  extends Pick<StudyResult, "balance" | "overlap" | "weights" | "weightsByDay"> {
  readonly evidence: Evidence;
}

export interface DiagnosedStudy {
  readonly panel: Panel;
  readonly design: Design;
  readonly rows: AnalysisRows;
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
 * are always of the untruncated propensity.
 */
export function studyDiagnostics(study: DiagnosedStudy): StudyDiagnostics {
  const { panel, design, rows, fits, estimand } = study;
  const { level, seed } = estimand.inference;
  const unadjusted = estimators[estimand.primary].role === "unadjusted";
  const used = (fits.primary.weighting ?? fits.weighting).weight;
  const weighted = rows.averaging.map((value, row) => value * used[row]!);
  const sample: WeightedSample = { ...rows, weight: weighted };
  const compared: WeightedSample = unadjusted ? { ...rows, weight: rows.averaging } : sample;
  const balance = balanceTable(design, rows, {
    weight: used,
    sample: unadjusted ? "unweighted" : "weighted",
    level,
    seed,
  });
  const { propensity } = fits.weighting;
  const found = overlap(propensity, rows.treatment);
  const stabilised = {
    ...rows,
    weight: stabilisedWeights(propensity, rows.treatment, rows.averaging),
  };
  const mean = meanWeight(stabilised, design.users);
  const interval = confidenceInterval(
    { estimate: mean.mean, influence: mean.influence, sample: design.sample },
    level,
  );
  const date = (day: number) => isoDate(panel.calendar.firstDay + day);
  return {
    balance: balance.rows,
    overlap: { ...found, bins: [...found.bins], bounds: [...found.bounds] },
    weights: (["treated", "control", "all"] as const).map((arm) => {
      const summary = weightSummary(sample, arm);
      return { ...summary, largestUser: panel.users[summary.largestUser]! };
    }),
    weightsByDay: meanWeightByDay(stabilised, level).map(({ day, ...rest }) => ({
      date: date(day),
      ...rest,
    })),
    evidence: {
      comparison: comparisonWords(estimand, unadjusted, fits),
      balance: balance.judged,
      overlap: found,
      arms: {
        treated: armEffectiveness(compared, "treated"),
        control: armEffectiveness(compared, "control"),
      },
      meanWeight: { mean: mean.mean, lower: interval.lower, upper: interval.upper },
      largestUser: heaviestUser(compared, panel),
      dominatingRow: heaviestRow(study, date),
      fixedQuota: study.log.audit.fixedQuota,
      countColumns: countColumns(panel.definition, panel.columns, [study.resolved.column, estimand.outcome]),
      clusters: rows.units,
      actor: study.choice.actor,
    },
  };
}

function comparisonWords({ primary }: Estimand, unadjusted: boolean, fits: EstimatorFits): string {
  if (unadjusted) return "Without any adjustment";
  return fits.primary.weighting === undefined
    ? `After inverse probability weighting (${estimators[primary].label.toLowerCase()} itself does not weight)`
    : "After weighting";
}

function heaviestUser(sample: WeightedSample, panel: Panel): Evidence["largestUser"] {
  const [treated, control] = [largestUser(sample, "treated"), largestUser(sample, "control")];
  const arm = treated.share >= control.share ? "treated" : "control";
  const { user, share } = arm === "treated" ? treated : control;
  return { user: panel.users[user]!, arm, share };
}

function heaviestRow(
  { panel, rows, fits, primary }: DiagnosedStudy,
  date: (day: number) => string,
): Evidence["dominatingRow"] {
  const { row, shift } = fits.primary.dominantRow;
  return {
    user: panel.users[rows.user[row]!]!,
    date: date(rows.day[row]!),
    share: dominatingRowShare(shift, primary.standardError),
  };
}
