import { openEngine } from "../engine/duckdb-engine.js";
import type { Estimand } from "../estimand/estimand.js";
import { buildPanel } from "../panel/build-panel.js";
import type { Panel } from "../panel/panel.js";
import type { RunContext } from "../progress.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import { sources } from "../sources/registry.js";
import type { ArchiveInput, SourceLog } from "../sources/source.js";
import { checkGateSettings } from "./gate-settings.js";
import { type Provenance, provenanceOf } from "./provenance.js";
import type { StudyResult } from "./result-schema.js";
import { stageTimings } from "./stage-timings.js";
import { studyFromPanel } from "./study-from-panel.js";
import { versionsOf } from "./versions.js";

export interface StudyInput extends ArchiveInput {
  /** Names the report; no part of any statistic. */
  readonly slug: string;
  readonly estimand: Estimand;
  /** What the engine may hold in memory, e.g. "2GB"; it spills to disk. */
  readonly memoryLimit?: string | undefined;
  /** Threads of the engine; the result does not depend on them. */
  readonly threads?: number | undefined;
  /** The known answer of a simulated log (truth.json); shown only when it answers this very question. */
  readonly truth?: TruthFile | undefined;
}

export interface StudyRun {
  readonly result: StudyResult;
  readonly provenance: Provenance;
}

/**
 * One question answered from a log: engine, source, panel, treatment, design, estimators, diagnostics, gates, headline.
 * Writes nothing; temporary files are gone when it ends, in success, failure or abort. The same input, seed and
 * versions give the same result whatever the number of threads.
 * @throws UsageError, SourceError for a log that cannot be read; EstimandError for gate settings that name no gate;
 *   NotEstimableError when the question has no answer in these data; InterruptedError when the signal is aborted
 */
export async function runStudy(input: StudyInput, context: RunContext): Promise<StudyRun> {
  const { slug, estimand, truth } = input;
  checkGateSettings(estimand, slug);
  const { progress, timings } = stageTimings(context.progress);
  const timed: RunContext = { ...context, progress };
  const { log, panel, versions } = await readPanel(input, timed);
  const table = tableName(log);
  const result = await studyFromPanel({ slug, estimand, panel, log: { ...log, table }, truth }, timed);
  progress.finish();
  return { result, provenance: provenanceOf({ result, estimand, panel, log, versions, timings: timings() }) };
}

/** The engine is closed as soon as the panel stands in memory. */
async function readPanel(
  input: StudyInput,
  context: RunContext,
): Promise<{ log: SourceLog; panel: Panel; versions: Provenance["versions"] }> {
  const engine = await openEngine({ memoryLimit: input.memoryLimit, threads: input.threads, context });
  try {
    const log = await sources.kuairec!.open(engine, input, context);
    const panel = await buildPanel(engine, log, input.estimand.panel, context, input);
    return { log, panel, versions: await versionsOf(engine) };
  } finally {
    await engine.close();
  }
}

/** "KuaiRec 2.0/data/small_matrix.csv" is the table small_matrix. */
const tableName = ({ fingerprints, eventsTable }: SourceLog): string =>
  fingerprints[0]?.name.replace(/^.*\//, "").replace(/\.[^.]*$/, "") ?? eventsTable;
