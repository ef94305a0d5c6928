/** Rows of clusters, one cluster after the other; every array is a view of the memory of the kernel that works on it. */
export interface ClusterRows {
  /** First row of each cluster, [clusters + 1]. */
  readonly starts: Int32Array;
  readonly columns: number;
  /** The design: cluster u, column-major with its own number of rows as leading dimension, from `columns * starts[u]`. */
  readonly design: Float64Array;
  /** Odds at shift 0, [rows]. */
  readonly odds: Float64Array;
  /** [rows]; null when every row weighs 1. */
  readonly weight: Float64Array | null;
  /** Group of each row, [rows]. */
  readonly group: Int32Array;
  readonly outcome: Float64Array;
}

/** Distinct clusters that were drawn, ascending, and how often each. */
export interface DrawnClusters {
  readonly list: Int32Array;
  readonly counts: Float64Array;
  clusters: number;
}

/**
 * Passes over the rows of drawn clusters where they stand, nothing copied. The odds of a row are those at shift 0 times
 * exp(x'shift); f is the count of its cluster times its weight.
 */
export interface ClusterKernel {
  /** out_j += Σ count matrix_uj over drawn clusters u, matrix row-major with rows of `width`. */
  addClusters(matrix: Float64Array, width: number, drawn: DrawnClusters, out: Float64Array): void;
  /** gradient += Σ f odds / (1 + odds) x. */
  score(rows: ClusterRows, drawn: DrawnClusters, shift: Float64Array, gradient: Float64Array): void;
  /** out = share[group] (1 + odds), row by row of the drawn clusters; the largest odds are returned. */
  inverseWeights(
    rows: ClusterRows,
    drawn: DrawnClusters,
    shift: Float64Array,
    share: Float64Array,
    out: Float64Array,
  ): number;
  /** total[group] += f. */
  addToGroups(rows: ClusterRows, drawn: DrawnClusters, total: Float64Array): void;
  /**
   * total[k] += count for each row of the drawn clusters whose positive value falls into bucket k: k is its leading 20
   * bits as a whole number less `first`, held within `total`.
   */
  addToBuckets(
    rows: ClusterRows,
    drawn: DrawnClusters,
    values: Float64Array,
    first: number,
    total: Float64Array,
  ): void;
  /**
   * Shares of all clusters in score and information at shift 0, f the weight alone: gradient_u += Σ f odds / (1 + odds) x,
   * [clusters x columns], and information_u += Σ f odds / (1 + odds)² x x', its lower triangle column after column.
   */
  clusterScores(rows: ClusterRows, gradient: Float64Array, information: Float64Array): void;
  /** Moves shift 0 of all rows: odds = odds exp(x'shift). Returns the largest |x'shift|. */
  advanceOdds(rows: ClusterRows, shift: Float64Array): number;
  /**
   * out += Σ f q (1 - q) (2 q - 1) x_l x_j x_k over l <= j <= k, k running fastest, f the weight alone and q =
   * 1 / (1 + odds); rows of each `every`-th cluster, the first among them.
   */
  thirdMoments(rows: ClusterRows, every: number, out: Float64Array): void;
  /** The first place from `from` on, before `end`, where the leading 20 bits of the positive value are within [low, high]; `end` if none. */
  nextInBuckets(values: Float64Array, from: number, end: number, low: number, high: number): number;
  /** total[2 group] += w and total[2 group + 1] += w outcome, with w = f times the row's value cut at low and high. */
  addMoments(
    rows: ClusterRows,
    drawn: DrawnClusters,
    values: Float64Array,
    low: number,
    high: number,
    total: Float64Array,
  ): void;
}
