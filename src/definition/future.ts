/**
 * Columns made from later days of the same user; not known (NaN) where the log ends, or a platform gap lies, inside
 * the window. `lead` is keyed by prefix as history is; `onDay` and `sumOverNext` are keyed by their full name.
 */
export type FuturePrefixRule<Column extends string = string> = {
  readonly kind: "lead";
  readonly days: number;
  readonly columns: readonly Column[];
};

export type FutureNamedRule<Column extends string = string> =
  | { readonly kind: "onDay"; readonly column: Column; readonly days: number }
  | { readonly kind: "sumOverNext"; readonly column: Column; readonly days: number };

export type FutureRule<Column extends string = string> = FuturePrefixRule<Column> | FutureNamedRule<Column>;

/** Days, then the columns. One type parameter a column, so that editors complete each of them on its own. */
export interface LeadConstructor {
  <const A extends string>(days: number, a: A): FuturePrefixRule<A>;
  <const A extends string, const B extends string>(days: number, a: A, b: B): FuturePrefixRule<A | B>;
  <const A extends string, const B extends string, const C extends string>(
    days: number,
    a: A,
    b: B,
    c: C,
  ): FuturePrefixRule<A | B | C>;
  <const A extends string, const B extends string, const C extends string, const D extends string>(
    days: number,
    a: A,
    b: B,
    c: C,
    ...others: D[]
  ): FuturePrefixRule<A | B | C | D>;
}

/** The value `days` days ahead, one column each. Window [days, days]. */
export const lead: LeadConstructor = <Column extends string>(
  days: number,
  ...columns: Column[]
): FuturePrefixRule<Column> => ({ kind: "lead", days, columns });

/** The value `days` days ahead under a name of its own. Window [days, days]. */
export const onDay = <const Column extends string>(
  column: Column,
  options: { days: number },
): FutureNamedRule<Column> => ({
  kind: "onDay",
  column,
  days: options.days,
});
/** The sum over the next `days` days. Window [1, days]. */
export const sumOverNext = <const Column extends string>(
  column: Column,
  options: { days: number },
): FutureNamedRule<Column> => ({ kind: "sumOverNext", column, days: options.days });
