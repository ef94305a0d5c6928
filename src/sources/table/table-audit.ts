import type { AuditRow } from "../../results/audit.js";
import { auditLine } from "../audit-line.js";
import { shortenValue } from "./shorten-value.js";
import type { TableFindings } from "./table-findings.js";

/** What was done with the rows of a table, and how it was read. */
export interface TableActions {
  readonly keepDuplicates: boolean;
  readonly keepRepeats: boolean;
  readonly limit:
    | { readonly kind: "cut"; readonly user: string; readonly rows: number; readonly dropped: boolean }
    | { readonly kind: "mixed"; readonly rows: number }
    | undefined;
  /** Sentences on how columns, time zone and unit were chosen, by check. */
  readonly notes: Readonly<Record<string, string>>;
  /** Word for a step of the grid: "day", "week", "period". */
  readonly step: string;
}

/** The audit of a table: how its columns were read, then what was found in its rows. */
export function tableAudit(
  table: string,
  { counts, unreadable, duplicates, repeats, backwards, outside }: TableFindings,
  done: TableActions,
): readonly AuditRow[] {
  const line = auditLine(table, counts.rows);
  const { step } = done;
  const optional = (isThere: boolean, ...row: Parameters<typeof line>): readonly AuditRow[] =>
    isThere ? [line(...row)] : [];
  return [
    ...Object.entries(done.notes).map(([check, sentence]) => line(check, 0, "noted", sentence)),
    line("rows_read", counts.rows, "noted", "Rows read from the table."),
    line(
      "rows_without_user",
      counts.withoutUser,
      "kept",
      `Rows without a user: counted as events, in no user-${step}.`,
    ),
    line(
      "rows_without_date",
      counts.dayBlank,
      "kept",
      `Rows without a ${step}: counted as events, in no user-${step}.`,
    ),
    line(
      "unreadable_dates",
      counts.dayUnreadable,
      "kept",
      `Rows whose ${step} cannot be read: in no user-${step}.${firstOf(unreadable)}`,
    ),
    line(
      "rows_in_no_user_day",
      counts.inNoUserDay,
      "kept",
      `Rows in no user-${step}, for any of these reasons: the panel is made without them.`,
    ),
    line("unreadable_times", counts.timeUnreadable, "kept", "Rows whose time cannot be read: not known."),
    line(
      "unreadable_offsets",
      counts.offsetUnreadable,
      "kept",
      "Rows without a readable offset from UTC: the time zone counts where one is given, else only the clock they were written by is known.",
    ),
    line(
      "date_not_of_time",
      counts.otherDay,
      "kept",
      "Rows whose day is not the day of their local time: the day counts.",
    ),
    line("not_finite", counts.notFinite, "kept", "Rows with a number that is not finite: not known."),
    line("negative_durations", counts.negativeDuration, "kept", "Rows with a negative length of time."),
    ...optional(
      backwards.file !== undefined,
      "times_backwards",
      backwards.file ?? 0,
      "noted",
      "Rows earlier than the row before them, of the same user, in the file: order within a day is by time, not by the file.",
    ),
    ...optional(
      backwards.clock !== undefined,
      "clock_backwards",
      backwards.clock ?? 0,
      "noted",
      "Rows whose local clock reads earlier than at the user's moment before, because the offset changed.",
    ),
    line(
      "exact_duplicates",
      duplicates,
      done.keepDuplicates ? "kept" : "dropped",
      done.keepDuplicates
        ? "Rows that repeat another row in every column; all were kept."
        : "Rows that repeat another row in every column; one of each was kept.",
    ),
    line(
      "repeated_user_days",
      repeats,
      done.keepRepeats ? "kept" : "dropped",
      done.keepRepeats
        ? `Rows of a user and ${step} that has an earlier row; all were kept.`
        : `Rows of a user and ${step} that has an earlier row; only the first was kept.`,
    ),
    ...optional(
      outside !== undefined,
      "outside_range",
      outside ?? 0,
      "dropped",
      `Rows outside the ${step}s asked for, or without a ${step}: left out.`,
    ),
    ...limitLines(done.limit, line),
  ];
}

function firstOf(unreadable: TableFindings["unreadable"]): string {
  if (unreadable === undefined) return "";
  const { column, row, value } = unreadable;
  return ` The first is row ${row}, where "${column}" holds "${shortenValue(value)}".`;
}

function limitLines(
  limit: TableActions["limit"],
  line: (check: string, rows: number, action: AuditRow["action"], sentence: string) => AuditRow,
): readonly AuditRow[] {
  if (limit === undefined) return [];
  if (limit.kind === "mixed")
    return [
      line(
        "rows_not_by_user",
        limit.rows,
        "kept",
        "The rows of a user do not stand together, so the row limit may cut every user short; all rows were kept.",
      ),
    ];
  return [
    limit.dropped
      ? line(
          "cut_user_dropped",
          limit.rows,
          "dropped",
          `User ${limit.user} has more rows than the row limit let in, and was left out.`,
        )
      : line(
          "cut_user_kept",
          limit.rows,
          "kept",
          `User ${limit.user} has more rows than the row limit let in; their later days look inactive.`,
        ),
  ];
}
