import type { Estimand } from "../estimand/estimand.js";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";
import type { Panel } from "../panel/panel.js";
import type { SourceLog } from "../sources/source.js";
import { resultText } from "./result-text.js";
import type { Manifest } from "./schemas/manifest-schema.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** What a run knows of its own making: the manifest but for the command and the files that came of it. */
export type Provenance = Readonly<Omit<Manifest, "schemaVersion" | "command" | "files">>;

export interface ProvenanceInput {
  readonly result: StudyResult;
  readonly estimand: Estimand;
  readonly panel: Pick<Panel, "hash" | "rows">;
  readonly log: Pick<SourceLog, "fingerprints" | "events">;
  readonly versions: Readonly<Record<string, string>>;
  readonly timings: Manifest["timings"] | readonly Manifest["timings"][number][];
}

/** Hashes, fingerprints, versions and counts of a run. Timings stand apart and enter no hash. */
export function provenanceOf(input: ProvenanceInput): Provenance {
  const { result, estimand, panel, log, versions, timings } = input;
  const { treatedRows, controlRows } = result.treatment;
  return {
    slug: result.slug,
    estimand,
    estimandHash: hashText(canonicalJson(estimand)),
    panelHash: panel.hash,
    resultHash: hashText(resultText(result)),
    sources: log.fingerprints.map(({ name, bytes, crc32 }) => ({ name, bytes, crc32 })),
    seed: estimand.inference.seed,
    versions: { ...versions },
    rows: {
      events: log.events,
      panel: panel.rows,
      analysis: treatedRows + controlRows,
      treated: treatedRows,
      control: controlRows,
    },
    timings: timings.map((timing) => ({ ...timing })),
  };
}
