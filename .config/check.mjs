// Types, lint and the package's own rules side by side; fails when one of them does.
import { spawn } from "node:child_process";

const scripts = ["types", "lint", "test:package"];
const ended = (script) =>
  new Promise((resolve) => {
    spawn("npm", ["run", "--silent", script], { stdio: "inherit", shell: true }).on("close", resolve);
  });
const codes = await Promise.all(scripts.map(ended));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
