import { EstimandError, InterruptedError, SourceError, UsageError } from "../errors.js";

/** What the process says to the shell; `--help` and the README list the same five. */
export const exitCode = {
  done: 0,
  failed: 1,
  badInput: 2,
  gateFailed: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Bad words, bad files and bad questions are the caller's to mend (2); anything else failed here (1). */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InterruptedError) return exitCode.interrupted;
  if (error instanceof UsageError || error instanceof SourceError || error instanceof EstimandError)
    return exitCode.badInput;
  return exitCode.failed;
}
