import { join } from "node:path";
import { writeWhole } from "../files/write-whole.js";
import type { RunContext } from "../progress.js";
import { renderReport } from "../report/render-report.js";
import { reportScript } from "../report/report-script.js";
import { manifestOf } from "../study/manifest-of.js";
import type { Provenance } from "../study/provenance.js";
import { resultText } from "../study/result-text.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { reportFiles } from "./report-files.js";

export interface ReportToWrite {
  readonly result: StudyResult;
  readonly provenance: Provenance;
  /** The command that repeats the run. */
  readonly command: string;
  /** The report as Markdown. */
  readonly markdown: string;
  /** The answer as a picture, SVG. */
  readonly picture: string;
  /** Folder of the reports; this one gets a folder of its own in it, named after the slug. */
  readonly out: string;
}

/** Writes everything a run leaves behind, whole or not at all, and returns the folder it stands in. */
export async function writeReport(report: ReportToWrite, context: RunContext): Promise<string> {
  const { result, provenance, command, markdown, picture, out } = report;
  context.progress.stage("Writing the report");
  const page = await renderReport(result, { ...provenance, command }, await reportScript());
  const files = new Map(page)
    .set("report.md", markdown)
    .set("answer.svg", picture)
    .set("result.json", resultText(result));
  const manifest = manifestOf({ provenance, command, files });
  files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  const folder = join(out, result.slug);
  const earlier = await reportFiles(folder);
  await writeWhole(folder, files, { earlier, ...(context.signal ? { signal: context.signal } : {}) });
  return folder;
}
