import type { RowTest } from "./row-plan.js";

/** What was found in the rows of a table, as numbers of rows. */
export interface TableFindings {
  /** Rows of the events table. */
  readonly events: number;
  readonly counts: Readonly<Record<RowTest, number>>;
  /** The first row whose day cannot be read, where there is one. */
  readonly unreadable: UnreadableDay | undefined;
  /** Rows that repeat another in every column. */
  readonly duplicates: number;
  /** Rows of a user-day beyond its first. */
  readonly repeats: number;
  /** Rows earlier than the one before in the file, and rows on whose local clock time ran backwards. */
  readonly backwards: { readonly file: number | undefined; readonly clock: number | undefined };
  /** Rows outside the steps that were asked for. */
  readonly outside: number | undefined;
}

/** A row (from 1, a header not counted) whose day cannot be read, and what stands there. */
export interface UnreadableDay {
  readonly column: string;
  readonly row: number;
  readonly value: string;
}

/**
 * Findings of two runs of rows together, from those of each and of the rows that stand in both: every finding is a
 * number of rows, or of pairs of rows, and no pair lies in the two runs without lying in one of them. The rows of both end the
 * first run and begin the second.
 */
export function joinedFindings(one: TableFindings, two: TableFindings, both: TableFindings): TableFindings {
  const number = (of: (findings: TableFindings) => number): number => of(one) + of(two) - of(both);
  const optional = (of: (findings: TableFindings) => number | undefined): number | undefined =>
    of(two) === undefined ? undefined : number((findings) => of(findings) ?? 0);
  const tests = Object.keys(one.counts) as RowTest[];
  return {
    events: number(({ events }) => events),
    counts: Object.fromEntries(tests.map((test) => [test, number(({ counts }) => counts[test])])) as Readonly<
      Record<RowTest, number>
    >,
    unreadable: one.unreadable ?? movedBy(one.counts.rows - both.counts.rows, two.unreadable),
    duplicates: number(({ duplicates }) => duplicates),
    repeats: number(({ repeats }) => repeats),
    backwards: {
      file: optional(({ backwards }) => backwards.file),
      clock: optional(({ backwards }) => backwards.clock),
    },
    outside: optional(({ outside }) => outside),
  };
}

function movedBy(rows: number, found: UnreadableDay | undefined): UnreadableDay | undefined {
  return found === undefined ? undefined : { ...found, row: found.row + rows };
}
