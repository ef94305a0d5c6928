import type { LogInput } from "../sources/source.js";

type Choice = Exclude<keyof LogInput, "archive" | "directory" | "table">;

const choices = {
  mapping: true,
  rows: true,
  keepCutUser: true,
  keepDuplicates: true,
  matrix: true,
  from: true,
  to: true,
} satisfies Record<Choice, true>;

/** What of a log was read and how: every member of a source's input that is given, but for where the log lies. */
export function logChoices(input: LogInput): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => Object.hasOwn(choices, name) && value !== undefined),
  );
}
