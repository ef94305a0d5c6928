import { inspect } from "node:util";
import { CausalError } from "../errors.js";
import type { Terminal } from "./terminal.js";
import { toldMessage } from "./told-message.js";

const systemHints: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space, or give another place with --out.",
  EDQUOT: "Your quota of the disk is used up: free some space, or give another place with --out.",
  EFBIG: "A file may not grow so large here: raise the limit (ulimit -f), or give another place with --out.",
  EACCES: "This place may not be read or written by you.",
  EPERM: "This place may not be read or written by you.",
  EROFS: "This file system is read-only: give another place with --out.",
  EMFILE: "Too many files are open on this machine.",
};

/**
 * The text of an error for a person: code and message. Our own errors say what to do in their message; others get a
 * hint. The stack is printed only when it was asked for.
 */
export function describeError(error: unknown, terminal: Terminal, debug: boolean): string {
  const { red, dim } = terminal.noteColors;
  const head = (code: string) => red(`error [${code}]`);
  const stack = debug ? `\n${dim(inspect(error, { depth: 6 }))}` : "";
  if (error instanceof CausalError) return `${head(error.code)} ${toldMessage(error)}${stack}`;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === "string" && message !== "" ? message : String(error);
  const hint = typeof code === "string" ? systemHints[code] : undefined;
  if (hint) return `${head(`system.${code}`)} ${text}\n${hint}${stack}`;
  const ask = debug ? "" : "\nThis was not foreseen. Run again with --debug to see where it happened.";
  return `${head("unexpected")} ${text}${ask}${stack}`;
}
