import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { Estimand } from "../estimand/estimand.js";
import { openPanel } from "../panel/store/open-panel.js";
import type { LogDescription } from "../panel/store/stored-panel.js";
import type { RunContext } from "../progress.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import { sources } from "../sources/registry.js";
import type { LogInput, Source } from "../sources/source.js";
import { checkGateSettings } from "./gate-settings.js";
import { type Provenance, provenanceOf } from "./provenance.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { stageTimings } from "./stage-timings.js";
import { studyFromPanel } from "./study-from-panel.js";
import { versionsOf } from "./versions.js";

export interface StudyInput extends LogInput {
  /** What reads the log; left out, `sources.kuairec`. */
  readonly source?: Source | undefined;
  /** Names the report; no part of any statistic. */
  readonly slug: string;
  readonly estimand: Estimand;
  /** What the engine may hold in memory, e.g. "2GB"; it spills to disk. */
  readonly memoryLimit?: string | undefined;
  /** Threads of the engine and of a bootstrap; the result does not depend on them. */
  readonly threads?: number | undefined;
  /** Folder of kept panels, e.g. ".counterday/panels"; left out, the log is read and nothing is kept. */
  readonly cacheFolder?: string | undefined;
  /** The known answer of a simulated log (truth.json); shown only when it answers this very question. */
  readonly truth?: TruthFile | undefined;
}

export interface StudyRun {
  readonly result: StudyResult;
  readonly provenance: Provenance;
}

/**
 * One question answered from a log: engine, source, panel, treatment, design, estimators, diagnostics, gates, headline.
 * Writes nothing but the panel into its store, where one is named; from the store, the log is not read and the result is
 * the same in every byte. Temporary files are gone when it ends, in success, failure or abort. The same input, seed and
 * versions give the same result whatever the number of threads.
 * @throws UsageError, SourceError for a log that cannot be read; EstimandError for gate settings that name no gate;
 *   NotEstimableError when the question has no answer in these data, and `study.steps` of a log whose steps are weeks or
 *   numbered periods; InterruptedError when the signal is aborted
 */
export async function runStudy(input: StudyInput, context: RunContext): Promise<StudyRun> {
  checkCall("runStudy", input, { slug: kinds.text, estimand: kinds.estimand });
  checkCall("runStudy", { context }, { context: kinds.context });
  const {
    slug,
    estimand,
    source = sources.kuairec!,
    truth,
    memoryLimit,
    threads,
    cacheFolder,
    ...asked
  } = input;
  checkGateSettings(estimand, slug);
  const { progress, timings } = stageTimings(context.progress);
  const timed: RunContext = { ...context, progress };
  const { log, panel, versions } = await openPanel(source, asked, estimand.panel, {
    cacheFolder,
    context: timed,
    memoryLimit,
    threads,
  });
  const { step } = panel.calendar;
  if (step.unit !== "day")
    throw new NotEstimableError(
      "study.steps",
      `the log counts ${step.unit}s, and a question is about days (its sentences, windows and gates count them). Give a mapping whose time or day tells the day, or call the estimators on the panel from a script.`,
      { unit: step.unit },
    );
  const table = tableName(log);
  const result = await studyFromPanel(
    { slug, estimand, panel, log: { ...log, table }, truth, threads },
    timed,
  );
  progress.finish();
  const provenance = provenanceOf({
    result,
    estimand,
    panel,
    log,
    versions: await versionsOf(versions.duckdb ?? "unknown"),
    timings: timings(),
  });
  return { result, provenance };
}

/** "KuaiRec 2.0/data/small_matrix.csv" is the table small_matrix, "events.csv.gz" the table events. */
const tableName = ({ fingerprints, source }: LogDescription): string =>
  fingerprints[0]?.name.replace(/^.*\//, "").replace(/(\.[^.]*)(\.gz)?$/, "") ?? source;
