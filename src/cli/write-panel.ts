import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";
import { hashFile } from "../files/hash-file.js";
import { columnDictionary } from "../panel/column-dictionary.js";
import { eventDay } from "../panel/event-day.js";
import { auditFile } from "../panel/export/audit-schema.js";
import { type PanelManifest, panelManifestSchema } from "../panel/export/panel-manifest-schema.js";
import { panelOverview } from "../panel/export/panel-overview.js";
import { keyColumns } from "../panel/key-columns.js";
import { writePanelParquet } from "../panel/store/write-panel-parquet.js";
import { writeTableParquet } from "../panel/store/write-table-parquet.js";
import type { RunContext } from "../progress.js";
import { csvText } from "../report/csv.js";
import type { NamedLog } from "./log-input.js";
import { logKinds } from "./log-kinds.js";
import { choicesOf } from "./panel-key-of.js";
import type { ReadPanel } from "./with-panel.js";

export interface PanelToWrite extends ReadPanel {
  readonly named: NamedLog;
  readonly key: string;
  readonly command: string;
  /** The page, where it is asked for. */
  readonly page: string | undefined;
}

/** Writes every file of a panel into a folder that is not yet in its place; the manifest comes last. */
export async function writePanel(
  given: PanelToWrite,
  folder: string,
  context: RunContext,
): Promise<PanelManifest> {
  const { engine, log, panel, definition, summary, named, order } = given;
  const { eventsFile } = logKinds[named.source]!;
  const shown = { [definition.day]: eventDay(definition.day, panel.calendar.step.unit) };
  await writeTableParquet(engine, log.eventsTable, join(folder, eventsFile), order, shown);
  await writePanelParquet(engine, panel, join(folder, "panel.parquet"), context);
  context.progress.stage("Writing tables");
  const texts: Readonly<Record<string, string>> = {
    "columns.csv": table([
      ...keyColumns(definition, panel.calendar.step),
      ...columnDictionary(definition, panel),
    ]),
    "audit.json": json(auditFile(log)),
    "summary.json": json(summary),
    "readiness.csv": table(summary.readiness_checks),
    ...(given.page === undefined ? {} : { "inspect.html": given.page }),
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  const manifest = await manifestOf(given, folder);
  await writeFile(join(folder, "manifest.json"), json(manifest));
  return manifest;
}

async function manifestOf(given: PanelToWrite, folder: string): Promise<PanelManifest> {
  const { log, panel, definition, named, key, command, versions } = given;
  const { step, firstDay, lastDay, days, gapDays, gaps: _, ...rows } = panelOverview(panel, log);
  const names = (await readdir(folder)).sort();
  const files = [];
  for (const name of names) files.push([name, await hashFile(join(folder, name))] as const);
  return panelManifestSchema.parse({
    schemaVersion: 1,
    kind: "panel",
    command,
    key,
    source: log.source,
    origin: log.origin,
    options: choicesOf(named),
    definition,
    definitionHash: hashText(canonicalJson(definition)),
    panelHash: panel.hash,
    sources: log.fingerprints.map(({ name, bytes, crc32 }) => ({ name, bytes, crc32 })),
    log: { step, firstDay, lastDay, days, gapDays },
    rows,
    versions,
    files: Object.fromEntries(files),
  });
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

type Cell = string | number | boolean | null;

/** Rows of plain data as CSV, their members as columns; empty where a row has none of that name. */
function table<Row extends object>(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Row & string)[];
  return csvText(
    names.map((name) => ({ name, value: (row: Row) => (row[name] ?? null) as Cell })),
    rows,
  );
}
