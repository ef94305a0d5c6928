import { CommanderError } from "commander";
import { describeError } from "./describe-error.js";
import { asksForJson, errorObject } from "./error-object.js";
import { exitCode, exitCodeOf } from "./exit-code.js";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";

/** One command from its words to its end: prints, and sets `process.exitCode` when it is not 0. Never throws. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    const json = asksForJson(words);
    const print = (object: unknown) => terminal.out(JSON.stringify(object, null, 2));
    if (error instanceof CommanderError) {
      // Commander has printed help, version or its complaint; anything but help asked for and version is bad input.
      process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.badInput;
      if (json && error.exitCode !== 0)
        print({ error: { code: "cli.usage", message: error.message.replace(/^error: /, "") } });
    } else {
      const debug = program.commands.some((command) => command.opts<{ debug?: true }>().debug);
      terminal.note(describeError(error, terminal, debug));
      if (json) print(errorObject(error));
      process.exitCode = exitCodeOf(error);
    }
  }
}
