import { type CausalError, EngineError } from "../errors.js";

/** Failures of the machine, where the query that met them says nothing to a person. */
const ofMachine: ReadonlySet<string> = new Set(["engine.disk-full", "engine.out-of-memory"]);

/** The message of one of our errors as a person is told it; `--debug` shows all of it. */
export function toldMessage(error: CausalError): string {
  return error instanceof EngineError && ofMachine.has(error.code)
    ? (error.message.split("\n  in: ", 1)[0] ?? "")
    : error.message;
}
