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
export { type EntryRule, type ExitRule, enterOn, exitByEvent, lostAfter } from "./definition/entry-exit.js";
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
export type { StepUnit } from "./definition/step-unit.js";
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
export { type BalanceAcrossTime, balanceAcrossTime } from "./diagnostics/balance/balance-across-time.js";
export {
  type BalanceByTime,
  balanceByTime,
  type TimedBalanceRow,
} from "./diagnostics/balance/balance-by-time.js";
export type { BalanceOptions, BalanceTable } from "./diagnostics/balance/balance-of-columns.js";
export type { ArmSize, BalanceRow } from "./diagnostics/balance/balance-row.js";
export { type BalanceSummary, balanceSummary } from "./diagnostics/balance/balance-summary.js";
export { type BalanceSpec, balanceTable } from "./diagnostics/balance/balance-table.js";
export type { Covariates } from "./diagnostics/balance/covariates.js";
export {
  type EnergyDistance,
  type EnergyDistanceSpec,
  energyDistance,
} from "./diagnostics/balance/energy-distance.js";
export type { BinaryVariance } from "./diagnostics/balance/group-moments.js";
export { kolmogorovSmirnov } from "./diagnostics/balance/kolmogorov-smirnov.js";
export { type MahalanobisBalance, mahalanobisBalance } from "./diagnostics/balance/mahalanobis-balance.js";
export { overlapCoefficient } from "./diagnostics/balance/overlap-coefficient.js";
export {
  type PairBalanceRow,
  type PairwiseBalance,
  type PairwiseMaximum,
  pairwiseBalance,
} from "./diagnostics/balance/pairwise-balance.js";
export type { Denominator } from "./diagnostics/balance/standardizing-deviation.js";
export { type TidyBalanceRow, tidyBalance } from "./diagnostics/balance/tidy-balance.js";
export {
  type TreatmentCorrelation,
  treatmentCorrelations,
} from "./diagnostics/balance/treatment-correlations.js";
export type { Diagnostic } from "./diagnostics/diagnostic.js";
export { type DayEffectiveness, effectiveSizeByDay } from "./diagnostics/effective-size-by-day.js";
export { type HeavyUser, heaviestUsers } from "./diagnostics/heaviest-users.js";
export { type BrierScore, brierScore } from "./diagnostics/prediction/brier-score.js";
export { type CalibrationBin, calibrationBins } from "./diagnostics/prediction/calibration-bins.js";
export { type CalibrationLine, calibrationLine } from "./diagnostics/prediction/calibration-line.js";
export type { Predictions } from "./diagnostics/prediction/checked-predictions.js";
export {
  type HeldOutSkill,
  type HeldOutSkillSpec,
  heldOutSkill,
} from "./diagnostics/prediction/held-out-skill.js";
export { type HosmerLemeshow, hosmerLemeshow } from "./diagnostics/prediction/hosmer-lemeshow.js";
export { type CourseDay, naturalCourse } from "./diagnostics/prediction/natural-course.js";
export { type ResidualSummary, residualSummary } from "./diagnostics/prediction/residual-summary.js";
export { rocArea } from "./diagnostics/prediction/roc-area.js";
export { diagnostics } from "./diagnostics/registry.js";
export { type CommonSupport, commonSupport } from "./diagnostics/support/common-support.js";
export { type Equipoise, equipoise, preferenceScores } from "./diagnostics/support/equipoise.js";
export type { GroupCondition } from "./diagnostics/support/group-conditions.js";
export { type OptimalTrimming, optimalTrimming } from "./diagnostics/support/optimal-trimming.js";
export { type DayOverlap, overlapByDay } from "./diagnostics/support/overlap-by-day.js";
export { type PropensityDensity, propensityDensities } from "./diagnostics/support/propensity-densities.js";
export {
  type UnsupportedGroup,
  type UnsupportedGroups,
  type UnsupportedGroupsSpec,
  unsupportedGroups,
} from "./diagnostics/support/unsupported-groups.js";
export { type TreatmentFeedback, treatmentFeedback } from "./diagnostics/treatment-feedback.js";
export { type TruncationCount, truncationCounts } from "./diagnostics/truncation-counts.js";
export { type WeightTail, weightTails } from "./diagnostics/weight-tails.js";
export type { Arm, WeightedSample } from "./diagnostics/weighted-sample.js";
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
export type {
  Actor,
  AdjustmentSet,
  AdjustmentTerm,
  Estimand,
  InferenceChoice,
  NegativeControls,
  Segmentation,
  SurrogateChoice,
  TreatmentChoice,
} from "./estimand/estimand.js";
export { estimandJsonSchema } from "./estimand/estimand-json-schema.js";
export { parseEstimand } from "./estimand/parse-estimand.js";
export { aipwCrossFitted, type CrossFittedOptions } from "./estimators/aipw-cross-fitted.js";
export { type AugmentedMeansOptions, augmentedMeans } from "./estimators/augmented-means.js";
export type { DoseLevel } from "./estimators/dose-response/dose-levels.js";
export {
  type DoseResponseLevel,
  type DoseResponseSpec,
  doseResponse,
} from "./estimators/dose-response/dose-response.js";
export { type EffectScoresSpec, effectScores } from "./estimators/effect-scores.js";
export { type EffectWithin, effectWithin, type PartwiseEstimator } from "./estimators/effect-within.js";
export type { Estimator, EstimatorFit } from "./estimators/estimator.js";
export { clusteredLeastSquares } from "./estimators/marginal-structural-model/clustered-least-squares.js";
export {
  compareRiskCurves,
  type RiskContrasts,
} from "./estimators/marginal-structural-model/compare-risk-curves.js";
export {
  type MarginalStructuralModel,
  marginalStructuralModel,
} from "./estimators/marginal-structural-model/marginal-structural-model.js";
export type {
  MarginalStructuralModelSpec,
  MsmFamily,
  MsmStandardErrors,
} from "./estimators/marginal-structural-model/msm-spec.js";
export {
  type RiskCurve,
  type RiskCurveOptions,
  riskCurve,
} from "./estimators/marginal-structural-model/risk-curve.js";
export type { MissingnessModel } from "./estimators/missingness-model.js";
export { type NuisanceModels, nuisanceModels, type StartingPoints } from "./estimators/nuisance-models.js";
export type { OutcomeForm } from "./estimators/outcome-model.js";
export { propensityStratified } from "./estimators/propensity-stratification.js";
export {
  type RandomExposureFit,
  type RandomExposureOptions,
  randomExposure,
} from "./estimators/random-exposure.js";
export { estimators } from "./estimators/registry.js";
export {
  type StructuralNestedMeanFit,
  type StructuralNestedMeanOptions,
  structuralNestedMean,
} from "./estimators/structural-nested-mean.js";
export { type TargetedOptions, targetedMeans } from "./estimators/targeted-means.js";
export {
  type WeightedContrast,
  type WeightedContrastSpec,
  weightedContrast,
} from "./estimators/weighted-contrast.js";
export { withLearners } from "./estimators/with-learners.js";
export {
  type CalibratedInterval,
  type CalibrateIntervalOptions,
  calibrateInterval,
} from "./falsification/calibration/calibrate-interval.js";
export { calibratePValue } from "./falsification/calibration/calibrate-p-value.js";
export type { CalibrationOptions } from "./falsification/calibration/calibrated-spread.js";
export {
  fitSystematicError,
  type SystematicError,
} from "./falsification/calibration/fit-systematic-error.js";
export type { Available } from "./falsification/check.js";
export { clusteredByGroup } from "./falsification/clustered-by-group.js";
export { companionFit } from "./falsification/companion-fit.js";
export { comparedWeights, plainWeights } from "./falsification/compared-weights.js";
export { pastOutcomeControl } from "./falsification/past-outcome-control.js";
export { placeboDifferences } from "./falsification/placebo-differences.js";
export {
  type PlasmodeOptions,
  type PlasmodePerformance,
  type PlasmodeResult,
  plasmode,
} from "./falsification/plasmode/plasmode.js";
export { falsificationChecks } from "./falsification/registry.js";
export { columnBenchmarks } from "./falsification/sensitivity/column-benchmarks.js";
export { eValue, ratioOfDifference } from "./falsification/sensitivity/e-value.js";
export {
  type DifferenceEValue,
  type EventCount,
  eValueOfDifference,
  type TwoByTwo,
} from "./falsification/sensitivity/e-value-of-difference.js";
export {
  type BoundParts,
  type BoundRobustness,
  type BoundRows,
  boundParts,
  boundRobustness,
  type ConfoundingBound,
  confoundingBound,
} from "./falsification/sensitivity/omitted-variable-bound.js";
export { representerRows } from "./falsification/sensitivity/representer-rows.js";
export {
  benchmarkStrength,
  confoundedEstimate,
  robustnessValue,
} from "./falsification/sensitivity/robustness-value.js";
export { type GroupedRows, type SpillOver, spillOver } from "./falsification/spill-over.js";
export type { ComparabilityCheck } from "./falsification/surrogate-index/comparability.js";
export type { DirectComparison } from "./falsification/surrogate-index/direct-comparison.js";
export type {
  SurrogateIndexFit,
  SurrogateIndexOptions,
} from "./falsification/surrogate-index/fit-surrogate-index.js";
export type { IndexDay } from "./falsification/surrogate-index/index-days.js";
export type { IndexForm, LearnedIndex } from "./falsification/surrogate-index/index-model.js";
export type {
  SurrogateCheck,
  SurrogateTest,
  SurrogateVerdict,
} from "./falsification/surrogate-index/surrogate-check.js";
export type { SurrogateColumns } from "./falsification/surrogate-index/surrogate-columns.js";
export { type SurrogateIndexSpec, surrogateIndex } from "./falsification/surrogate-index/surrogate-index.js";
export type { SupportCheck, SupportColumn } from "./falsification/surrogate-index/surrogate-support.js";
export { type Agreement, type AgreementSide, agreementTest } from "./inference/agreement-test.js";
export { type BandedEstimate, type BandOptions, bandedEstimates } from "./inference/banded-estimates.js";
export { bootstrapCombination } from "./inference/bootstrap/bootstrap-combination.js";
export { bootstrapInterval } from "./inference/bootstrap/bootstrap-interval.js";
export {
  type ClusterBootstrap,
  type ClusterBootstrapOptions,
  clusterBootstrap,
} from "./inference/bootstrap/cluster-bootstrap.js";
export { type ClusterJackknife, clusterJackknife } from "./inference/bootstrap/cluster-jackknife.js";
export { designRunner } from "./inference/bootstrap/design-runner.js";
export { inProcessRunner } from "./inference/bootstrap/in-process-runner.js";
export { influenceAcceleration } from "./inference/bootstrap/influence-acceleration.js";
export type { ReplicateOutcome, ReplicateRunner } from "./inference/bootstrap/replicate-runner.js";
export type { Resample } from "./inference/bootstrap/resample.js";
export { resampledDesign } from "./inference/bootstrap/resampled-design.js";
export {
  planWeightedMsm,
  type WeightedMsmOptions,
  type WeightedMsmPlan,
} from "./inference/bootstrap/weighted-msm/weighted-msm-plan.js";
export { weightedMsmRunner } from "./inference/bootstrap/weighted-msm/weighted-msm-runner.js";
export { combine } from "./inference/combine.js";
export { confidenceInterval } from "./inference/confidence-interval.js";
export { correlation } from "./inference/correlation.js";
export { covariance } from "./inference/covariance.js";
export { difference } from "./inference/difference.js";
export { exponentiated } from "./inference/exponentiated.js";
export { benjaminiHochberg } from "./inference/families/benjamini-hochberg.js";
export { holm } from "./inference/families/holm.js";
export { romanoWolf } from "./inference/families/romano-wolf.js";
export { logOddsRatio } from "./inference/log-odds-ratio.js";
export { logRatio } from "./inference/log-ratio.js";
export { minimumDetectableEffect } from "./inference/minimum-detectable-effect.js";
export { ratio } from "./inference/ratio.js";
export { rowClusters, sampleOfRows } from "./inference/row-clusters.js";
export { scale } from "./inference/scale.js";
export { type SegmentEffect, type SegmentEffectsSpec, segmentEffects } from "./inference/segment-effects.js";
export {
  type SegmentEstimate,
  type SegmentFamilyOptions,
  type SegmentInference,
  segmentFamily,
} from "./inference/segment-family.js";
export { simultaneousIntervals } from "./inference/simultaneous-intervals.js";
export { type StackedEquations, stackedInfluence } from "./inference/stacked-influence.js";
export { standardError } from "./inference/standard-error.js";
export type { DaySums } from "./inference/sums-by-day.js";
export { twoWayError } from "./inference/two-way-error.js";
export { type UserDayInterval, userDayInterval } from "./inference/user-day-interval.js";
export { type WaldTest, waldTest } from "./inference/wald-test.js";
export { weightedSum } from "./inference/weighted-sum.js";
export type { CoefficientRow } from "./models/coefficient-table.js";
export type { Family, Link } from "./models/families/family.js";
export { type FirthRecord, type FirthSpec, firthRegression } from "./models/firth-regression.js";
export { fitLinear } from "./models/fit-linear.js";
export { fitLogistic } from "./models/fit-logistic.js";
export { type GlmSpec, glm } from "./models/glm.js";
export type { GlmFit } from "./models/glm-fit.js";
export type { GlmRecord } from "./models/glm-record.js";
export {
  type BoostedTreesLearner,
  boostedTrees,
  type FittedBoostedTrees,
} from "./models/learners/boosted-trees.js";
export type { BoostingOptions } from "./models/learners/boosting/boosting-options.js";
export type { Tree } from "./models/learners/boosting/tree.js";
export { type CrossFitSpec, crossFit } from "./models/learners/cross-fit.js";
export type { FittedLearner, Learner, LearnerRows } from "./models/learners/learner.js";
export { linearLearner } from "./models/learners/linear-learner.js";
export { logisticLearner } from "./models/learners/logistic-learner.js";
export { type MlLogisticOptions, mlLogisticRegression } from "./models/learners/ml-logistic-regression.js";
export { type MlRegressionOptions, mlRegression } from "./models/learners/ml-regression.js";
export { type LearnerDescription, learnerDescriptions } from "./models/learners/registry.js";
export {
  type FittedRidge,
  type PenaltySearch,
  type RidgeLearner,
  type RidgeOptions,
  ridgeLearner,
} from "./models/learners/ridge-learner.js";
export {
  type FittedStack,
  type StackedLearner,
  type StackingOptions,
  stackedLearner,
} from "./models/learners/stacked-learner.js";
export { userFolds } from "./models/learners/user-folds.js";
export type { ModelBasis } from "./models/model-basis.js";
export type { ModelSpec } from "./models/model-spec.js";
export {
  type MultinomialRecord,
  type MultinomialSpec,
  multinomialRegression,
} from "./models/multinomial-regression.js";
export {
  lassoRegression,
  type PenalisedRecord,
  type PenalisedSpec,
  penalisedRegression,
  ridgeRegression,
} from "./models/penalised-regression.js";
export { type PredictingModel, predictGlm } from "./models/predict-glm.js";
export { linearRegression, logisticRegression, poissonRegression } from "./models/regressions.js";
export { type Sandwich, type SandwichOptions, type SandwichType, sandwich } from "./models/sandwich.js";
export { completeCases } from "./models/terms/complete-cases.js";
export type { DataTable } from "./models/terms/data-table.js";
export { expression as termExpression } from "./models/terms/parse-expression.js";
export { type ParsedFormula, parseFormula } from "./models/terms/parse-formula.js";
export {
  interaction,
  polynomial,
  restrictedCubicSpline,
  type SimpleTerm,
  type Term,
} from "./models/terms/term.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from "./numeric/chi-square-distribution.js";
export { fCdf, fQuantile, fUpperTail } from "./numeric/f-distribution.js";
export { normalCdf, normalQuantile, normalUpperTail } from "./numeric/normal-distribution.js";
export { createRandom, type Random } from "./numeric/random.js";
export { studentCdf, studentQuantile } from "./numeric/student-distribution.js";
export { buildPanel } from "./panel/build-panel.js";
export { columnDictionary, type DictionaryRow } from "./panel/column-dictionary.js";
export { type DailyRate, dailyRates } from "./panel/daily-rates.js";
export { type EntryExitRow, entriesAndExits } from "./panel/entries-and-exits.js";
export { auditFile, auditSchema } from "./panel/export/audit-schema.js";
export { type PanelManifest, panelManifestSchema } from "./panel/export/panel-manifest-schema.js";
export { type PanelOverview, panelOverview } from "./panel/export/panel-overview.js";
export { type InspectPanelInput, inspectPanel } from "./panel/inspection/inspect-panel.js";
export type { Inspection } from "./panel/inspection/inspection.js";
export { dayLabel } from "./panel/log-calendar.js";
export {
  type LongitudinalQuestion,
  type LongitudinalReadiness,
  longitudinalReadiness,
} from "./panel/longitudinal-readiness.js";
export type { LogCalendar, Panel, PanelShard } from "./panel/panel.js";
export { panelFromUserDays } from "./panel/panel-from-user-days.js";
export { panelTable } from "./panel/panel-table.js";
export { type ReadinessCheck, readinessChecks } from "./panel/readiness.js";
export { type OpenedPanel, type OpenPanelOptions, openPanel } from "./panel/store/open-panel.js";
export { writePanelParquet } from "./panel/store/write-panel-parquet.js";
export { writeTableParquet } from "./panel/store/write-table-parquet.js";
export { type PanelSummaryOptions, panelSummary } from "./panel/summary/panel-summary.js";
export { type KuaiRecSummaryOptions, summariseKuairec } from "./panel/summary/summarise-kuairec.js";
export { type LogSummaryOptions, summariseLog } from "./panel/summary/summarise-log.js";
export { type Summary, summarySchema } from "./panel/summary/summary-schema.js";
export { type ResolvedTreatment, resolveTreatment, treatmentColumn } from "./panel/treatment.js";
export { treatmentValues } from "./panel/treatment-values.js";
export { type FileOptions, userDaysFromFile } from "./panel/user-days-from-file.js";
export { type Progress, type RunContext, silentProgress } from "./progress.js";
export { ownQuestion } from "./published/own-question.js";
export { type PublishedStudy, publishedStudy } from "./published/published-study.js";
export type { StudyEvents } from "./published/study-events.js";
export { renderInspection } from "./report/inspect/render-inspection.js";
export { renderMarkdown } from "./report/render-markdown.js";
export { defaultEstimatorNames } from "./results/default-estimator-names.js";
export type { EffectResult, SampleCounts } from "./results/effect-result.js";
export { type EffectTarget, effectTargetOf } from "./results/effect-target.js";
export { type EstimatorName, estimatorNames } from "./results/estimator-names.js";
export type { InfluenceEstimate, SampleKey } from "./results/influence-estimate.js";
export type { Interval } from "./results/interval.js";
export type { UserDayTable } from "./results/user-day-table.js";
export { brokenWorlds } from "./simulation/broken-worlds/registry.js";
export { simulateArchive } from "./simulation/simulate-archive.js";
export { simulateUserDays } from "./simulation/simulate-user-days.js";
export { type Truth, truthOf } from "./simulation/truth-of.js";
export { worlds } from "./simulation/worlds/registry.js";
export { kuairecPanel } from "./sources/kuairec/kuairec-panel.js";
export {
  type KuaiRecItems,
  type KuaiRecItemsInput,
  loadKuaiRecItems,
  withKuaiRecItems,
} from "./sources/kuairec/summary/load-items.js";
export type { EarlierLog, LogState, WholeRead } from "./sources/log-growth.js";
export { type LogStep, stepLabel } from "./sources/log-step.js";
export { sources } from "./sources/registry.js";
export type { EventFields, FieldKind } from "./sources/scan/scan-plan.js";
export type { GrownLog, LogInput, Source, SourceLog } from "./sources/source.js";
export { parseMapping } from "./sources/table/parse-mapping.js";
export type {
  DayMapping,
  OffsetMapping,
  PeriodMapping,
  TableMapping,
  TimeMapping,
} from "./sources/table/table-mapping.js";
export { type TablePanelOptions, tablePanel } from "./sources/table/table-panel.js";
export type { TimeUnit } from "./sources/table/time-unit.js";
export { manifestOf } from "./study/manifest-of.js";
export { type HorizonEffect, type HorizonSpec, horizonEffects } from "./study/parts/horizon-effects.js";
export { resultText } from "./study/result-text.js";
export { runStudy, type StudyInput, type StudyRun } from "./study/run-study.js";
export { type Manifest, manifestSchema } from "./study/schemas/manifest-schema.js";
export { resultSchema, type StudyResult } from "./study/schemas/result-schema.js";
export { type PanelStudyInput, studyFromPanel } from "./study/study-from-panel.js";
export type { BalancingSpec } from "./weights/balancing/balancing-spec.js";
export type { BalancingWeights } from "./weights/balancing/balancing-weights.js";
export { covariateBalancingPropensity } from "./weights/balancing/covariate-balancing-propensity.js";
export { type EntropyBalancingSpec, entropyBalancing } from "./weights/balancing/entropy-balancing.js";
export { inverseProbabilityTilting } from "./weights/balancing/inverse-probability-tilting.js";
export { type CalibrationSpec, calibrateWeights } from "./weights/calibrate-weights.js";
export type { CovariateTerms } from "./weights/covariate-terms.js";
export { type ExposureHistory, exposure } from "./weights/exposure.js";
export type { FittedWeights, WeightNuisance, WeightTruncation } from "./weights/fitted-weights.js";
export { type LongFromWideOptions, longFromWide } from "./weights/longitudinal/long-from-wide.js";
export type {
  LongitudinalWeights,
  WeightModel,
  WeightsAtTime,
} from "./weights/longitudinal/longitudinal-weights.js";
export { productOfWeights } from "./weights/longitudinal/product-of-weights.js";
export { stabilizedWeights } from "./weights/longitudinal/stabilized-weights.js";
export type {
  CensoringModel,
  NumeratorTerms,
  StabilizedWeightsSpec,
} from "./weights/longitudinal/stabilized-weights-spec.js";
export type { TermList, WeightTerms } from "./weights/longitudinal/weight-terms.js";
export type { Target } from "./weights/propensity/tilting.js";
export {
  type PropensityWeights,
  type PropensityWeightsSpec,
  propensityWeights,
} from "./weights/propensity-weights.js";
export { type TruncationRule, truncateWeights } from "./weights/truncate-weights.js";
export type { ReplicateWork } from "./workers/replicate-work.js";
export {
  type ThreadedRunner,
  type ThreadedRunnerOptions,
  threadedRunner,
} from "./workers/threaded-runner.js";
