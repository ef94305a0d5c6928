/** What the words of a command have to say of a source, and the file its events go to. Loads no source. */
export interface LogKind {
  /** Which of the three places of an input the source reads from. */
  readonly places: readonly ("archive" | "directory" | "table")[];
  readonly eventsFile: string;
}

/** Every source that the command line reads, under the names of `sources`; a test holds the two together. */
export const logKinds: Readonly<Record<string, LogKind>> = {
  kuairec: { places: ["archive", "directory"], eventsFile: "interactions.parquet" },
  table: { places: ["table"], eventsFile: "events.parquet" },
};
