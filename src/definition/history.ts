/**
 * Columns made from earlier days of the same user. Keyed in a definition by prefix: the rule under `lag_1` for
 * column `interactions` makes `lag_1_interactions`. Before the log's first day (or the user's entry) a lag is 0 and
 * a window sums what there is; a window that touches a platform gap is not known.
 */
export type HistoryRule<Column extends string = string> =
  | { readonly kind: "lag"; readonly days: number; readonly columns: readonly Column[] }
  | { readonly kind: "priorSum"; readonly days: number; readonly columns: readonly Column[] };

/** Days, then the columns. One type parameter a column, so that editors complete each of them on its own. */
export interface HistoryConstructor {
  <const A extends string>(days: number, a: A): HistoryRule<A>;
  <const A extends string, const B extends string>(days: number, a: A, b: B): HistoryRule<A | B>;
  <const A extends string, const B extends string, const C extends string>(
    days: number,
    a: A,
    b: B,
    c: C,
  ): HistoryRule<A | B | C>;
  <const A extends string, const B extends string, const C extends string, const D extends string>(
    days: number,
    a: A,
    b: B,
    c: C,
    ...others: D[]
  ): HistoryRule<A | B | C | D>;
}

/** The value `days` days ago. Window [-days, -days]. */
export const lag: HistoryConstructor = <Column extends string>(
  days: number,
  ...columns: Column[]
): HistoryRule<Column> => ({ kind: "lag", days, columns });

/** The sum over the `days` days before today. Window [-days, -1]. */
export const priorSum: HistoryConstructor = <Column extends string>(
  days: number,
  ...columns: Column[]
): HistoryRule<Column> => ({ kind: "priorSum", days, columns });
