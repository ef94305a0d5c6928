import type { ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";
import type { RowCells } from "./row-cells.js";
import type { SharedSpace } from "./shared-space.js";
import type { UserScores } from "./user-scores.js";

/** The part of a plan that stands in memory: rows, users' scores, cells, and where scratch is. */
export interface LaidOutPlan {
  readonly users: number;
  readonly rows: number;
  /**
   * Rows by user: terms centred and scaled, with their sign turned where the row is treated; odds against the arm that
   * the row received at the propensity of the whole sample (to 1e-5); group 2 cell + treatment; weight of the row in the average.
   */
  readonly clusters: ClusterRows;
  readonly scores: UserScores;
  readonly cells: RowCells;
  /** Holds the arrays of `clusters` and `scores`, and scratch of threads. */
  readonly space: SharedSpace;
}
