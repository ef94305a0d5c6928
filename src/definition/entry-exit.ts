/**
 * When a user enters: with the log's first day, on the first active day, or on the day that a date column of the users
 * table gives (at the earliest the log's first day; a user without the date never enters). Days before entry have no row.
 */
export type EntryRule =
  | "logStart"
  | "firstActivity"
  | {
      readonly kind: "date";
      /** DATE column of the users table. */
      readonly column: string;
    };

/**
 * How a user leaves (STATISTICS: entry and exit). Days after the exit have no row. `endOfLog`: nobody leaves, the log
 * ends. `event`: the first day on which a measure is above 0 is the last row; afterwards every measure is 0, and known
 * to be, as far as the log goes. `lost`: the day in a date column of the users table is the last row (no date: never
 * lost); what came afterwards is not known.
 */
export type ExitRule<Name extends string = string> =
  | { readonly kind: "endOfLog" }
  | { readonly kind: "event"; readonly measure: Name }
  | {
      readonly kind: "lost";
      /** DATE column of the users table. */
      readonly column: string;
    };

/** Enters on the day that a date column of the users table gives. */
export const enterOn = (column: string): EntryRule => ({ kind: "date", column });
/** Leaves by an event that a measure marks: zero in everything afterwards. */
export const exitByEvent = <const Name extends string>(measure: Name): ExitRule<Name> => ({
  kind: "event",
  measure,
});
/** Lost after the day that a date column of the users table gives: not known afterwards. */
export const lostAfter = (column: string): ExitRule<never> => ({ kind: "lost", column });
