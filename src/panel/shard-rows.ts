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
  /**
   * Rows of the same unbroken run of days before each row, and days after it on which the user's measures are known
   * without a break (days after an exit by event included, which have no rows). [rows]
   */
  readonly lookBack: Int32Array;
  readonly lookAhead: Int32Array;
  /**
   * First table row of the shard, and the shard row at which each table row stands, -1 for a day before entry or after
   * exit. [table rows of the shard]
   */
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
  const { atRisk, rank, runEnd, entry, end, knownUntil, tableOffsets, panelOffsets } = layout;
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
    for (let date = entry[index]!; date < end[index]!; date++) {
      if (atRisk[date] === 0) continue;
      user[row] = index;
      day[row] = date;
      if (row > first && day[row - 1] === date - 1) lookBack[row] = lookBack[row - 1]! + 1;
      lookAhead[row] = Math.min(runEnd[date]!, knownUntil[index]!) - date - 1;
      row += 1;
    }
    const rankAtEntry = rank[entry[index]!]!;
    for (let source = tableOffsets[index]!; source < tableOffsets[index + 1]!; source++) {
      const date = table.day[source]!;
      const isRow = date >= entry[index]! && date < end[index]!;
      activeRow[source - firstTableRow] = isRow ? first + rank[date]! - rankAtEntry : -1;
    }
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
