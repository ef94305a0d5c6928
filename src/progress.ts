/** Where long work says how far it is. `total` 0 means that the amount is not known beforehand. */
export interface Progress {
  /** Begins a named stage; ends the one before. `unit` is what is counted, e.g. "rows", "MB", "users". */
  stage(name: string, total?: number, unit?: string): void;
  /** Sets how much of the stage is done. Cheap enough to call once a block, not once a row. */
  advance(done: number): void;
  /** Ends the last stage. */
  finish(): void;
}

export const silentProgress: Progress = { stage() {}, advance() {}, finish() {} };

/** What accompanies any long work: progress, the signal that stops it, and an ear for what is worth knowing. */
export interface RunContext {
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** Is told in a sentence what is neither data nor an error, e.g. that a panel was found and its log not read. */
  readonly note?: (sentence: string) => void;
}
