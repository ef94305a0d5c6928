// One process that runs command after command for the tests: what is loaded and compiled once serves them all, and state
// that one command left behind would show in the next.
import { runCli } from "../../dist/cli/run-cli.js";
import { openTerminal } from "../../dist/cli/terminal.js";

const terminal = openTerminal();
const { TMPDIR } = process.env;

function caught(stream) {
  let text = "";
  const write = stream.write.bind(stream);
  stream.write = (chunk) => {
    text += String(chunk);
    return true;
  };
  return () => {
    stream.write = write;
    return text;
  };
}

async function answer({ id, args, cwd, temporary }) {
  process.chdir(cwd);
  if (temporary !== undefined) process.env.TMPDIR = temporary;
  else if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  const [stdout, stderr] = [caught(process.stdout), caught(process.stderr)];
  await runCli(args, terminal);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  process.send({ id, ended: { code, stdout: stdout(), stderr: stderr() } });
}

let last = Promise.resolve();
process.on("message", (asked) => {
  last = last.then(() => answer(asked));
});
process.on("disconnect", () => process.exit(0));
