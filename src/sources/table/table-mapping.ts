import type { Weekday } from "../log-step.js";
import type { TimeUnit } from "./time-unit.js";

/** A moment: a count since 1970 (UTC), or a text with date and time. */
export interface TimeMapping {
  readonly column: string;
  /** Left out: told from the values, refused when they leave a doubt. "date": the column is the day itself. */
  readonly unit?: TimeUnit;
  /** IANA name of the zone whose local days the panel counts; left out: UTC, said in the audit. */
  readonly zone?: string;
  /** A column with each row's own distance from UTC; rows without one fall back to `zone` where that is given. */
  readonly offset?: OffsetMapping;
  /** What a date and time without an offset of its own means; default the local clock. */
  readonly written?: "local" | "utc";
}

/** "+0200", "-07:00", "+05", "Z" as text, or whole minutes or seconds east of UTC. */
export interface OffsetMapping {
  readonly column: string;
  readonly unit?: "text" | "minutes" | "seconds";
}

/** A local calendar day: DATE, or text such as 2016-04-12, 4/12/2016, 2016/04/12, 12.4.2016, 20160412. */
export interface DayMapping {
  readonly column: string;
  /** How 4/12/2016 is read. Left out: month first, refused where only the other order makes sense of a row. */
  readonly order?: "monthFirst" | "dayFirst";
}

/** The period of a table that is already a panel: a number (1, 2, …), or the date of a day or of a day in a week. */
export interface PeriodMapping {
  readonly column: string;
  readonly step: "number" | "day" | "week";
  readonly weekStarts?: Weekday;
  readonly order?: "monthFirst" | "dayFirst";
}

/** Which columns of a table play which part, as plain data. Either `period`, or `time` or `day` or both. */
export interface TableMapping {
  readonly user: string;
  readonly time?: TimeMapping;
  /** Where both are given, the day counts and the time only orders. */
  readonly day?: DayMapping;
  readonly period?: PeriodMapping;
  /** Weeks as the steps of the grid instead of days (with `time` or `day`). */
  readonly step?: "day" | "week";
  readonly weekStarts?: Weekday;
  readonly item?: string;
  /** Columns with one value a user; they go to the users table. */
  readonly attributes?: readonly string[];
  /** Columns that hold lengths of time, audited for negative ones; left out: told by their names. */
  readonly durations?: readonly string[];
  /** Columns that stay text although they look like numbers. */
  readonly text?: readonly string[];
  /** Several rows of one user on one day (period): default "allow" for events, "refuse" with `period`. */
  readonly duplicateUserDay?: "allow" | "refuse" | "first";
  /** Rows that repeat another in every column: default "keep", because two equal events may both have happened. */
  readonly duplicateRows?: "keep" | "drop";
  /** Texts that mean "not known" in a CSV file beside the empty field, e.g. ["NA"]. */
  readonly missing?: readonly string[];
  /** Table of a DuckDB file, needed where it holds several. */
  readonly table?: string;
}
