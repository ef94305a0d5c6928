#!/usr/bin/env node
import { CommanderError } from "commander";
import { describeError } from "./describe-error.js";
import { asksForJson, errorObject } from "./error-object.js";
import { exitCode, exitCodeOf } from "./exit-code.js";
import { createProgram } from "./program.js";
import { openTerminal } from "./terminal.js";

const terminal = openTerminal();
const program = createProgram(terminal);
try {
  await program.parseAsync();
} catch (error) {
  const json = asksForJson(process.argv.slice(2));
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
