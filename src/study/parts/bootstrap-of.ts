import type { Design } from "../../design/design.js";
import type { Estimand, TreatmentChoice } from "../../estimand/estimand.js";
import { treatmentRule } from "../../estimand/treatment-rule.js";
import type { ReplicateOutcome } from "../../inference/bootstrap/replicate-runner.js";
import { bootstrapResamples } from "../../inference/bootstrap/resample.js";
import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import type { RunContext } from "../../progress.js";
import { replicateEstimators } from "../../workers/replicate-estimators.js";
import type { EstimatorFits } from "../fit-estimators.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";
import { bootstrapRow, withoutBootstrap } from "./bootstrap-row.js";
import { errorRatio } from "./error-ratio.js";
import { repeatedEstimators, whyNotRepeated } from "./repeated-estimators.js";
import { thresholdRows } from "./threshold-rows.js";

type Part = NonNullable<StudyResult["bootstrap"]>;
type Row = Part["estimators"][number];

export interface BootstrapInput {
  readonly panel: Panel;
  readonly design: Design;
  readonly panelRow: Int32Array;
  readonly fits: EstimatorFits;
  readonly estimand: Pick<Estimand, "inference" | "thresholds">;
  readonly resolved: ResolvedTreatment;
  readonly choice: TreatmentChoice;
  /** Worker threads; the result does not depend on them. */
  readonly threads?: number | undefined;
}

/**
 * The bootstrap that a question asks for: users drawn with replacement, models, weights and truncation done again, one
 * draw for all estimators so that replicates pair. Undefined when none is asked for.
 * @throws InterruptedError when the signal is aborted
 */
export async function bootstrapOf(input: BootstrapInput, context: RunContext): Promise<Part | undefined> {
  const { panel, design, panelRow, fits, estimand, choice, threads } = input;
  const { bootstrap: asked, seed, level } = estimand.inference;
  if (asked === undefined) return undefined;
  const { repeated, work } = repeatedEstimators(fits, design);
  const resamples = bootstrapResamples(seed, asked.replicates);
  context.progress.stage("Bootstrapping", resamples.length, "replicates");
  const threshold = thresholdRows(panel, treatmentRule(panel.definition, choice.rule), panelRow);
  const anew = estimand.thresholds === "reestimate" ? threshold : undefined;
  const outcomes = await replicateEstimators({ ...work, threshold: anew }, resamples, {
    threads,
    signal: context.signal,
    onDone: (done) => context.progress.advance(done),
  });
  const rows = fits.fits.map((fit): Row => {
    const at = repeated.indexOf(fit);
    if (at < 0) return withoutBootstrap(fit, level, whyNotRepeated(fit)!, []);
    const own = outcomes.map((parts) => parts[at]!);
    return bootstrapRow(fit, own, { ...asked, users: design.users, seed, level });
  });
  const cuts = anew === undefined ? null : cutsOf(outcomes.slice(1).map((parts) => parts.at(-1)!));
  const { column, cut } = input.resolved;
  return {
    replicates: asked.replicates,
    users: design.users,
    seed,
    interval: asked.interval,
    threshold: cuts === null ? null : { column, fixed: cut, ...cuts },
    sentence:
      `Users are drawn with replacement, each with all their days; models, weights and truncation are done again in every replicate. ${thresholdSentence()}`.trim(),
    estimators: rows,
  };

  function thresholdSentence(): string {
    if (cuts !== null)
      return `So is the threshold of ${column}: ${shortNumber(cut)} in the sample, from ${shortNumber(cuts.lowest)} to ${shortNumber(cuts.highest)} in the replicates. The analytic error holds it fixed.`;
    if (threshold !== undefined)
      return `The threshold of ${column}, ${shortNumber(cut)}, is held fixed, in the analytic errors too: that number is the treatment.`;
    return estimand.thresholds === "reestimate"
      ? "The treatment's number does not come from this log, so it is not found anew."
      : "";
  }
}

function cutsOf(
  outcomes: readonly ReplicateOutcome[],
): Omit<NonNullable<Part["threshold"]>, "column" | "fixed"> | null {
  const cuts = Float64Array.from(
    outcomes.flatMap((outcome) => ("values" in outcome ? [...outcome.values] : [])),
  );
  if (cuts.length < 2) return null;
  const { mean, standardDeviation } = errorRatio(cuts, 0);
  return {
    mean,
    standardDeviation,
    lowest: cuts.reduce((least, value) => Math.min(least, value)),
    highest: cuts.reduce((most, value) => Math.max(most, value)),
  };
}
