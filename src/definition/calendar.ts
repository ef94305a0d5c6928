/** Columns that depend on the calendar day only. */
export type CalendarRule =
  /** ISO day of the week, 1 = Monday … 7 = Sunday. */
  | { readonly kind: "dayOfWeek" }
  /** Days since the log's first day, from 0. */
  | { readonly kind: "logDay" }
  /** 1 on Saturday and Sunday. */
  | { readonly kind: "weekend" }
  /** 1 … 31. */
  | { readonly kind: "dayOfMonth" }
  /** 1 = January … 12 = December. */
  | { readonly kind: "month" }
  /** ISO 8601 week of the year, 1 … 53: week 1 has the year's first Thursday. */
  | { readonly kind: "isoWeek" };

export const dayOfWeek = (): CalendarRule => ({ kind: "dayOfWeek" });
export const logDay = (): CalendarRule => ({ kind: "logDay" });
export const weekend = (): CalendarRule => ({ kind: "weekend" });
export const dayOfMonth = (): CalendarRule => ({ kind: "dayOfMonth" });
export const month = (): CalendarRule => ({ kind: "month" });
export const isoWeek = (): CalendarRule => ({ kind: "isoWeek" });
