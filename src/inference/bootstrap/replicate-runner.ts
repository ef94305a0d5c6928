import type { Resample } from "./resample.js";

/** The numbers of one resample, one a parameter; or why there are none. */
export type ReplicateOutcome =
  | { readonly values: Float64Array }
  | { readonly failure: { readonly code: string; readonly message: string } };

/** What evaluates a statistic on resamples, in this thread or in several. */
export interface ReplicateRunner {
  /** Users of the panel: the length of multiplicities. */
  readonly users: number;
  /** Names of the parameters, in the order of `values`. */
  readonly parameters: readonly string[];
  /**
   * One outcome a resample, in their order. An outcome depends on its resample alone, never on the others nor on who
   * computes it.
   */
  run(resamples: readonly Resample[]): Promise<readonly ReplicateOutcome[]>;
}
