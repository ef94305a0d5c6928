import { EstimandError, InterruptedError, PanelError, SourceError, UsageError } from "../errors.js";

/** What the process says to the shell; `--help` and the README list the same five. */
export const exitCode = {
  done: 0,
  failed: 1,
  badInput: 2,
  gateFailed: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Panel errors that are no fault of a definition or a log: a full disk, too little room, nothing to take a cut of. */
const noFaultOfInput: ReadonlySet<string> = new Set([
  "panel.store-unwritable",
  "panel.too-large",
  "panel.treatment-empty",
  "panel.treatment-unknown-values",
]);

/**
 * Bad words, bad files, bad questions and panel definitions that the log cannot serve are the caller's to mend (2);
 * anything else failed here (1).
 */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InterruptedError) return exitCode.interrupted;
  if (error instanceof UsageError || error instanceof SourceError || error instanceof EstimandError)
    return exitCode.badInput;
  if (error instanceof PanelError && !noFaultOfInput.has(error.code)) return exitCode.badInput;
  return exitCode.failed;
}
