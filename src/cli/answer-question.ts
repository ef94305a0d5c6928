import { basename } from "node:path";
import type { RunContext } from "../progress.js";
import { renderAnswerPicture } from "../report/answer-picture/render-answer-picture.js";
import { renderMarkdown } from "../report/render-markdown.js";
import { sources } from "../sources/registry.js";
import { runStudy } from "../study/run-study.js";
import { loadQuestion } from "./load-question.js";
import { type LogFlags, withLogToRead } from "./log-to-read.js";
import { namingMapping } from "./mapping-fault.js";
import { checkOutFolder } from "./out-folder.js";
import { panelStore } from "./panel-store.js";
import { refreshIndex } from "./refresh-index.js";
import { repeatingCommand } from "./repeating-command.js";
import { checkReportsFolder } from "./reports-folder.js";
import { type RunSummary, runSummary } from "./run-summary.js";
import type { Terminal } from "./terminal.js";
import { writeReport } from "./write-report.js";

/** Flags of `counterday run` but for how it prints. */
export interface AnswerFlags extends LogFlags {
  readonly out: string;
  /** False with --no-cache. */
  readonly cache: boolean;
}

/** What a run says: its summary as data, the report as Markdown, and the answer as a picture. */
export interface Answer {
  readonly summary: RunSummary;
  readonly markdown: string;
  /** SVG. */
  readonly picture: string;
}

/**
 * The work of `counterday run`: everything that can be wrong with the words first, then the log, the study, the
 * report. It stands apart from the command so that `--help` loads no engine.
 */
export async function answerQuestion(
  fileOrSlug: string,
  flags: AnswerFlags,
  terminal: Terminal,
  context: RunContext,
): Promise<Answer> {
  await checkOutFolder(flags.out);
  const question = await loadQuestion(fileOrSlug);
  await checkReportsFolder(flags.out, question.slug);
  return withLogToRead(flags, terminal, context, async (log) => {
    const { slug, estimand } = question;
    const { result, provenance } = await runStudy(
      {
        slug,
        estimand,
        source: sources[log.source]!,
        ...log.input,
        memoryLimit: flags.memory,
        threads: flags.threads,
        // A log that was simulated for the occasion is never read twice.
        cacheFolder: flags.cache && !log.simulated ? panelStore : undefined,
        truth: log.truth,
      },
      context,
    ).catch((error: unknown) => {
      throw namingMapping(error, log.mappingFile);
    });
    const command = repeatingCommand(question, log);
    const markdown = renderMarkdown(result, command);
    const picture = await renderAnswerPicture(result);
    const { mappingFile: file } = log;
    const mapping = file && { mapping: { file: basename(file), columns: log.input.mapping } };
    const folder = await writeReport(
      { result, provenance: { ...provenance, ...mapping }, command, markdown, picture, out: flags.out },
      context,
    );
    await refreshIndex(flags.out, terminal);
    return { summary: runSummary(result, folder), markdown, picture };
  });
}
