import type { Terminal } from "./terminal.js";

export interface NotesAtEnd {
  /** Keeps a sentence; the same one once. */
  readonly note: (sentence: string) => void;
  /** Prints what was kept to stderr, when no progress is drawn any more. */
  readonly print: () => void;
}

/** What long work has to say beside its progress, printed when the progress is finished. */
export function notesAtEnd(terminal: Terminal): NotesAtEnd {
  const sentences = new Set<string>();
  return {
    note: (sentence) => void sentences.add(sentence),
    print() {
      for (const sentence of sentences) terminal.note(sentence);
    },
  };
}
