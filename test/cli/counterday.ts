import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The project's root; commands start here unless a test says otherwise. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd?: string;
  /** Folder for temporary files, so that a test can see what is left in it. */
  readonly temporary?: string;
}

/** Starts the built command line, neither stream a terminal, no colour. Fails clearly when nothing is built. */
export function startCounterday(args: readonly string[], place: Place = {}): ChildProcess {
  if (!existsSync(main)) throw new Error("dist/cli/main.js is missing: run `npm run build` first");
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawn(process.execPath, [main, ...args], {
    cwd: place.cwd ?? root,
    env: { ...env, NO_COLOR: "1", ...(place.temporary ? { TMPDIR: place.temporary } : {}) },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits for a started command and gathers what it printed. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the built command line to its end. */
export const counterday = (args: readonly string[], place: Place = {}): Promise<Ended> =>
  ended(startCounterday(args, place));
