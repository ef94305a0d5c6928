import type { Design } from "../../design/design.js";
import type { Estimand } from "../../estimand/estimand.js";
import type { EstimatorFit } from "../../estimators/estimator.js";
import { estimators } from "../../estimators/registry.js";
import { type ClusterJackknife, clusterJackknife } from "../../inference/bootstrap/cluster-jackknife.js";
import type { ReplicateOutcome } from "../../inference/bootstrap/replicate-runner.js";
import type { Resample } from "../../inference/bootstrap/resample.js";
import { intervalAround } from "../../inference/interval-around.js";
import { standardError } from "../../inference/standard-error.js";
import type { RunContext } from "../../progress.js";
import { replicateEstimators } from "../../workers/replicate-estimators.js";
import type { EstimatorFits } from "../fit-estimators.js";
import { isNoAnswer } from "../no-answer.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";
import { repeatedEstimators, whyNotRepeated } from "./repeated-estimators.js";

type Part = NonNullable<StudyResult["jackknife"]>;
type Row = Part["estimators"][number];

export interface JackknifeInput {
  readonly design: Design;
  readonly fits: EstimatorFits;
  readonly estimand: Pick<Estimand, "inference">;
  /** Worker threads; the result does not depend on them. */
  readonly threads?: number | undefined;
}

/**
 * The jackknife that a question asks for: models, weights and truncation done again without each user in turn, and
 * intervals of Student's t with G - 1 degrees of freedom. Undefined when none is asked for.
 * @throws InterruptedError when the signal is aborted
 */
export async function jackknifeOf(input: JackknifeInput, context: RunContext): Promise<Part | undefined> {
  const { design, fits, estimand, threads } = input;
  const { smallSample, level } = estimand.inference;
  if (smallSample === undefined) return undefined;
  const users = [
    ...new Set(Array.from(design.shards, ({ rows, user }) => [...user.subarray(0, rows)]).flat()),
  ];
  const resamples: readonly Resample[] = [
    { kind: "whole" },
    ...users.map((user): Resample => ({ kind: "without", user })),
  ];
  const { repeated, work } = repeatedEstimators(fits, design);
  context.progress.stage("Leaving out user after user", resamples.length, "users");
  const outcomes = await replicateEstimators(work, resamples, {
    threads,
    signal: context.signal,
    onDone: (done) => context.progress.advance(done),
  });
  const rows: Row[] = [];
  for (const fit of fits.fits) {
    const at = repeated.indexOf(fit);
    const own = outcomes.map((parts) => parts[at]!);
    rows.push(
      at < 0 ? withoutJackknife(fit, level, whyNotRepeated(fit)!) : await rowOf(fit, own, users, level),
    );
  }
  return {
    users: users.length,
    sentence:
      "Models, weights and truncation are done again without each user in turn; the treatment's number is held fixed. The jackknife's error is careful with few users, where errors by influence values are too small.",
    estimators: rows,
  };
}

async function rowOf(
  fit: EstimatorFit,
  outcomes: readonly ReplicateOutcome[],
  users: readonly number[],
  level: number,
): Promise<Row> {
  let found: ClusterJackknife;
  try {
    // the outcomes are there already, in the order in which the jackknife asks for them
    const runner = { users: users.length, parameters: ["effect"], run: async () => outcomes };
    found = await clusterJackknife(runner, users);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return withoutJackknife(fit, level, `Not evaluated: ${error.message}.`);
  }
  const [error] = found.standardErrors;
  const plain = withoutJackknife(fit, level, "The analytic error is 0, so the two errors have no ratio.");
  const ratio = plain.analyticError > 0 ? error! / plain.analyticError : null;
  const { lower, upper, method } = intervalAround(fit.effect.estimate, {
    standardError: error!,
    clusters: users.length,
    level,
    clustered: "jackknife by user",
    student: true,
  });
  return {
    ...plain,
    evaluated: true,
    standardError: error!,
    ratio,
    ...(ratio === null
      ? {}
      : { sentence: `The jackknife's error is ${shortNumber(ratio, [1])} times the analytic one.` }),
    lower,
    upper,
    method,
  };
}

function withoutJackknife(fit: EstimatorFit, level: number, sentence: string): Row {
  return {
    estimator: fit.estimator,
    label: estimators[fit.estimator].label,
    evaluated: false,
    sentence,
    estimate: fit.effect.estimate,
    analyticError: standardError(fit.effect),
    standardError: null,
    ratio: null,
    lower: null,
    upper: null,
    level,
    method: "none",
  };
}
