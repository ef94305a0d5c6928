import type { Design } from "../design/design.js";
import { type CalibrationBin, calibrationBins } from "../diagnostics/prediction/calibration-bins.js";
import { calibrationLine } from "../diagnostics/prediction/calibration-line.js";
import { hosmerLemeshow } from "../diagnostics/prediction/hosmer-lemeshow.js";
import { type CourseDay, naturalCourse } from "../diagnostics/prediction/natural-course.js";
import { residualSummary } from "../diagnostics/prediction/residual-summary.js";
import { rocArea } from "../diagnostics/prediction/roc-area.js";
import type { OutcomeModel } from "../estimators/outcome-model.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { AnalysisRows } from "./analysis-rows.js";
import type { EstimatorFits } from "./fit-estimators.js";
import { calibrationSentence, courseSentence, outcomeSentence } from "./model-check-sentences.js";
import { isNoAnswer } from "./no-answer.js";
import type { StudyResult } from "./schemas/result-schema.js";

type ModelChecks = NonNullable<StudyResult["modelChecks"]>;

/** Estimators that use the outcome regressions of each arm. */
const regressing: readonly EstimatorName[] = ["standardisation", "aipw"];

export interface CheckedModels {
  readonly design: Design;
  readonly rows: AnalysisRows;
  readonly fits: EstimatorFits;
  readonly users: readonly string[];
  readonly level: number;
  /** Unit of the outcome. */
  readonly unit: string;
  /** Calendar date of a log day. */
  readonly date: (day: number) => string;
}

/** Whether the models that were fitted for the question give back what was observed; nothing is fitted here. */
export function modelChecksOf(checked: CheckedModels): ModelChecks {
  const { fits } = checked;
  const regressed = fits.fits.some(({ estimator }) => regressing.includes(estimator));
  return {
    propensity: orNull(() => propensityCheck(checked)),
    ...(regressed ? outcomeChecks(checked, fits.models.outcome()) : { outcome: null, naturalCourse: null }),
  };
}

/** A propensity that no check can be formed on, as one that is the same for all, is left out. */
function orNull<Found>(check: () => Found): Found | null {
  try {
    return check();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return null;
  }
}

function propensityCheck({ rows, fits, level }: CheckedModels): ModelChecks["propensity"] {
  if (fits.weighting === undefined) return null;
  const { propensity: predicted } = fits.weighting;
  const { user, treatment: observed, averaging: weights, units } = rows;
  const crossFitted = fits.fits.some(
    ({ estimator, weighting }) => estimator === "aipwCrossFitted" && weighting?.propensity === predicted,
  );
  const bins = calibrationBins({ predicted, observed, weights, user, level });
  const line = crossFitted ? calibrationLine({ predicted, observed, weights, user }) : null;
  const area = rocArea({ predicted, observed, weights });
  return {
    sentence: calibrationSentence(bins, line),
    crossFitted,
    bins: bins.map(binOf),
    slope: line?.slope ?? null,
    slopeError: line?.slopeError ?? null,
    rocArea: area,
    hosmerLemeshow:
      units === user.length ? hosmerLemeshow({ predicted, observed, fitted: !crossFitted }) : null,
  };
}

function outcomeChecks(
  { design, rows, users, level, unit, date }: CheckedModels,
  model: OutcomeModel,
): Pick<ModelChecks, "outcome" | "naturalCourse"> {
  const { user, day, averaging: weights } = rows;
  const { predicted, observed } = received(design, model);
  const bins = calibrationBins({ predicted, observed, weights, user, level });
  const { mean: _, largestRow, ...residuals } = residualSummary({ predicted, observed, weights });
  const { rootMeanSquare, explained } = residuals;
  const deviation = explained === null || explained >= 1 ? 0 : rootMeanSquare / Math.sqrt(1 - explained);
  const days = naturalCourse({ predicted, observed, weights, time: day }, level);
  return {
    outcome: {
      sentence: outcomeSentence(bins, residuals, unit),
      bins: bins.map(binOf),
      residuals: {
        ...residuals,
        largestUser: users[user[largestRow]!]!,
        largestDate: date(day[largestRow]!),
      },
    },
    naturalCourse: {
      sentence: courseSentence(days, deviation, unit),
      days: days.map((found) => courseDay(found, date)),
    },
  };
}

/** What the outcome regressions say of every row under the treatment it received, and its outcome. [rows] */
function received(design: Design, model: OutcomeModel) {
  const predicted = new Float64Array(design.rows);
  const observed = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const [control, treated] = [new Float64Array(shard.rows), new Float64Array(shard.rows)];
    model.predict(shard, 0, control);
    model.predict(shard, 1, treated);
    for (let r = 0; r < shard.rows; r++) {
      predicted[shard.firstRow + r] = (shard.treatment[r] === 1 ? treated : control)[r]!;
      observed[shard.firstRow + r] = shard.outcome[r]!;
    }
  }
  return { predicted, observed };
}

const binOf = ({ from, to, rows, meanPredicted, meanObserved, lower, upper }: CalibrationBin) => ({
  from,
  to,
  rows,
  predicted: meanPredicted,
  observed: meanObserved,
  lower,
  upper,
});

const courseDay = (
  { time, rows, predicted, observed, lower, upper }: CourseDay,
  date: (day: number) => string,
) => ({
  date: date(time),
  rows,
  predicted: sixDigits(predicted),
  observed: sixDigits(observed),
  lower: lower === null ? null : sixDigits(lower),
  upper: upper === null ? null : sixDigits(upper),
});

/** Keeps long calendars short. */
const sixDigits = (value: number): number => Number(value.toPrecision(6));
