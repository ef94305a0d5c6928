/**
 * Columns made from earlier days of the same user. Keyed in a definition by prefix: the rule under `lag_1` for
 * column `interactions` makes `lag_1_interactions`. Before the log's first day (or the user's entry) a lag is 0 and
 * a window sums what there is; a window that touches a platform gap is not known.
 */
export type HistoryRule<Column extends string = string> =
  | { readonly kind: "lag"; readonly days: number; readonly columns: readonly Column[] }
  | { readonly kind: "priorSum"; readonly days: number; readonly columns: readonly Column[] };

/** The value `days` days ago. Window [-days, -days]. */
export const lag = <const Column extends string>(
  days: number,
  ...columns: Column[]
): HistoryRule<Column> => ({
  kind: "lag",
  days,
  columns,
});
/** The sum over the `days` days before today. Window [-days, -1]. */
export const priorSum = <const Column extends string>(
  days: number,
  ...columns: Column[]
): HistoryRule<Column> => ({
  kind: "priorSum",
  days,
  columns,
});
