import { effectiveSizeByDay } from "../diagnostics/effective-size-by-day.js";
import { heaviestUsers } from "../diagnostics/heaviest-users.js";
import { truncationCounts } from "../diagnostics/truncation-counts.js";
import { weightTails } from "../diagnostics/weight-tails.js";
import type { WeightedSample } from "../diagnostics/weighted-sample.js";
import { estimators } from "../estimators/registry.js";
import type { Panel } from "../panel/panel.js";
import type { AnalysisRows } from "./analysis-rows.js";
import type { EstimatorFits } from "./fit-estimators.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** Users shown of each arm. */
const mostUsers = 5;
const arms = ["treated", "control"] as const;

/**
 * What the weights of the compared sample lean on.
 * @param sample weights as compared, `averaging` included
 * @param date calendar date of a log day
 */
export function weightDetailOf(
  sample: WeightedSample,
  { panel, rows, fits }: { readonly panel: Panel; readonly rows: AnalysisRows; readonly fits: EstimatorFits },
  date: (day: number) => string,
): NonNullable<StudyResult["weightDetail"]> {
  const days = effectiveSizeByDay(sample);
  return {
    tails: arms.flatMap((arm) =>
      weightTails(sample, arm).map(({ heaviest, rows: count, shareOfWeight, timesMean }) => ({
        arm,
        heaviest,
        rows: count,
        shareOfWeight,
        timesMean,
      })),
    ),
    heaviestUsers: arms.flatMap((arm) =>
      heaviestUsers(sample, arm, mostUsers).map(({ user, ...rest }) => ({
        arm,
        user: panel.users[user]!,
        ...rest,
      })),
    ),
    byDay: days
      .filter(({ arm }) => arm === "treated")
      .map(({ day, rows: treatedRows, effective }) => {
        const control = days.find((other) => other.day === day && other.arm === "control")!;
        return {
          date: date(day),
          treatedRows,
          treatedEffective: effective,
          controlRows: control.rows,
          controlEffective: control.effective,
        };
      }),
    truncated: truncatedOf(rows, fits),
  };
}

/** Counts of the first estimator that truncates, against the weights that it truncated. */
function truncatedOf(
  rows: AnalysisRows,
  { fits, weighting, primary }: EstimatorFits,
): NonNullable<StudyResult["weightDetail"]>["truncated"] {
  const target = estimators[primary.estimator].target;
  const cut = fits.find(
    (fit) =>
      (fit.weighting?.truncatedRows ?? 0) > 0 &&
      estimators[fit.estimator].target === target &&
      fit.weighting!.propensity === weighting?.propensity,
  );
  if (cut === undefined || weighting === undefined) return [];
  const averaged = (weight: Float64Array) => rows.averaging.map((value, row) => value * weight[row]!);
  const counts = truncationCounts(
    { ...rows, weight: averaged(weighting.weight) },
    averaged(cut.weighting!.weight),
  );
  const [treated, control] = counts;
  return counts.map(
    ({ arm, rows: count, lowered, raised, meanBefore, meanAfter, effectiveBefore, effectiveAfter }) => ({
      arm,
      rows: count,
      lowered,
      raised,
      meanBefore,
      meanAfter,
      effectiveBefore: arm === "all" ? treated!.effectiveBefore + control!.effectiveBefore : effectiveBefore,
      effectiveAfter: arm === "all" ? treated!.effectiveAfter + control!.effectiveAfter : effectiveAfter,
    }),
  );
}
