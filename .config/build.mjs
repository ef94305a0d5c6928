// Builds dist/: types and modules by tsc, then what only a build can make (the report's browser script, JSON schemas).
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
const compiled = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], {
  cwd: root,
  stdio: "inherit",
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
for (const step of ["bundle-report-script.mjs", "write-schemas.mjs"]) {
  const url = new URL(`./${step}`, import.meta.url);
  if (existsSync(url)) await import(url.href);
}
