/** A confidence interval in the unit of its estimate. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Coverage it aims at, in (0, 1). */
  readonly level: number;
  /** How it was made, e.g. "normal, clustered by user". */
  readonly method: string;
}
