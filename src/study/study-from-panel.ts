import { checkCall, kinds } from "../call-check.js";
import { buildDesign } from "../design/build-design.js";
import { contrastPhrases } from "../estimand/contrast-phrases.js";
import type { Estimand } from "../estimand/estimand.js";
import { estimandSentence } from "../estimand/estimand-sentence.js";
import { treatmentFor } from "../estimand/treatment-for.js";
import { dailyRates } from "../panel/daily-rates.js";
import type { Panel } from "../panel/panel.js";
import { readinessChecks } from "../panel/readiness.js";
import { resolveTreatment } from "../panel/treatment.js";
import type { RunContext } from "../progress.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import { adjustmentSummary } from "./adjustment-summary.js";
import { analysisRows } from "./analysis-rows.js";
import { checkpoint } from "./checkpoint.js";
import { controlRemark } from "./control-remark.js";
import { effectResultOf } from "./effect-result-of.js";
import { falsify } from "./falsify.js";
import { finishedResult } from "./finished-result.js";
import { fitEstimators } from "./fit-estimators.js";
import { checkGateSettings } from "./gate-settings.js";
import { headline } from "./headline.js";
import { judgeGates } from "./judge-gates.js";
import { knownTruth } from "./known-truth.js";
import { type LogFacts, logSummary } from "./log-facts.js";
import { oneUserRemark } from "./one-user-remark.js";
import { outcomeSummary } from "./outcome-summary.js";
import { answerParts } from "./parts/answer-parts.js";
import { bootstrapOf } from "./parts/bootstrap-of.js";
import { bootstrapRemark } from "./parts/bootstrap-remark.js";
import { jackknifeOf } from "./parts/jackknife-of.js";
import { remarksOn, standInRemark } from "./remarks.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { sensitivityOf } from "./sensitivity-of.js";
import { studyDiagnostics } from "./study-diagnostics.js";

export interface PanelStudyInput {
  readonly slug: string;
  readonly estimand: Estimand;
  readonly panel: Panel;
  readonly log: LogFacts;
  /** The known answer of a simulated log; shown only when it answers this very question. */
  readonly truth?: TruthFile | undefined;
  /** Threads of the bootstrap, where one is asked for; the result does not depend on them. */
  readonly threads?: number | undefined;
}

/**
 * One question answered on one panel: treatment, design, estimators, diagnostics, gates, headline. The result is
 * frozen, holds to its schema, and is the same for the same input and seed.
 * @throws EstimandError for gate settings that name no gate; NotEstimableError when there are no rows, an arm is
 *   empty, or the primary estimator has no answer; InterruptedError when the signal is aborted
 */
export async function studyFromPanel(input: PanelStudyInput, context: RunContext): Promise<StudyResult> {
  checkCall("studyFromPanel", input, {
    slug: kinds.text,
    estimand: kinds.estimand,
    panel: kinds.panel,
    log: kinds.object,
  });
  checkCall("studyFromPanel", { context }, { context: kinds.context });
  const { slug, estimand, panel, log } = input;
  checkGateSettings(estimand, slug);
  context.progress.stage("Choosing the analysis rows");
  const choice = treatmentFor(estimand, log.origin);
  const resolved = resolveTreatment(panel, choice.rule);
  const { design, attrition, termDocs, panelRow } = buildDesign(panel, estimand, resolved);
  await checkpoint(context, "choosing the analysis rows");

  const fits = await fitEstimators(design, estimand, context);
  const rows = analysisRows(design);
  const outcome = outcomeSummary(panel, estimand.outcome);
  const estimates = fits.fits.map((fit) => effectResultOf(fit, slug, estimand, rows, outcome.unit));
  const primary = estimates.find((estimate) => estimate.role === "primary")!;

  context.progress.stage("Checking whether the data can carry the answer");
  const { evidence, ...shown } = studyDiagnostics({
    panel,
    design,
    rows,
    termDocs,
    panelRow,
    fits,
    estimand,
    log,
    resolved,
    choice,
    primary,
  });
  await checkpoint(context, "checking whether the data can carry the answer");

  const asked = { panel, design, termDocs, panelRow, fits, estimand, resolved, choice, unit: outcome.unit };
  const bootstrap = await bootstrapOf({ ...asked, threads: input.threads }, context);
  const jackknife = await jackknifeOf({ ...asked, threads: input.threads }, context);
  const falsified = await falsify(asked, context);
  const judged = judgeGates({ ...evidence, ...falsified.evidence }, estimand);
  const { truth, remarks } = knownTruth(input.truth, {
    estimand,
    resolved,
    panel,
    table: log.table,
    attrition,
  });
  const said = headline({
    gates: judged,
    primary,
    phrases: contrastPhrases(estimand, choice, resolved),
    averageOver: estimand.averageOver,
    origin: log.origin,
    remarks: [
      ...standInRemark(estimand, choice, resolved),
      ...remarksOn(fits, primary),
      ...oneUserRemark(fits.primary.effect, { rows, users: panel.users }, primary),
      ...controlRemark(falsified.falsification, primary),
      ...bootstrapRemark(bootstrap, primary),
      ...remarks,
    ],
  });
  const parts = await answerParts({ ...asked, rows, reading: said.reading }, context);
  const treatedRows = rows.treatment.reduce((sum, value) => sum + value, 0);
  return finishedResult({
    schemaVersion: 1,
    slug,
    question: estimand.question,
    estimandSentence: estimandSentence(estimand, choice, resolved),
    log: logSummary(panel, log),
    treatment: {
      name: resolved.name,
      sentence: resolved.sentence,
      actor: choice.actor,
      column: resolved.column,
      cut: resolved.cut,
      treatedRows,
      controlRows: design.rows - treatedRows,
    },
    outcome,
    adjustment: adjustmentSummary(panel, estimand, fits.fits),
    headline: said,
    attrition: attrition.map(({ step, rows: left, users }) => ({ step, rows: left, users })),
    estimates,
    ...(fits.notEstimated.length > 0 ? { notEstimated: [...fits.notEstimated] } : {}),
    ...(bootstrap === undefined ? {} : { bootstrap }),
    ...(jackknife === undefined ? {} : { jackknife }),
    truth,
    gates: judged.map(({ clause: _, ...gate }) => gate),
    falsification: falsified.falsification,
    sensitivity: sensitivityOf(asked, falsified.companion),
    ...shown,
    ...parts,
    dailyRates: [...dailyRates(panel, resolved, estimand.outcome)],
    readiness: [...readinessChecks(panel)],
    audit: log.audit.rows.map((row) => ({ ...row })),
  });
}
