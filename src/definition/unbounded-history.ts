import type { HistoryRule } from "./history.js";

/** The columns. One type parameter a column, so that editors complete each of them on its own. */
export interface UnboundedHistoryConstructor {
  <const A extends string>(a: A): HistoryRule<A>;
  <const A extends string, const B extends string>(a: A, b: B): HistoryRule<A | B>;
  <const A extends string, const B extends string, const C extends string>(
    a: A,
    b: B,
    c: C,
  ): HistoryRule<A | B | C>;
  <const A extends string, const B extends string, const C extends string, const D extends string>(
    a: A,
    b: B,
    c: C,
    ...others: D[]
  ): HistoryRule<A | B | C | D>;
}

type Unbounded = "streak" | "daysSince" | "cumulative";

const unbounded =
  (kind: Unbounded): UnboundedHistoryConstructor =>
  <Column extends string>(...columns: Column[]): HistoryRule<Column> => ({ kind, columns });

/**
 * Consecutive days up to yesterday on which the column was above 0; the user's entry ends a streak, and one that runs
 * back into a platform gap is not known. Window from the beginning to -1.
 */
export const streak: UnboundedHistoryConstructor = unbounded("streak");
/**
 * Days since the column was last above 0: 1 when it was yesterday. Not known before the first time, nor while a
 * platform gap lies between. Window from the beginning to -1.
 */
export const daysSince: UnboundedHistoryConstructor = unbounded("daysSince");
/**
 * The sum over all days from entry to yesterday; not known after a platform gap since entry. Window from the
 * beginning to -1.
 */
export const cumulative: UnboundedHistoryConstructor = unbounded("cumulative");
