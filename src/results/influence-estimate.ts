/** Which rows of which panel an estimate is about; estimates combine only when both agree. */
export interface SampleKey {
  /** Hash of the panel (definition and input). */
  readonly panel: string;
  /** Users of the panel, n. */
  readonly users: number;
  /** Hash of the eligible analysis rows. */
  readonly rows: string;
}

/**
 * A number that knows its influence function: `influence[i]` is the influence value of user i of the panel,
 * in the unit of the estimate; users without rows have 0. Standard error: sqrt(Σ influence²) / n.
 */
export interface InfluenceEstimate {
  readonly estimate: number;
  readonly influence: Float64Array;
  readonly sample: SampleKey;
}
