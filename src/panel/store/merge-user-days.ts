import type { UserDayTable } from "../../results/user-day-table.js";

/**
 * The user-days of an earlier table before a day, and those of a later one from it on, as one table in order of user and
 * day. Both have the same measures; users of either stand in the order of `compare`. Cost O(rows + users).
 * @param from  days from 1970-01-01
 */
export function mergeUserDays(
  earlier: UserDayTable,
  later: UserDayTable,
  from: number,
  compare: (one: string, two: string) => number,
): UserDayTable {
  const { users, ofEarlier, ofLater } = mergedUsers(earlier.users, later.users, compare);
  const kept = rowsWhere(earlier, (day) => day < from);
  const added = rowsWhere(later, (day) => day >= from);
  const rows = kept.length + added.length;
  const source = new Uint8Array(rows);
  const sourceRow = new Int32Array(rows);
  const user = new Int32Array(rows);
  const date = new Int32Array(rows);
  let [one, two] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const [a, b] = [kept[one], added[two]];
    // Of one user, the earlier table's days all come first.
    const isLater =
      a === undefined || (b !== undefined && ofLater[later.user[b]!]! < ofEarlier[earlier.user[a]!]!);
    source[row] = isLater ? 1 : 0;
    sourceRow[row] = isLater ? added[two++]! : kept[one++]!;
    const table = isLater ? later : earlier;
    user[row] = (isLater ? ofLater : ofEarlier)[table.user[sourceRow[row]!]!]!;
    date[row] = table.firstDay + table.day[sourceRow[row]!]!;
  }
  const firstDay = date.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const lastDay = date.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const measures = Object.keys(earlier.measures).map((name) => {
    const [first, second] = [earlier.measures[name]!, later.measures[name]!];
    return [name, Float64Array.from(sourceRow, (at, row) => (source[row] === 1 ? second : first)[at]!)];
  });
  return {
    users,
    firstDay,
    days: lastDay - firstDay + 1,
    rows,
    user,
    day: date.map((day) => day - firstDay),
    measures: Object.fromEntries(measures),
    baseline: {},
  };
}

function rowsWhere({ firstDay, day }: UserDayTable, holds: (day: number) => boolean): Int32Array {
  const rows: number[] = [];
  day.forEach((value, row) => {
    if (holds(firstDay + value)) rows.push(row);
  });
  return Int32Array.from(rows);
}

/** Users of two ordered lists in one, and where the users of each stand in it. */
function mergedUsers(
  one: readonly string[],
  two: readonly string[],
  compare: (one: string, two: string) => number,
): { readonly users: readonly string[]; readonly ofEarlier: Int32Array; readonly ofLater: Int32Array } {
  const users: string[] = [];
  const [ofEarlier, ofLater] = [new Int32Array(one.length), new Int32Array(two.length)];
  let [a, b] = [0, 0];
  while (a < one.length || b < two.length) {
    const order = a === one.length ? 1 : b === two.length ? -1 : compare(one[a]!, two[b]!);
    const next = users.length;
    users.push(order <= 0 ? one[a]! : two[b]!);
    if (order <= 0) ofEarlier[a++] = next;
    if (order >= 0) ofLater[b++] = next;
  }
  return { users, ofEarlier, ofLater };
}
