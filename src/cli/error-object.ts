import { CausalError, type Issue } from "../errors.js";
import { toldMessage } from "./told-message.js";

/** What every command prints to stdout instead of its data when it fails and JSON was asked for by a flag. */
export interface ErrorObject {
  readonly error: { readonly code: string; readonly message: string; readonly issues?: readonly Issue[] };
}

/** Our own errors by their stable code, system errors as "system.CODE", anything else as "unexpected". */
export function errorObject(error: unknown): ErrorObject {
  if (error instanceof CausalError) {
    const { code } = error;
    const message = toldMessage(error);
    const { issues } = error.details as { readonly issues?: readonly Issue[] };
    return { error: { code, message, ...(issues === undefined ? {} : { issues }) } };
  }
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === "string" && message !== "" ? message : String(error);
  return { error: { code: typeof code === "string" ? `system.${code}` : "unexpected", message: text } };
}

/** Whether the words of a command line ask for JSON and for no text: `--json`, `--format json`, `--format=json`. */
export function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const flags = end === -1 ? words : words.slice(0, end);
  const format = (kind: string) =>
    flags.some((word, i) => word === `--format=${kind}` || (word === "--format" && flags[i + 1] === kind));
  return (flags.includes("--json") || format("json")) && !format("text");
}
