import type { UserDayTable } from "../../results/user-day-table.js";
import type { ScanPlan } from "./scan-plan.js";
import type { SummedUserDays } from "./user-day-sums.js";

const twoTo32 = 2 ** 32;
const twoTo52 = 2 ** 52;
const twoTo64 = 2 ** 64;

/**
 * The user-days of a whole file from those of its stretches, in order of user id and day, with the measures formed. Whole
 * sums beyond 2^53, real columns whose largest value is not in [1, 1024) and users found in two stretches give
 * undefined: then the quick pass is not exact, and the engine aggregates.
 */
export function mergeUserDays(
  plan: ScanPlan,
  parts: readonly SummedUserDays[],
): Omit<UserDayTable, "baseline"> | undefined {
  const users = parts.flatMap((part) => Array.from(part.users)).sort((a, b) => a - b);
  if (users.some((id, index) => id === users[index - 1])) return undefined;
  const rank = new Map(users.map((id, index) => [id, index]));
  const rows = parts.reduce((sum, part) => sum + part.user.length, 0);
  if (rows === 0) return undefined;
  if (!plan.sums.every((sum, index) => sum.kind !== "real" || exactRange(parts, index))) return undefined;

  const user = join(parts, (part) => {
    const ranks = Int32Array.from(part.users, (id) => rank.get(id)!);
    return part.user.map((index) => ranks[index]!);
  });
  const day = join(parts, (part) => part.day);
  const order = rowOrder(user, day, users.length);
  const sorted = <Column extends Int32Array | Float64Array>(values: Column): Column =>
    order === undefined ? values : taken(values, order);
  const sums = plan.sums.map((sum, index) => {
    const total = join(parts, (part) => part.sums[index]!.total);
    if (sum.kind !== "real") return sorted(total);
    const high = join(parts, (part) => part.sums[index]!.high!);
    for (let row = 0; row < rows; row++) total[row] = realSum(high[row]!, total[row]!);
    return sorted(total);
  });
  if (plan.sums.some(({ kind }, index) => kind === "whole" && !sums[index]!.every(Number.isSafeInteger)))
    return undefined;

  let firstDay = day[0]!;
  let lastDay = day[0]!;
  for (let row = 1; row < rows; row++) {
    firstDay = Math.min(firstDay, day[row]!);
    lastDay = Math.max(lastDay, day[row]!);
  }
  for (let row = 0; row < rows; row++) day[row]! -= firstDay;
  const measured = plan.measures.map(({ name, sum, over }): [string, Float64Array] => {
    const total = sums[sum]!;
    if (over === undefined) return [name, total];
    const events = sums[over]!;
    const mean = new Float64Array(rows);
    for (let row = 0; row < rows; row++) mean[row] = events[row] === 0 ? 0 : total[row]! / events[row]!;
    return [name, mean];
  });
  return {
    users: users.map(String),
    firstDay,
    days: lastDay - firstDay + 1,
    rows,
    user: sorted(user),
    day: sorted(day),
    measures: Object.fromEntries(measured),
  };
}

/** Whether the engine's exact sum would count a column in units of 2^-52, as the pass did, or it has no value. */
function exactRange(parts: readonly SummedUserDays[], sum: number): boolean {
  const largest = parts.reduce((most, part) => Math.max(most, part.largest[sum]!), 0);
  return largest === 0 || (largest >= 1 && largest < 1024);
}

/** A sum in units of 2^-52 as the engine rounds its 128-bit integer to a double, over 2^52. */
function realSum(high: number, low: number): number {
  const rounded = high * twoTo32 + low;
  if (rounded < twoTo64) return rounded / twoTo52;
  const whole = BigInt(high) * 4294967296n + BigInt(low);
  const upper = Number(whole >> 64n);
  return (Number(BigInt.asUintN(64, whole)) + upper * twoTo64) / twoTo52;
}

/** Values in the order of these rows. */
function taken<Column extends Int32Array | Float64Array>(values: Column, order: Int32Array): Column {
  const Kind = values.constructor as new (length: number) => Column;
  const out = new Kind(order.length);
  for (let row = 0; row < order.length; row++) out[row] = values[order[row]!]!;
  return out;
}

/**
 * Rows in order of user, then day: dealt out by user, then sorted by day where they are not already. Undefined where
 * they stand in that order as they are.
 */
function rowOrder(user: Int32Array, day: Int32Array, users: number): Int32Array | undefined {
  let ordered = true;
  for (let row = 1; row < user.length && ordered; row++)
    ordered = user[row]! > user[row - 1]! || (user[row] === user[row - 1] && day[row]! > day[row - 1]!);
  if (ordered) return undefined;
  const starts = new Int32Array(users + 1);
  for (const index of user) starts[index + 1]! += 1;
  for (let index = 0; index < users; index++) starts[index + 1]! += starts[index]!;
  const next = starts.slice();
  const order = new Int32Array(user.length);
  for (let row = 0; row < user.length; row++) order[next[user[row]!]!++] = row;
  for (let index = 0; index < users; index++) {
    const own = order.subarray(starts[index]!, starts[index + 1]!);
    if (own.some((row, at) => at > 0 && day[row]! < day[own[at - 1]!]!))
      own.sort((a, b) => day[a]! - day[b]!);
  }
  return order;
}

function join<Column extends Int32Array | Float64Array>(
  parts: readonly SummedUserDays[],
  column: (part: SummedUserDays) => Column,
): Column {
  const columns = parts.map(column);
  const Kind = columns[0]!.constructor as new (length: number) => Column;
  const all = new Kind(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of columns) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}
