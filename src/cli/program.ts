import { readFileSync } from "node:fs";
import { Command } from "commander";
import { checkCommand } from "./check-command.js";
import { inspectCommand } from "./inspect-command.js";
import { listCommand } from "./list-command.js";
import { panelCommand } from "./panel-command.js";
import { publishedCommand } from "./published-command.js";
import { runCommand } from "./run-command.js";
import { simulateCommand } from "./simulate-command.js";
import type { Terminal } from "./terminal.js";

const afterHelp = `
Exit codes:
  0 done    1 failed, or the question has no answer in these data    2 bad input
  3 done, but a gate failed    130 interrupted

Examples:
  $ counterday list
  $ counterday run high-intensity-future-interactions
  $ counterday run high-intensity-future-interactions --archive ~/Downloads/18164998.zip
  $ counterday check estimands/my-question.ts
  $ counterday panel table --table events.csv --out panels/mine
  $ counterday inspect table --table events.csv --out events.html

Data goes to stdout, notes and progress to stderr: text at a terminal, JSON when piped or with --json.`;

/** The `counterday` command with its sub-commands. It throws instead of ending the process. */
export function createProgram(terminal: Terminal): Command {
  const { version, description } = packageFacts();
  const program = new Command("counterday")
    .description(description)
    .version(version, "--version", "print the version")
    .addHelpText("after", afterHelp)
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride();
  const commands = [
    runCommand(terminal),
    checkCommand(terminal),
    listCommand(terminal),
    panelCommand(terminal),
    inspectCommand(terminal),
    simulateCommand(terminal),
    publishedCommand(terminal),
  ];
  for (const command of commands) {
    command.option("--debug", "show where an error happened");
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

function packageFacts(): { version: string; description: string } {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return JSON.parse(text) as { version: string; description: string };
}
