import { EngineError } from "../errors.js";

/** Where reading a CSV file stopped, and what is wrong there. */
export interface CsvFault {
  readonly line: number;
  /** "line 7 cannot be read (reason): the row, cut short". */
  readonly sentence: string;
}

/** The row that an engine error complains of; undefined for an error about anything else. */
export function csvFault(error: unknown): CsvFault | undefined {
  const found =
    error instanceof EngineError
      ? /CSV Error on Line: (\d+)\n(?:Original Line: (.*)\n)?(.*)/.exec(error.message)
      : null;
  if (!found) return undefined;
  const [, line, row, reason] = found;
  return {
    line: Number(line),
    sentence: `line ${line} cannot be read (${reason?.trim() || "malformed"})${row ? `: ${row.slice(0, 200)}` : ""}`,
  };
}
