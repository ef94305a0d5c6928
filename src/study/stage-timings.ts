import { performance } from "node:perf_hooks";
import type { Progress } from "../progress.js";

export interface StageTimings {
  /** Hands every call on and notes how long each stage took. */
  readonly progress: Progress;
  /** Wall-clock seconds of the stages so far, in order; a stage that came twice is added up. */
  readonly timings: () => readonly { readonly stage: string; readonly seconds: number }[];
}

/** Measures the stages that a progress display is told of. Times go into the manifest and into no hash. */
export function stageTimings(progress: Progress, now: () => number = () => performance.now()): StageTimings {
  const seconds = new Map<string, number>();
  let open: { readonly stage: string; readonly since: number } | undefined;
  const close = (): void => {
    if (open !== undefined)
      seconds.set(open.stage, (seconds.get(open.stage) ?? 0) + (now() - open.since) / 1000);
    open = undefined;
  };
  return {
    progress: {
      stage(name, total, unit) {
        close();
        open = { stage: name, since: now() };
        progress.stage(name, total, unit);
      },
      advance: (done) => progress.advance(done),
      finish() {
        close();
        progress.finish();
      },
    },
    timings: () => {
      close();
      return [...seconds].map(([stage, value]) => ({ stage, seconds: Number(value.toFixed(3)) }));
    },
  };
}
