import { SingleBar } from "cli-progress";
import type { Progress } from "../progress.js";
import type { Terminal } from "./terminal.js";

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Progress on stderr. At a terminal: a bar with an estimate of what is left, and a line a finished stage.
 * Elsewhere (a log of CI): one line a stage, when it begins.
 */
export function terminalProgress(terminal: Terminal): Progress {
  return terminal.noteIsTerminal ? barProgress(terminal) : lineProgress(terminal);
}

function lineProgress(terminal: Terminal): Progress {
  let last = "";
  return {
    stage(name) {
      if (name !== last) terminal.note(`- ${name}`);
      last = name;
    },
    advance() {},
    finish() {},
  };
}

function barProgress(terminal: Terminal): Progress {
  const { dim, green } = terminal.noteColors;
  let open: { bar: SingleBar; name: string; since: number } | undefined;
  const close = () => {
    if (!open) return;
    open.bar.stop();
    terminal.note(`${green("✓")} ${open.name} ${dim(seconds(open.since))}`);
    open = undefined;
  };
  return {
    stage(name, total = 0, unit = "") {
      close();
      const counted = `{bar} {percentage} % of {total} ${unit}, about {eta_formatted} left`;
      const uncounted = unit ? `{value} ${unit}, {duration_formatted}` : "{duration_formatted}";
      const bar = new SingleBar({
        stream: terminal.errorStream,
        format: `  ${name} ${dim(total > 0 ? counted : uncounted)}`,
        barsize: 24,
        barCompleteChar: "━",
        barIncompleteChar: "─",
        hideCursor: true,
        clearOnComplete: true,
        etaBuffer: 20,
        gracefulExit: false,
      });
      bar.start(total, 0);
      open = { bar, name, since: performance.now() };
    },
    advance(done) {
      open?.bar.update(done);
    },
    finish: close,
  };
}
