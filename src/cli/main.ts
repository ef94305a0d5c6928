#!/usr/bin/env node
import { runCli } from "./run-cli.js";
import { openTerminal } from "./terminal.js";

await runCli(process.argv.slice(2), openTerminal());
