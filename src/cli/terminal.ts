import { createColors } from "picocolors";

type Colors = ReturnType<typeof createColors>;

/** The two streams of a command: data goes to `out`, everything else to `note`. */
export interface Terminal {
  /** Writes a line of data to stdout. */
  readonly out: (text: string) => void;
  /** Writes bytes to stdout, e.g. a picture. */
  readonly outBytes: (bytes: Uint8Array) => void;
  /** Writes a line to stderr: notes, warnings, errors. */
  readonly note: (text: string) => void;
  /** Whether a person reads stdout (not a pipe, not a file). */
  readonly outIsTerminal: boolean;
  readonly noteIsTerminal: boolean;
  readonly outColors: Colors;
  readonly noteColors: Colors;
  readonly errorStream: NodeJS.WriteStream;
}

/**
 * Opens the process's streams. A reader that goes away (`| head`) is no fault: what is left is not written and the
 * work still ends with its own exit code. NO_COLOR and FORCE_COLOR are obeyed; a pipe gets no colour.
 */
export function openTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const colored = (stream: NodeJS.WriteStream) =>
    !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || (Boolean(stream.isTTY) && env.TERM !== "dumb"));
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  const write = (stream: NodeJS.WriteStream) => (text: string) => {
    if (!stream.destroyed && stream.writable) stream.write(`${text}\n`);
  };
  return {
    out: write(stdout),
    outBytes: (bytes) => {
      if (!stdout.destroyed && stdout.writable) stdout.write(bytes);
    },
    note: write(stderr),
    outIsTerminal: Boolean(stdout.isTTY),
    noteIsTerminal: Boolean(stderr.isTTY),
    outColors: createColors(colored(stdout)),
    noteColors: createColors(colored(stderr)),
    errorStream: stderr,
  };
}
