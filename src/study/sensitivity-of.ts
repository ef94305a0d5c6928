import { NotEstimableError } from "../errors.js";
import { estimators } from "../estimators/registry.js";
import type { CompanionFit } from "../falsification/companion-fit.js";
import { pooledDeviation } from "../falsification/pooled-deviation.js";
import { eValue, type RatioEstimate, ratioOfDifference } from "../falsification/sensitivity/e-value.js";
import {
  benchmarkStrength,
  confoundedEstimate,
  robustnessValue,
} from "../falsification/sensitivity/robustness-value.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { logRatio } from "../inference/log-ratio.js";
import { standardError } from "../inference/standard-error.js";
import { shareOfUserDays } from "../results/display-unit.js";
import { boundOf } from "./bound-of.js";
import type { FalsifiedStudy } from "./falsify.js";
import { isNoAnswer } from "./no-answer.js";
import { roundToError } from "./round-to-error.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { shortNumber } from "./short-number.js";
import { strengthGrid } from "./strength-grid.js";

type Sensitivity = NonNullable<StudyResult["sensitivity"]>;

/** How strong a hidden confounder would have to be, for the headline's estimate and for its linear companion. */
export function sensitivityOf(study: FalsifiedStudy, companion: () => CompanionFit): Sensitivity {
  return {
    eValue: orReason(
      () => eValueOf(study),
      (sentence) => ({
        evaluated: false,
        sentence,
        point: null,
        interval: null,
        riskRatio: null,
        approximate: false,
      }),
    ),
    robustness: orReason(
      () => robustnessOf(study, companion()),
      (sentence) => ({
        evaluated: false,
        sentence,
        estimate: null,
        standardError: null,
        partialR2: null,
        value: null,
        significanceValue: null,
        benchmarks: [],
        contour: [],
      }),
    ),
    bound: orReason(
      () => boundOf(study),
      (sentence) => ({
        evaluated: false,
        sentence,
        estimate: null,
        standardError: null,
        scale: null,
        value: null,
        significanceValue: null,
        benchmarks: [],
        contour: [],
      }),
    ),
  };
}

function orReason<Part>(evaluate: () => Part, otherwise: (sentence: string) => Part): Part {
  try {
    return evaluate();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return otherwise(`Not evaluated: ${error.message.replace(/\.$/, "")}.`);
  }
}

/** Of the ratio of the two means for an outcome of 0 and 1; else of the standardised difference, an approximation. */
function eValueOf({ design, fits, unit, estimand }: FalsifiedStudy): Sensitivity["eValue"] {
  const { treated, control, effect, estimator } = fits.primary;
  if (estimators[estimator].role === "unadjusted")
    throw new NotEstimableError("eValue.unadjusted", "the primary estimator adjusts for nothing");
  const share = unit === shareOfUserDays;
  const ratio = (): RatioEstimate => {
    const interval = confidenceInterval(logRatio(treated, control), estimand.inference.level);
    return {
      ratio: treated.estimate / control.estimate,
      lower: Math.exp(interval.lower),
      upper: Math.exp(interval.upper),
      scale: "risk",
    };
  };
  const found = eValue(
    share
      ? ratio()
      : ratioOfDifference(effect.estimate, standardError(effect), pooledDeviation(design).deviation),
  );
  const how = share
    ? `the ratio of the two chances (${shortNumber(found.riskRatio)})`
    : `the standardised difference, read as a risk ratio of about ${shortNumber(found.riskRatio)} (an approximation)`;
  return {
    evaluated: true,
    sentence: `To explain the estimate away, by ${how}, a hidden confounder would have to go with treatment and with outcome by a risk ratio of ${shortNumber(found.point)} each, beyond everything adjusted for; ${found.interval === 1 ? "the interval holds no effect as it is" : `to make the interval hold no effect, ${shortNumber(found.interval)}`}.`,
    point: found.point,
    interval: found.interval,
    riskRatio: found.riskRatio,
    approximate: !share,
  };
}

function robustnessOf(
  { termDocs, estimand, unit, design }: FalsifiedStudy,
  fit: CompanionFit,
): Sensitivity["robustness"] {
  const coefficient = { ...fit, inferenceError: fit.standardError };
  const { partialR2, value, significanceValue } = robustnessValue(coefficient, estimand.inference.level);
  const columns = [...new Set(termDocs.map(({ column }) => column))];
  const benchmarks = columns.flatMap((column) => {
    const terms = termDocs.filter((doc) => doc.column === column).map(({ term }) => term);
    const strength = benchmarkStrength(fit.partialR2(terms), 1);
    return strength === null
      ? []
      : [{ column, ...strength, estimate: confoundedEstimate(coefficient, strength) }];
  });
  const contour = strengthGrid(value, benchmarks).map((strength) => ({
    ...strength,
    estimate: confoundedEstimate(coefficient, strength),
  }));
  const left = (row: { readonly estimate: number }) => Math.sign(fit.estimate) * row.estimate;
  const [strongest] = [...benchmarks].sort((a, b) => left(a) - left(b));
  const write = roundToError(fit.standardError);
  const percent = (share: number) => `${shortNumber(100 * share)}%`;
  return {
    evaluated: true,
    sentence: `A linear regression with one effect for all gives ${write(fit.estimate)} ${unit} (its own estimate, ${design.rows} rows). A hidden confounder that explains ${percent(value)} of what is left of treatment and of outcome would bring it to 0; ${percent(significanceValue)} would make its interval hold 0.${strongest === undefined ? "" : ` One as strong as ${strongest.column} would leave ${write(strongest.estimate)} ${unit}.`}`,
    estimate: fit.estimate,
    standardError: fit.standardError,
    partialR2,
    value,
    significanceValue,
    benchmarks,
    contour,
  };
}
