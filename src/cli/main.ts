#!/usr/bin/env node
import { CommanderError } from "commander";
import { describeError } from "./describe-error.js";
import { exitCode, exitCodeOf } from "./exit-code.js";
import { createProgram } from "./program.js";
import { openTerminal } from "./terminal.js";

const terminal = openTerminal();
const program = createProgram(terminal);
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed help, version or its complaint; anything but help asked for and version is bad input.
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.badInput;
  } else {
    const debug = program.commands.some((command) => command.opts<{ debug?: true }>().debug);
    terminal.note(describeError(error, terminal, debug));
    process.exitCode = exitCodeOf(error);
  }
}
