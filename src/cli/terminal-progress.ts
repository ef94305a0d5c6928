import { type Options, type Params, SingleBar } from "cli-progress";
import type { Progress } from "../progress.js";
import type { Terminal } from "./terminal.js";

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const sentenceCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

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
      if (name !== last) terminal.note(`- ${sentenceCase(name)}`);
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
    terminal.note(`${green("✓")} ${sentenceCase(open.name)} ${dim(seconds(open.since))}`);
    open = undefined;
  };
  return {
    stage(name, total = 0, unit = "") {
      close();
      const bar = new SingleBar({
        stream: terminal.errorStream,
        format: (options, params) =>
          `  ${sentenceCase(name)} ${dim(total > 0 ? barText(options, params, unit) : countText(params, unit))}`,
        barsize: 24,
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

/** "━━━━━━──── 58% of 12 MB, about 3 s left". */
function barText(options: Options, { progress, total, eta }: Params, unit: string): string {
  const size = options.barsize ?? 24;
  const full = Math.min(size, Math.max(0, Math.round(progress * size)));
  const drawn = "━".repeat(full) + "─".repeat(size - full);
  const amount = unit === "%" || unit === "" ? "" : ` of ${shortNumber(total)} ${unit}`;
  const known = Number.isFinite(eta) && progress > 0 && progress < 1;
  return `${drawn} ${Math.floor(100 * progress)}%${amount}${known ? `, about ${duration(eta)} left` : ""}`;
}

/** "12,000 rows, 4 s", for work of an amount that is not known beforehand. */
function countText({ value, startTime }: Params, unit: string): string {
  const since = duration((Date.now() - Number(startTime)) / 1000);
  return unit === "" || value === 0 ? since : `${shortNumber(value)} ${unit}, ${since}`;
}

const shortNumber = (value: number) =>
  Number(value.toPrecision(value < 100 ? 2 : 15)).toLocaleString("en-GB");

function duration(inSeconds: number): string {
  const whole = Math.max(0, Math.round(inSeconds));
  const minutes = Math.floor(whole / 60);
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
