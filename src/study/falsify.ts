import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import type { Estimand, TreatmentChoice } from "../estimand/estimand.js";
import { treatmentOpens } from "../estimand/treatment-opens.js";
import { treatmentRule } from "../estimand/treatment-rule.js";
import { estimators } from "../estimators/registry.js";
import { agreementWithPrimary } from "../falsification/agreement-with-primary.js";
import type { Available, CheckFinding, CheckInput, DatedControl } from "../falsification/check.js";
import { type CompanionFit, companionFit } from "../falsification/companion-fit.js";
import { comparedWeights, plainWeights } from "../falsification/compared-weights.js";
import { estimateAgain } from "../falsification/estimate-again.js";
import { pastOutcomeControl } from "../falsification/past-outcome-control.js";
import { falsificationChecks } from "../falsification/registry.js";
import { standardError } from "../inference/standard-error.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { RunContext } from "../progress.js";
import { checkpoint } from "./checkpoint.js";
import type { EstimatorFits } from "./fit-estimators.js";
import type { Evidence } from "./gates/gate.js";
import { leadColumns } from "./lead-columns.js";
import { isNoAnswer } from "./no-answer.js";
import { pastOutcomeColumn } from "./past-outcome-column.js";
import { pastOutcomeEvidence } from "./past-outcome-evidence.js";
import type { StudyResult } from "./result-schema.js";
import { roundToError } from "./round-to-error.js";

export interface FalsifiedStudy {
  readonly panel: Panel;
  readonly design: Design;
  readonly termDocs: readonly TermDoc[];
  readonly panelRow: Int32Array;
  readonly fits: EstimatorFits;
  readonly estimand: Estimand;
  readonly resolved: ResolvedTreatment;
  readonly choice: TreatmentChoice;
  /** Unit of the outcome. */
  readonly unit: string;
}

export interface Falsification {
  readonly falsification: NonNullable<StudyResult["falsification"]>;
  readonly evidence: Pick<Evidence, "pastOutcome" | "agreement">;
  /** The linear regression beside the analysis. Throws what `companionFit` throws. */
  readonly companion: () => CompanionFit;
}

/** Every check that estimates again. One that the data give no answer for is told with its reason; the run goes on. */
export async function falsify(study: FalsifiedStudy, context: RunContext): Promise<Falsification> {
  const { fits, unit } = study;
  const input = checkInput(study);
  context.progress.stage("Trying to prove the answer wrong", falsificationChecks.length, "checks");
  const falsification: Falsification["falsification"] = [];
  for (const [index, check] of falsificationChecks.entries()) {
    await checkpoint(context, "trying to prove the answer wrong");
    const { name, label, standing, expected, source } = check;
    const finding = answerOrReason(() => check.run(input));
    falsification.push({
      name,
      label,
      standing,
      expected,
      source,
      unit: check.unit(unit),
      evaluated: finding.reason === undefined,
      sentence: finding.reason === undefined ? finding.sentence : `Not evaluated: ${plain(finding.reason)}.`,
      rows: finding.reason === undefined ? finding.rows.map((row) => ({ ...row })) : [],
    });
    context.progress.advance(index + 1);
  }
  return {
    falsification,
    companion: input.companion,
    evidence: {
      pastOutcome: pastOutcomeEvidence(input.past, fits.primary.effect, study.estimand.inference.level, unit),
      agreement: input.agreements.map(({ estimator, ...test }) => ({
        label: estimators[estimator].label,
        ...test,
      })),
    },
  };
}

function checkInput(study: FalsifiedStudy): CheckInput {
  const { panel, design, termDocs, panelRow, fits, estimand, resolved } = study;
  const { primary, models } = fits;
  let companion: CompanionFit | undefined;
  return {
    design,
    termDocs,
    models,
    primary,
    fits: fits.fits,
    estimate: (other) => estimateAgain(estimators[primary.estimator], other),
    companion() {
      companion ??= companionFit(design);
      return companion;
    },
    past: pastControl(study),
    lead: leadColumns(panel, estimand.outcome, resolved, panel.definition.available, panelRow),
    agreements: agreementWithPrimary(primary, fits.fits),
    labelOf: ({ estimator }) => estimators[estimator].label,
    write: roundToError(standardError(primary.effect)),
    level: estimand.inference.level,
    seed: estimand.inference.seed,
  };
}

function pastControl({
  panel,
  design,
  panelRow,
  fits,
  estimand,
  choice,
}: FalsifiedStudy): Available<DatedControl> {
  const rule = treatmentRule(panel.definition, choice.rule);
  const opens = rule === undefined ? 0 : treatmentOpens([rule], panel.columns);
  const column = pastOutcomeColumn(panel, { estimand, treatmentOpens: opens }, panelRow);
  if (column.reason !== undefined) return column;
  const unadjusted = estimators[fits.primary.estimator].role === "unadjusted";
  const weighting = fits.primary.weighting ?? fits.weighting;
  if (!unadjusted && weighting === undefined)
    return { reason: `there are no weights to compare with: ${fits.noWeighting?.reason ?? ""}` };
  try {
    const compared =
      unadjusted || weighting === undefined
        ? plainWeights(design.rows)
        : comparedWeights(design, weighting, fits.models);
    return { found: { control: pastOutcomeControl(design, column.values, compared), days: column.days } };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}

function answerOrReason(run: () => CheckFinding): CheckFinding {
  try {
    return run();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}

const plain = (reason: string): string => reason.replace(/\.$/, "");
