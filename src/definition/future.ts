import { checkCall, kinds } from "../call-check.js";
/**
 * Columns made from later days of the same user; not known (NaN) where the log ends, or a platform gap lies, inside
 * the window. `lead` is keyed by prefix as history is; the others are keyed by their full name.
 */
export type FuturePrefixRule<Column extends string = string> = {
  readonly kind: "lead";
  readonly days: number;
  readonly columns: readonly Column[];
};

export type FutureNamedRule<Column extends string = string> =
  | { readonly kind: "onDay"; readonly column: Column; readonly days: number }
  | {
      readonly kind: "sumOverNext" | "meanOverNext" | "maxOverNext" | "anyOverNext";
      readonly column: Column;
      readonly days: number;
    };

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
  days: daysOf("onDay", column, options),
});

function daysOf(rule: string, column: string, options: { readonly days: number }): number {
  checkCall(rule, { column, options }, { column: kinds.text, options: kinds.object });
  checkCall(rule, options, { days: kinds.number });
  return options.days;
}

/** A rule over the next days, of one column. */
type OverNext = <const Column extends string>(
  column: Column,
  options: { days: number },
) => FutureNamedRule<Column>;

const overNext =
  (kind: Exclude<FutureNamedRule["kind"], "onDay">): OverNext =>
  (column, options) => ({ kind, column, days: daysOf(kind, column, options) });

/** The sum over the next `days` days. Window [1, days]. */
export const sumOverNext: OverNext = overNext("sumOverNext");
/** The mean over the next `days` days. Window [1, days]. */
export const meanOverNext: OverNext = overNext("meanOverNext");
/** The largest value of the next `days` days. Window [1, days]. */
export const maxOverNext: OverNext = overNext("maxOverNext");
/** 1 when the column is above 0 on any of the next `days` days, else 0. Window [1, days]. */
export const anyOverNext: OverNext = overNext("anyOverNext");
