import { CausalError, ConvergenceError, NotEstimableError, SingularMatrixError } from "../../errors.js";
import { checkDesign } from "../../estimators/check-design.js";
import type { ArmInfluence } from "../../inference/arm-influence.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import { standardError } from "../../inference/standard-error.js";
import type { Interval } from "../../results/interval.js";
import type { Available } from "../check.js";
import { withOutcome } from "../designs/with-outcome.js";
import { pooledDeviation } from "../pooled-deviation.js";
import { type ComparabilityCheck, comparabilityCheck, withoutDays } from "./comparability.js";
import { type DirectComparison, directComparison } from "./direct-comparison.js";
import { indexEffect } from "./index-effect.js";
import { fitIndex, type IndexForm, type IndexModel } from "./index-model.js";
import { surrogacyCheck } from "./surrogacy.js";
import { notEvaluated, plainWords, type SurrogateCheck, type SurrogateWords } from "./surrogate-check.js";
import { keepSurrogateRows, type SurrogateRows } from "./surrogate-rows.js";
import { type SupportCheck, surrogateSupport } from "./surrogate-support.js";

export interface SurrogateIndexOptions {
  /** Default "linear". */
  readonly index?: IndexForm;
  /**
   * Direct effect, and miss of the level, that would matter, unit of the long outcome; a check that cannot see it is not
   * evaluated. Default: the size of the estimated effect where its interval excludes 0, else 0.1 standard deviations of
   * the long outcome.
   */
  readonly mark?: number;
  /** Deviation of the index's slope from 1 that would matter; default 0.2. */
  readonly slopeMark?: number;
  /** Of the interval, between 0 and 1; default 0.95. */
  readonly level?: number;
}

/** The effect on a long outcome through surrogates. */
export interface SurrogateIndexFit extends Pick<ArmInfluence, "treated" | "control" | "effect"> {
  readonly standardError: number;
  readonly interval: Interval;
  /** Index of every row. */
  readonly index: Float64Array;
  readonly rows: number;
  /** Rows with the long outcome. */
  readonly observedRows: number;
  /** The direct effect, or why there is none. */
  readonly direct: Available<DirectComparison>;
  /** Assumptions: the data refute them or not; no data can show that they hold. */
  readonly checks: {
    readonly surrogacy: SurrogateCheck;
    readonly comparability: ComparabilityCheck;
    readonly support: SupportCheck;
  };
}

/** Standard deviations of the long outcome that matter when the estimate itself sets no mark; the customary mark of imbalance. */
const markInDeviations = 0.1;
/** As for the calibration of propensities: a slope under 0.8 or over 1.2 misstates every effect on the index by a fifth. */
const markOfSlope = 0.2;

/**
 * As `surrogateIndex`, on designs; options are taken as checked.
 * @param words of sentences; days and numbers as they are by default
 * @throws NotEstimableError `surrogate.nothing-observed`; as `fitIndex` and the models
 */
export function fitSurrogateIndex(
  rows: SurrogateRows,
  options: SurrogateIndexOptions,
  words: SurrogateWords = plainWords,
): SurrogateIndexFit {
  const { index: form = "linear", slopeMark = markOfSlope, level = 0.95 } = options;
  const { base, long, observed } = rows;
  checkDesign(withOutcome(base, long));
  if (observed.every((seen) => seen === 0))
    throw new NotEstimableError(
      "surrogate.nothing-observed",
      "no row has its long outcome observed, so there is nothing to fit the index to; take a shorter window or a longer log",
    );
  const index = fitIndex(rows, observed, form);
  const { treated, control, effect, observation } = indexEffect(rows, index);
  const interval = confidenceInterval(effect, level);
  const seen = keepSurrogateRows(rows, observed, "with the long outcome");
  const mark = options.mark ?? defaultMark(seen, effect.estimate, interval);
  const seenIndex = form === "linear" ? fitIndex(seen, seen.observed, form) : indexOf(index, observed);
  const onSeen = attempt(() => {
    checkDesign(withOutcome(seen.base, seen.long));
    return indexEffect(seen, seenIndex);
  });
  const surrogacy = andThen(onSeen, (found) =>
    surrogacyCheck(seen, seenIndex, found.surrogateScore, mark, words),
  );
  const comparability = attempt(() =>
    comparabilityCheck(seen, form, { level: mark, slope: slopeMark }, words),
  );
  return {
    treated,
    control,
    effect,
    standardError: standardError(effect),
    interval,
    index: index.predicted,
    rows: base.rows,
    observedRows: seen.base.rows,
    direct: andThen(onSeen, (found) => directComparison(seen, found.effect, effect)),
    checks: {
      surrogacy: surrogacy.reason === undefined ? surrogacy.found : unanswered(surrogacy.reason),
      comparability:
        comparability.reason === undefined
          ? comparability.found
          : withoutDays(unanswered(comparability.reason)),
      support: surrogateSupport(rows, observation?.chance),
    },
  };
}

const unanswered = (reason: string) => notEvaluated(`Among the rows with the long outcome: ${reason}.`);

function defaultMark(seen: SurrogateRows, effect: number, { lower, upper }: Interval): number {
  return lower > 0 || upper < 0
    ? Math.abs(effect)
    : markInDeviations * pooledDeviation(seen.base, seen.long).deviation;
}

/** The cross-fitted index at the rows that have the long outcome. */
function indexOf({ predicted, addScores }: IndexModel, observed: Uint8Array): IndexModel {
  return { predicted: predicted.filter((_, row) => observed[row] === 1), addScores };
}

const noAnswers = [NotEstimableError, ConvergenceError, SingularMatrixError];

/** What comes of a part, or why these rows give no answer to it; other faults are thrown on. */
function attempt<Thing>(run: () => Thing): Available<Thing> {
  try {
    return { found: run() };
  } catch (error) {
    if (error instanceof CausalError && noAnswers.some((kind) => error instanceof kind))
      return { reason: error.message };
    throw error;
  }
}

function andThen<Thing, Next>(before: Available<Thing>, run: (found: Thing) => Next): Available<Next> {
  return before.reason === undefined ? attempt(() => run(before.found)) : before;
}
