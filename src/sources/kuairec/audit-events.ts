import type { AuditRow } from "../../results/audit.js";
import { auditLine } from "../audit-line.js";

/** Rows of an interaction table by what was found in them. */
export interface EventCounts {
  readonly rows: number;
  readonly brokenNumbers: number;
  readonly dated: number;
  readonly blankDates: number;
  readonly unreadableDates: number;
  readonly unreadableTimes: number;
  readonly otherDays: number;
  readonly otherOffsets: number;
  readonly unreadableRatios: number;
  readonly cappedRatios: number;
  readonly negativeDurations: number;
  readonly noVideoDuration: number;
}

/** What was done to the rows: exact duplicates, and the user cut short by a row limit, if any. */
export interface EventActions {
  readonly duplicates: number;
  readonly keptDuplicates: boolean;
  readonly cut: { readonly user: string; readonly rows: number } | undefined;
  readonly dropped: boolean;
  /** Rows outside the days asked for, where some were. */
  readonly outside?: number | undefined;
}

/** The audit of an interaction table, always the same lines in the same order but for the cut user. */
export function auditEvents(table: string, counts: EventCounts, done: EventActions): readonly AuditRow[] {
  const line = auditLine(table, counts.rows);
  const cut = done.cut
    ? [
        done.dropped
          ? line(
              "cut_user_dropped",
              done.cut.rows,
              "dropped",
              `User ${done.cut.user} has more rows than the row limit let in, and was left out.`,
            )
          : line(
              "cut_user_kept",
              done.cut.rows,
              "kept",
              `User ${done.cut.user} has more rows than the row limit let in; their later days look inactive.`,
            ),
      ]
    : [];
  return [
    line("rows_read", counts.rows, "noted", "Rows read from the table."),
    line(
      "rows_without_date",
      counts.blankDates,
      "kept",
      "Rows without a date: counted as events, in no user-day.",
    ),
    line(
      "unreadable_dates",
      counts.unreadableDates,
      "kept",
      "Rows whose date text is no day of the calendar: in no user-day.",
    ),
    line(
      "unreadable_times",
      counts.unreadableTimes,
      "repaired",
      "Rows whose time text is unreadable: taken from the timestamp plus 8 hours where there is one.",
    ),
    line(
      "date_not_of_time",
      counts.otherDays,
      "kept",
      "Rows whose date is not the day of their local time: the date counts.",
    ),
    line(
      "offset_not_8_hours",
      counts.otherOffsets,
      "noted",
      "Rows whose local time is not the UTC timestamp plus 8 hours.",
    ),
    line(
      "unreadable_watch_ratios",
      counts.unreadableRatios,
      "kept",
      "Rows whose watch ratio is no finite number: not known.",
    ),
    line(
      "watch_ratios_capped",
      counts.cappedRatios,
      "kept",
      "Rows whose watch ratio lies outside [0, 5]: capped in watch_ratio_capped_5 only.",
    ),
    line(
      "negative_durations",
      counts.negativeDurations,
      "kept",
      "Rows with a negative play or video duration.",
    ),
    line("no_video_duration", counts.noVideoDuration, "kept", "Rows whose video duration is zero or absent."),
    line(
      "exact_duplicates",
      done.duplicates,
      done.keptDuplicates ? "kept" : "dropped",
      done.keptDuplicates
        ? "Rows that repeat another row in every column; all were kept."
        : "Rows that repeat another row in every column; one of each was kept.",
    ),
    ...cut,
    ...(done.outside === undefined
      ? []
      : [
          line(
            "outside_range",
            done.outside,
            "dropped",
            "Rows outside the days asked for, or without a date: left out.",
          ),
        ]),
  ];
}
