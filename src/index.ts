// The public names, in the order of the rooms they live in.
export { attribute, type BaselineRule, category, entryDay } from "./definition/baseline.js";
export {
  type CalendarRule,
  dayOfMonth,
  dayOfWeek,
  isoWeek,
  logDay,
  month,
  weekend,
} from "./definition/calendar.js";
export { and, type Condition, compare, not, or } from "./definition/condition.js";
export { type DayWindow, describeWindow } from "./definition/day-window.js";
export { type DefinedPanel, definePanel } from "./definition/define-panel.js";
export {
  type EntryRule,
  type ExitRule,
  enterOn,
  exitByEvent,
  lostAfter,
} from "./definition/entry-exit.js";
export {
  type EventMeasure,
  expression,
  first,
  itemMean,
  last,
  max,
  min,
  shareWhere,
} from "./definition/event-measure.js";
export {
  anyOverNext,
  type FutureRule,
  lead,
  maxOverNext,
  meanOverNext,
  onDay,
  sumOverNext,
} from "./definition/future.js";
export {
  decayedSum,
  type HistoryRule,
  lag,
  priorAny,
  priorMax,
  priorMean,
  priorSum,
} from "./definition/history.js";
export {
  active,
  count,
  countDistinct,
  countWhere,
  type Measure,
  mean,
  positive,
  ratio as ratioOf,
  scaled,
  sum,
} from "./definition/measure.js";
export {
  any,
  categories,
  continuous,
  rule,
  streakAtLeast,
  topKWithinDay,
} from "./definition/more-treatments.js";
export type { ColumnKind, PanelColumn } from "./definition/panel-column.js";
export { panelColumns } from "./definition/panel-columns.js";
export type { PanelDefinition } from "./definition/panel-definition.js";
export type { PanelNames } from "./definition/panel-names.js";
export {
  atLeast,
  atLeastQuantile,
  atMost,
  atMostQuantile,
  type TreatmentRule,
} from "./definition/treatment.js";
export { cumulative, daysSince, streak } from "./definition/unbounded-history.js";
export { type BuiltDesign, buildDesign } from "./design/build-design.js";
export type { Design, DesignShard } from "./design/design.js";
export { type DesignColumns, designFromColumns } from "./design/design-from-columns.js";
export { type EngineOptions, openEngine } from "./engine/duckdb-engine.js";
export type { Engine } from "./engine/engine.js";
export {
  CausalError,
  ConvergenceError,
  EngineError,
  EstimandError,
  InterruptedError,
  type Issue,
  NotEstimableError,
  PanelError,
  SingularMatrixError,
  SourceError,
  UsageError,
} from "./errors.js";
export { factor, linear, spline } from "./estimand/adjustment-term.js";
export { defineEstimand } from "./estimand/define-estimand.js";
export type { Actor, AdjustmentSet, AdjustmentTerm, Estimand, TreatmentChoice } from "./estimand/estimand.js";
export { estimandJsonSchema } from "./estimand/estimand-json-schema.js";
export { parseEstimand } from "./estimand/parse-estimand.js";
export type { Estimator, EstimatorFit } from "./estimators/estimator.js";
export { type NuisanceModels, nuisanceModels } from "./estimators/nuisance-models.js";
export { estimators } from "./estimators/registry.js";
export { confidenceInterval } from "./inference/confidence-interval.js";
export { difference } from "./inference/difference.js";
export { ratio } from "./inference/ratio.js";
export { scale } from "./inference/scale.js";
export { simultaneousIntervals } from "./inference/simultaneous-intervals.js";
export { standardError } from "./inference/standard-error.js";
export { fitLinear } from "./models/fit-linear.js";
export { fitLogistic } from "./models/fit-logistic.js";
export type { GlmFit } from "./models/glm-fit.js";
export { createRandom, type Random } from "./numeric/random.js";
export { buildPanel } from "./panel/build-panel.js";
export { columnDictionary, type DictionaryRow } from "./panel/column-dictionary.js";
export {
  type LongitudinalQuestion,
  type LongitudinalReadiness,
  longitudinalReadiness,
} from "./panel/longitudinal-readiness.js";
export type { LogCalendar, Panel, PanelShard } from "./panel/panel.js";
export { panelFromUserDays } from "./panel/panel-from-user-days.js";
export { type ReadinessCheck, readinessChecks } from "./panel/readiness.js";
export { type ResolvedTreatment, resolveTreatment, treatmentColumn } from "./panel/treatment.js";
export { type Progress, type RunContext, silentProgress } from "./progress.js";
export type { EffectResult, SampleCounts } from "./results/effect-result.js";
export { type EstimatorName, estimatorNames } from "./results/estimator-names.js";
export type { InfluenceEstimate, SampleKey } from "./results/influence-estimate.js";
export type { Interval } from "./results/interval.js";
export type { UserDayTable } from "./results/user-day-table.js";
export { simulateArchive } from "./simulation/simulate-archive.js";
export { simulateUserDays } from "./simulation/simulate-user-days.js";
export { type Truth, truthOf } from "./simulation/truth-of.js";
export { worlds } from "./simulation/worlds/registry.js";
export { kuairecPanel } from "./sources/kuairec/kuairec-panel.js";
export { sources } from "./sources/registry.js";
export type { ArchiveInput, LogInput, Source, SourceLog } from "./sources/source.js";
export { manifestOf } from "./study/manifest-of.js";
export { type Manifest, manifestSchema } from "./study/manifest-schema.js";
export { resultSchema, type StudyResult } from "./study/result-schema.js";
export { resultText } from "./study/result-text.js";
export { runStudy, type StudyInput, type StudyRun } from "./study/run-study.js";
export { type PanelStudyInput, studyFromPanel } from "./study/study-from-panel.js";
