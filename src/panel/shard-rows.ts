import type { UserDayTable } from "../results/user-day-table.js";
import type { RowLayout } from "./row-layout.js";

/** The rows of a run of users: contiguous by user, ascending by day. */
export interface ShardRows {
  readonly firstUser: number;
  readonly users: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Row offsets within the shard, [users + 1]. */
  readonly offsets: Int32Array;
  readonly user: Int32Array;
  readonly day: Int32Array;
  /** Rows of the same unbroken run of days before and after each row, [rows]. */
  readonly lookBack: Int32Array;
  readonly lookAhead: Int32Array;
  /** First table row of the shard, and the shard row at which each table row stands, [table rows of the shard]. */
  readonly firstTableRow: number;
  readonly activeRow: Int32Array;
}

/** Lays out the rows of users `firstUser` … `firstUser + users - 1`. Cost O(rows). */
export function shardRows(
  table: UserDayTable,
  layout: RowLayout,
  firstUser: number,
  users: number,
): ShardRows {
  const { days, atRisk, rank, entry, tableOffsets, panelOffsets } = layout;
  const firstRow = panelOffsets[firstUser]!;
  const rows = panelOffsets[firstUser + users]! - firstRow;
  const offsets = panelOffsets.slice(firstUser, firstUser + users + 1).map((row) => row - firstRow);
  const user = new Int32Array(rows);
  const day = new Int32Array(rows);
  const lookBack = new Int32Array(rows);
  const lookAhead = new Int32Array(rows);
  const firstTableRow = tableOffsets[firstUser]!;
  const activeRow = new Int32Array(tableOffsets[firstUser + users]! - firstTableRow);

  let row = 0;
  for (let index = firstUser; index < firstUser + users; index++) {
    const first = row;
    for (let date = entry[index]!; date < days; date++) {
      if (atRisk[date] === 0) continue;
      user[row] = index;
      day[row] = date;
      if (row > first && day[row - 1] === date - 1) lookBack[row] = lookBack[row - 1]! + 1;
      row += 1;
    }
    for (let back = row - 2; back >= first; back--)
      if (day[back + 1] === day[back]! + 1) lookAhead[back] = lookAhead[back + 1]! + 1;
    const rankAtEntry = rank[entry[index]!]!;
    for (let source = tableOffsets[index]!; source < tableOffsets[index + 1]!; source++)
      activeRow[source - firstTableRow] = first + rank[table.day[source]!]! - rankAtEntry;
  }
  return {
    firstUser,
    users,
    firstRow,
    rows,
    offsets,
    user,
    day,
    lookBack,
    lookAhead,
    firstTableRow,
    activeRow,
  };
}
