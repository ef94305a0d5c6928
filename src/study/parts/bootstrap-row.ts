import { CausalError } from "../../errors.js";
import type { EstimatorFit } from "../../estimators/estimator.js";
import { estimators } from "../../estimators/registry.js";
import { bootstrapInterval } from "../../inference/bootstrap/bootstrap-interval.js";
import {
  bootstrapOfOutcomes,
  type ClusterBootstrap,
} from "../../inference/bootstrap/bootstrap-of-outcomes.js";
import { influenceAcceleration } from "../../inference/bootstrap/influence-acceleration.js";
import type { ReplicateOutcome } from "../../inference/bootstrap/replicate-runner.js";
import { standardError } from "../../inference/standard-error.js";
import { isNoAnswer } from "../no-answer.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";
import { errorRatio } from "./error-ratio.js";

type Part = NonNullable<StudyResult["bootstrap"]>;
type Row = Part["estimators"][number];
type Failures = readonly { readonly code: string; readonly message: string }[];

/** What the question asked for, and who was drawn. */
export interface AskedBootstrap {
  readonly interval: Part["interval"];
  readonly users: number;
  readonly seed: number;
  readonly level: number;
}

/** More replicates without an estimate than this share, and those that have one no longer stand for all. */
const mostFailures = 0.05;

/**
 * An estimator's bootstrap beside its analytic error, from the outcomes of `bootstrapResamples`: how the errors compare,
 * the interval, and what failed; above 5 % of failures, the reason instead.
 */
export function bootstrapRow(
  fit: EstimatorFit,
  outcomes: readonly ReplicateOutcome[],
  asked: AskedBootstrap,
): Row {
  const { users, seed, level } = asked;
  const failures = outcomes.flatMap((outcome) => ("failure" in outcome ? [outcome.failure] : []));
  let found: ClusterBootstrap;
  try {
    found = bootstrapOfOutcomes(outcomes, { parameters: ["effect"], users, seed, mostFailures });
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const replicates = outcomes.length - 1;
    const reason = `Not evaluated: ${failures.length} of ${replicates} replicates have no estimate, and more than ${100 * mostFailures}% of them may not stand for the rest.`;
    return withoutBootstrap(fit, level, reason, failures);
  }
  const [replicates] = found.replicates;
  const analyticError = standardError(fit.effect);
  const compared = errorRatio(replicates!, analyticError);
  const interval = intervalOf(fit, found, asked);
  return {
    ...withoutBootstrap(fit, level, "", failures),
    evaluated: true,
    sentence: sentenceOf(compared, interval.lower !== null),
    mean: compared.mean,
    standardDeviation: compared.standardDeviation,
    ...(compared.ratio ?? {}),
    ...interval,
  };
}

/** The row of an estimator whose bootstrap is not there, for the reason in the sentence. */
export function withoutBootstrap(
  fit: EstimatorFit,
  level: number,
  sentence: string,
  failures: Failures,
): Row {
  return {
    estimator: fit.estimator,
    label: estimators[fit.estimator].label,
    evaluated: false,
    sentence,
    estimate: fit.effect.estimate,
    analyticError: standardError(fit.effect),
    failed: failures.length,
    failures: grouped(failures),
    mean: null,
    standardDeviation: null,
    ratio: null,
    ratioLower: null,
    ratioUpper: null,
    lower: null,
    upper: null,
    level,
    method: "none",
  };
}

function grouped(failures: Failures): Row["failures"] {
  const byCode = new Map<string, { readonly reason: string; replicates: number }>();
  for (const { code, message } of failures) {
    const known = byCode.get(code) ?? { reason: message, replicates: 0 };
    known.replicates += 1;
    byCode.set(code, known);
  }
  return [...byCode.values()];
}

function intervalOf(
  { effect }: EstimatorFit,
  found: ClusterBootstrap,
  { interval, level }: AskedBootstrap,
): Pick<Row, "lower" | "upper" | "method"> {
  try {
    const { lower, upper, method } = bootstrapInterval(found, 0, {
      kind: interval === "BCa" ? "bca" : interval,
      level,
      ...(interval === "BCa" ? { acceleration: influenceAcceleration(effect) } : {}),
    });
    return { lower, upper, method };
  } catch (error) {
    if (!(error instanceof CausalError && error.code === "bootstrap.few-replicates")) throw error;
    return { lower: null, upper: null, method: `no interval: ${error.message}` };
  }
}

function sentenceOf({ ratio }: ReturnType<typeof errorRatio>, hasInterval: boolean): string {
  if (ratio === undefined) return "The analytic error is 0, so the two errors have no ratio.";
  const { ratio: value, ratioLower, ratioUpper } = ratio;
  const words = (limit: number) => shortNumber(limit, [1]);
  const range = `${words(value)} times the analytic one (${words(ratioLower)} to ${words(ratioUpper)} by the number of replicates)`;
  if (ratioLower <= 1 && 1 <= ratioUpper) return `The bootstrap error is ${range}: no disagreement is seen.`;
  const advice =
    value > 1
      ? hasInterval
        ? "read the bootstrap's interval, which is the more careful one"
        : "the analytic interval is the less careful one, and these replicates are too few for an interval of their own"
      : "the analytic interval is the more careful one";
  return `The bootstrap error is ${range}: they differ by more than the number of replicates explains; ${advice}.`;
}
