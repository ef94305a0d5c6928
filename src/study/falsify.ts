import type { Design } from "../design/design.js";
import type { TermDoc } from "../design/term-doc.js";
import type { Estimand, TreatmentChoice } from "../estimand/estimand.js";
import { treatmentOpens } from "../estimand/treatment-opens.js";
import { treatmentRule } from "../estimand/treatment-rule.js";
import { estimators } from "../estimators/registry.js";
import { agreementWithPrimary } from "../falsification/agreement-with-primary.js";
import type {
  Available,
  CheckFinding,
  CheckInput,
  DatedControl,
  GroupInterference,
} from "../falsification/check.js";
import { clusteredByGroup } from "../falsification/clustered-by-group.js";
import { type CompanionFit, companionFit } from "../falsification/companion-fit.js";
import { comparedWeights, plainWeights } from "../falsification/compared-weights.js";
import { estimateAgain } from "../falsification/estimate-again.js";
import { pastOutcomeControl } from "../falsification/past-outcome-control.js";
import { type PlaceboLeadControl, placeboLeadControl } from "../falsification/placebo-lead-control.js";
import { type PlasmodeResult, plasmode } from "../falsification/plasmode/plasmode.js";
import { plasmodePlan } from "../falsification/plasmode/plasmode-plan.js";
import { falsificationChecks } from "../falsification/registry.js";
import { spillOver } from "../falsification/spill-over.js";
import { standardError } from "../inference/standard-error.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { RunContext } from "../progress.js";
import { displayUnit } from "../results/display-unit.js";
import { checkpoint } from "./checkpoint.js";
import { groupColumns } from "./evidence/group-columns.js";
import { interferenceEvidence } from "./evidence/interference-evidence.js";
import { leadColumns } from "./evidence/lead-columns.js";
import { negativeControlColumns } from "./evidence/negative-control-columns.js";
import { pastOutcomeColumn } from "./evidence/past-outcome-column.js";
import { pastOutcomeEvidence } from "./evidence/past-outcome-evidence.js";
import { placeboLeadEvidence } from "./evidence/placebo-lead-evidence.js";
import { plasmodeEvidence } from "./evidence/plasmode-evidence.js";
import type { EstimatorFits } from "./fit-estimators.js";
import type { Evidence } from "./gates/gate.js";
import { isNoAnswer } from "./no-answer.js";
import { roundToError } from "./round-to-error.js";
import type { StudyResult } from "./schemas/result-schema.js";

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
  readonly evidence: Pick<
    Evidence,
    "pastOutcome" | "agreement" | "interference" | "placeboLead" | "plasmode"
  >;
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
    const { name, label, source } = check;
    const finding = answerOrReason(() => check.run(input));
    falsification.push({
      name,
      label,
      standing: (finding.reason === undefined ? finding.standing : undefined) ?? check.standing,
      expected: (finding.reason === undefined ? finding.expected : undefined) ?? check.expected,
      source,
      unit: check.unit(unit),
      evaluated: finding.reason === undefined,
      sentence: finding.reason === undefined ? finding.sentence : `Not evaluated: ${plain(finding.reason)}.`,
      rows: finding.reason === undefined ? finding.rows.map((row) => ({ ...row })) : [],
      ...(finding.reason === undefined && finding.calibration !== undefined
        ? { calibration: { ...finding.calibration } }
        : {}),
    });
    context.progress.advance(index + 1);
  }
  return {
    falsification,
    companion: input.companion,
    evidence: {
      pastOutcome: pastOutcomeEvidence(input.past, fits.primary.effect, study.estimand.inference.level, unit),
      interference: interferenceEvidence(
        input.interference,
        { design: study.design, primary: fits.primary, unit },
        input.level,
      ),
      placeboLead:
        input.notResponsive === undefined
          ? null
          : placeboLeadEvidence(input.lead, study.panel.columns, input.level),
      agreement: input.agreements.map(({ estimator, ...test }) => ({
        label: estimators[estimator].label,
        ...test,
      })),
      plasmode: plasmodeEvidence(input.plasmode(), input.level),
    },
  };
}

function checkInput(study: FalsifiedStudy): CheckInput {
  const { panel, design, termDocs, panelRow, fits, estimand } = study;
  const { primary, models } = fits;
  const { level, seed } = estimand.inference;
  let companion: CompanionFit | undefined;
  const estimate = (other: Design) => estimateAgain(estimators[primary.estimator], other);
  let simulated: Available<PlasmodeResult> | undefined;
  return {
    design,
    termDocs,
    models,
    primary,
    fits: fits.fits,
    estimate,
    companion() {
      companion ??= companionFit(design);
      return companion;
    },
    past: pastControl(study),
    plasmode() {
      simulated ??= plasmodeOf(study);
      return simulated;
    },
    lead: leadControl(study, estimate),
    notResponsive: estimand.assignment?.notResponsiveToOutcomes,
    controls: negativeControlColumns(panel, estimand.negativeControls, panelRow),
    interference: groupInterference(study),
    attempt: foundOrReason,
    agreements: agreementWithPrimary(primary, fits.fits),
    labelOf: ({ estimator }) => estimators[estimator].label,
    write: amounts(study.unit, standardError(primary.effect)),
    level,
    seed,
  };
}

/** Writes differences of outcomes as readers are shown them, unit and all. */
function amounts(unit: string, standardError: number): CheckInput["write"] {
  const { factor, difference } = displayUnit(unit);
  const write = roundToError(factor * standardError);
  return (value) => `${write(factor * value)} ${difference}`;
}

function plasmodeOf({ fits, estimand }: FalsifiedStudy): Available<PlasmodeResult> {
  const plan = plasmodePlan(fits.models, fits.primary, fits.fits);
  if (plan.reason !== undefined) return plan;
  const { compared, pairs } = plan.found;
  const { seed, level } = estimand.inference;
  return foundOrReason(() => plasmode(fits.models, compared, { pairs, seed, level }));
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
  return foundOrReason(() => {
    const compared =
      unadjusted || weighting === undefined
        ? plainWeights(design.rows)
        : comparedWeights(design, weighting, fits.models);
    return { control: pastOutcomeControl(design, column.values, compared), days: column.days };
  });
}

function leadControl(
  { panel, design, panelRow, estimand, resolved }: FalsifiedStudy,
  estimate: CheckInput["estimate"],
): Available<PlaceboLeadControl> {
  const columns = leadColumns(panel, estimand.outcome, resolved, panel.definition.available, panelRow);
  if (columns.reason !== undefined) return columns;
  return foundOrReason(() => placeboLeadControl(design, columns.found, estimate));
}

function groupInterference(study: FalsifiedStudy): Available<GroupInterference> {
  const { panel, design, panelRow, fits, estimand, resolved } = study;
  const groups = groupColumns(panel, estimand.interference?.group, resolved, panelRow);
  if (groups.reason !== undefined) return groups;
  const { name, byUser } = groups.found;
  return foundOrReason(() => ({
    name,
    spill: spillOver(design, groups.found, estimand.inference.level),
    clustered: clusteredByGroup(fits.primary.effect, byUser),
  }));
}

function foundOrReason<Thing>(run: () => Thing): Available<Thing> {
  try {
    return { found: run() };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}

function answerOrReason(run: () => CheckFinding): CheckFinding {
  const answer = foundOrReason(run);
  return answer.reason === undefined ? answer.found : answer;
}

const plain = (reason: string): string => reason.replace(/\.$/, "");
