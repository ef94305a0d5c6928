import type { LogInput } from "../sources/source.js";
import { isDefaultChoice } from "./default-choice.js";

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

/**
 * What of a log was read and how: every member of a source's input that asks for more than leaving it out would, but for
 * where the log lies.
 */
export function logChoices(input: LogInput): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([name, value]) => Object.hasOwn(choices, name) && !isDefaultChoice(name, value),
    ),
  );
}
