import { checkReplaceable } from "../files/check-replaceable.js";
import { writeWhole } from "../files/write-whole.js";
import { openPanel } from "../panel/store/open-panel.js";
import type { RunContext } from "../progress.js";
import type { OwnRung } from "../published/own-ladder.js";
import { ownQuestion } from "../published/own-question.js";
import { type PublishedStudy, publishedStudy } from "../published/published-study.js";
import { csvText } from "../report/csv.js";
import { sources } from "../sources/registry.js";
import { checkOutFolder } from "./out-folder.js";
import { panelStore } from "./panel-store.js";
import { readStudyEvents } from "./read-study-events.js";

/** Flags of `counterday published` but for how it prints. */
export interface ComparePublishedFlags {
  readonly archive: string;
  readonly out?: string;
  readonly seed: number;
  readonly draws: number;
  readonly refits: number;
  readonly memory?: string;
  readonly threads?: number;
  /** False with --no-cache. */
  readonly cache: boolean;
}

/** What the notebooks read: these rows of small_matrix, the last user cut short. */
const publishedSample = { rows: 300_000, keepCutUser: true, matrix: "small" } as const;

const names = ["published.json", "figures.csv", "own-ladder.csv"] as const;

/** The work of `counterday published`: the words first, then the log, the study, and its files, whole or not at all. */
export async function comparePublished(
  { archive, out, seed, draws, refits, memory, threads, cache }: ComparePublishedFlags,
  context: RunContext,
): Promise<PublishedStudy> {
  if (out !== undefined) {
    await checkOutFolder(out);
    await checkReplaceable(out, new Set(names));
  }
  const input = { archive, ...publishedSample };
  const { panel, log } = await openPanel(sources.kuairec!, input, ownQuestion.panel, {
    cacheFolder: cache ? panelStore : undefined,
    context,
    memoryLimit: memory,
    threads,
  });
  const facts = { ...log, table: "small_matrix" };
  const events = await readStudyEvents(input, { memory, threads }, context);
  const study = await publishedStudy(panel, facts, { seed, draws, refits }, context, events);
  if (out !== undefined)
    await writeWhole(
      out,
      new Map([
        ["published.json", `${JSON.stringify(study, null, 2)}\n`],
        ["figures.csv", figuresCsv(study)],
        ["own-ladder.csv", ladderCsv(study)],
      ]),
      context.signal === undefined ? {} : { signal: context.signal },
    );
  return study;
}

function figuresCsv({ tables }: PublishedStudy): string {
  const rows = tables.flatMap(({ name, notebook, figures }) =>
    figures.map((figure) => ({ table: name, notebook, ...figure })),
  );
  return csvText(
    [
      { name: "notebook", value: (row) => row.notebook },
      { name: "table", value: (row) => row.table },
      { name: "row", value: (row) => row.row },
      { name: "column", value: (row) => row.column },
      { name: "published", value: (row) => row.published },
      { name: "ours", value: (row) => row.ours },
      { name: "by_user", value: (row) => row.byUser },
      { name: "expected", value: (row) => row.expected },
      { name: "band_low", value: (row) => row.band?.[0] ?? null },
      { name: "band_high", value: (row) => row.band?.[1] ?? null },
      { name: "agrees", value: (row) => row.agrees },
    ],
    rows,
  );
}

const ladderCsv = ({ own }: PublishedStudy): string =>
  csvText(
    (["adjustment", "effect", "stackedError", "robustError", "lower", "upper"] as const).map((name) => ({
      name,
      value: (row: OwnRung) => row[name],
    })),
    own.ladder,
  );
