/** What a diagnostic measures and which values are bad: one record a diagnostic, read by gates, tables and docs alike. */
export interface Diagnostic {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Which side of a threshold is worse. */
  readonly worse: "above" | "below";
  /** Default thresholds; null where there is none. */
  readonly warn: number | null;
  readonly fail: number | null;
  /** Where the thresholds come from, or why they are what they are. */
  readonly source: string;
  /** What the number says, in one sentence. */
  readonly sentence: string;
}
