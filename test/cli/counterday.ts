import { type ChildProcess, fork, spawn } from "node:child_process";
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
  /** Largest file that the command may write, in KiB; only of a process of its own. */
  readonly fileKiB?: number;
}

function requireBuild(): void {
  if (!existsSync(main)) throw new Error("dist/cli/main.js is missing: run `npm run build` first");
}

function colourless(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, NO_COLOR: "1" };
}

/** Starts the built command line, neither stream a terminal, no colour. Fails clearly when nothing is built. */
export function startCounterday(args: readonly string[], place: Place = {}): ChildProcess {
  requireBuild();
  const limited = place.fileKiB === undefined ? [] : ["-c", `ulimit -f ${place.fileKiB}; exec "$0" "$@"`];
  const words = [process.execPath, main, ...args];
  const [program, ...rest] = limited.length === 0 ? words : ["bash", ...limited, ...words];
  return spawn(program as string, rest, {
    cwd: place.cwd ?? root,
    env: { ...colourless(), ...(place.temporary ? { TMPDIR: place.temporary } : {}) },
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

let resident: ChildProcess | undefined;
let asked = 0;

/** The process that runs the commands of this worker's tests one after the other; it ends with the worker. */
function residentProcess(): ChildProcess {
  if (resident?.connected) return resident;
  requireBuild();
  resident = fork(fileURLToPath(new URL("resident.mjs", import.meta.url)), {
    env: colourless(),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  resident.unref();
  resident.channel?.unref();
  return resident;
}

/** Runs the built command line to its end. A process of its own, for signals and pipes, is `startCounterday`. */
export function counterday(args: readonly string[], place: Place = {}): Promise<Ended> {
  const child = residentProcess();
  const id = ++asked;
  child.channel?.ref();
  return new Promise((resolve, reject) => {
    const done = () => {
      child.off("message", listen).off("exit", stopped);
      child.channel?.unref();
    };
    const listen = (message: unknown) => {
      const answer = message as { readonly id: number; readonly ended: Ended };
      if (answer.id !== id) return;
      done();
      resolve(answer.ended);
    };
    const stopped = (code: number | null) => {
      done();
      reject(new Error(`the process that runs commands ended (exit ${code}) during: ${args.join(" ")}`));
    };
    child.on("message", listen).on("exit", stopped);
    child.send({ id, args, cwd: place.cwd ?? root, temporary: place.temporary });
  });
}
