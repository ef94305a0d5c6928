/**
 * Columns made from earlier days of the same user. Keyed in a definition by prefix: the rule under `lag_1` for
 * column `interactions` makes `lag_1_interactions`. Before the log's first day (or the user's entry) a lag is 0 and
 * a window takes what there is, 0 where there is nothing; a window that touches a platform gap is not known.
 */
export type HistoryRule<Column extends string = string> =
  | {
      readonly kind: "lag" | "priorSum" | "priorMean" | "priorMax" | "priorAny";
      readonly days: number;
      readonly columns: readonly Column[];
    }
  | { readonly kind: "decayedSum"; readonly halfLife: number; readonly columns: readonly Column[] }
  | { readonly kind: "streak" | "daysSince" | "cumulative"; readonly columns: readonly Column[] };

/** A number (days, or a half-life in days), then the columns. One type parameter a column, for editors to complete. */
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

type Windowed = Extract<HistoryRule, { readonly days: number }>["kind"];

const windowed =
  (kind: Windowed): HistoryConstructor =>
  <Column extends string>(days: number, ...columns: Column[]): HistoryRule<Column> => ({
    kind,
    days,
    columns,
  });

/** The value `days` days ago. Window [-days, -days]. */
export const lag: HistoryConstructor = windowed("lag");
/** The sum over the `days` days before today. Window [-days, -1]. */
export const priorSum: HistoryConstructor = windowed("priorSum");
/** The mean over the `days` days before today, over those since entry where there are fewer. Window [-days, -1]. */
export const priorMean: HistoryConstructor = windowed("priorMean");
/** The largest value of the `days` days before today, of those since entry where there are fewer. Window [-days, -1]. */
export const priorMax: HistoryConstructor = windowed("priorMax");
/** 1 when the column was above 0 on any of the `days` days before today, else 0. Window [-days, -1]. */
export const priorAny: HistoryConstructor = windowed("priorAny");

/**
 * The sum over all days from entry to yesterday, a day s days ago times 2^(-s / half-life). Window from the beginning
 * to -1; not known after a platform gap since entry.
 */
export const decayedSum: HistoryConstructor = <Column extends string>(
  halfLife: number,
  ...columns: Column[]
): HistoryRule<Column> => ({ kind: "decayedSum", halfLife, columns });
