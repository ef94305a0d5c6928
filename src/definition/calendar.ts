/** Columns that depend on the calendar day only. */
export type CalendarRule =
  /** ISO day of the week, 1 = Monday … 7 = Sunday. */
  | { readonly kind: "dayOfWeek" }
  /** Days since the log's first day, from 0. */
  | { readonly kind: "logDay" };

export const dayOfWeek = (): CalendarRule => ({ kind: "dayOfWeek" });
export const logDay = (): CalendarRule => ({ kind: "logDay" });
