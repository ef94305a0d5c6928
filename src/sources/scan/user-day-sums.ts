import { batchRows, type FieldBatch } from "./read-fields.js";
import type { JudgedRows } from "./row-judge.js";
import type { ScanPlan, ScanSum } from "./scan-plan.js";

/** User-days of a stretch of a file, in the order in which they were first met, and what was added up over each. */
export interface SummedUserDays {
  /** Id of each user, [users]; index of the user and day since 1970-01-01 of each user-day, [userDays]. */
  readonly users: Float64Array;
  readonly user: Int32Array;
  readonly day: Int32Array;
  /** One a sum of the plan, [userDays]; a real sum is high · 2^32 + low, in units of 2^-52. */
  readonly sums: readonly { readonly total: Float64Array; readonly high?: Float64Array }[];
  /** Largest value of each real sum's field; 0 for others. */
  readonly largest: Float64Array;
  readonly rows: number;
  /** Where the plan has a judge. */
  readonly judged?: JudgedRows;
}

const twoTo20 = 2 ** 20;
const twoTo52 = 2 ** 52;
const mostDays = 4096;
const mostSlots = 2 ** 27;
const directItems = 2 ** 22;

/**
 * Adds rows up to user-days. Whole sums are exact below 2^53. A real value x of [0, 1024) counts as the integer nearest
 * to x · 2^52 (halves to even), split at 2^32 so that up to 2^20 events of a day add exactly: the integers that
 * `exactSums` adds. Distinct values are counted when a user's rows have passed, so the file must hold each user's rows
 * together where the plan counts them. Whatever breaks such a rule makes `add` answer false, and nothing more may be
 * asked of this object.
 */
export class UserDaySums {
  readonly #plan: ScanPlan;
  readonly #userIndex = new Map<number, number>();
  #userIds = new Float64Array(1024);
  #rows = 0;
  // One slot a user and day of a window that grows; 0 for a day without a row, else the user-day's index + 1.
  #slots = new Int32Array(0);
  #firstDay = 0;
  #window = 0;
  #cells = 0;
  #cellUser = new Int32Array(4096);
  #cellDay = new Int32Array(4096);
  readonly #totals: Float64Array[];
  readonly #highs: (Float64Array | undefined)[];
  readonly #largest: Float64Array;
  readonly #counted: Uint8Array;
  #currentId = Number.NaN;
  #currentUser = -1;
  readonly #rowCell = new Int32Array(batchRows);
  readonly #distinct: { readonly sum: number; readonly field: number } | undefined;
  #seenCells = new Int32Array(1024);
  #seenItems = new Int32Array(1024);
  #seen = 0;
  #mark = 0;
  #stamps = new Int32Array(1024);
  readonly #otherItems = new Map<number, number>();

  constructor(plan: ScanPlan) {
    this.#plan = plan;
    this.#totals = plan.sums.map(() => new Float64Array(4096));
    this.#highs = plan.sums.map((sum) => (sum.kind === "real" ? new Float64Array(4096) : undefined));
    this.#largest = new Float64Array(plan.sums.length);
    this.#counted = new Uint8Array(plan.sums.length);
    const distinct = plan.sums.findIndex((sum) => sum.kind === "distinct");
    const found = plan.sums[distinct];
    this.#distinct = found?.kind === "distinct" ? { sum: distinct, field: found.field } : undefined;
  }

  /** Adds the rows of a batch but those that are dropped; false where they break a rule. */
  add(batch: FieldBatch, dropped?: Uint8Array): boolean {
    if (!this.#place(batch, dropped)) return false;
    this.#rows += batch.rows;
    this.#beginKnown(batch.blank);
    return this.#plan.sums.every((sum, index) => this.#sum(sum, index, batch));
  }

  /** Ends the last user and hands the sums over; undefined where a day has too many events to add exactly. */
  finish(): SummedUserDays | undefined {
    this.#countDistinct();
    const cells = this.#cells;
    this.#beginKnown(new Uint8Array(this.#plan.fields.length).fill(1));
    const events = this.#totals[0]!.subarray(0, cells);
    if (events.some((count) => count >= twoTo20)) return undefined;
    return {
      users: this.#userIds.slice(0, this.#userIndex.size),
      user: this.#cellUser.slice(0, cells),
      day: this.#cellDay.slice(0, cells),
      sums: this.#totals.map((total, index) => {
        const high = this.#highs[index]?.slice(0, cells);
        return { total: total.slice(0, cells), ...(high ? { high } : {}) };
      }),
      largest: this.#largest,
      rows: this.#rows,
    };
  }

  /** Until a field is first empty, as many of its values are known as there are events. */
  #beginKnown(blank: Uint8Array): void {
    this.#plan.sums.forEach((sum, index) => {
      if (sum.kind !== "known" || this.#counted[index] === 1 || blank[sum.field] === 0) return;
      this.#counted[index] = 1;
      this.#totals[index]!.set(this.#totals[0]!);
    });
  }

  /** Finds the user-day of each row, -1 for a row without one. */
  #place({ values, rows }: FieldBatch, dropped: Uint8Array | undefined): boolean {
    const users = this.#plan.user * batchRows;
    const days = this.#plan.day * batchRows;
    const items = this.#distinct === undefined ? -1 : this.#distinct.field * batchRows;
    const rowCell = this.#rowCell;
    for (let row = 0; row < rows; row++) {
      const id = values[users + row]!;
      const day = values[days + row]!;
      // biome-ignore lint/suspicious/noSelfCompare: NaN is the value that is not known
      if (day !== day || id !== id || (dropped !== undefined && dropped[row] === 1)) {
        rowCell[row] = -1;
        continue;
      }
      if (id !== this.#currentId && !this.#enter(id)) return false;
      let offset = day - this.#firstDay;
      if (offset < 0 || offset >= this.#window) {
        if (!this.#widen(day)) return false;
        offset = day - this.#firstDay;
      }
      const slot = this.#currentUser * this.#window + offset;
      let cell = this.#slots[slot]! - 1;
      if (cell < 0) {
        cell = this.#newCell(day);
        this.#slots[slot] = cell + 1;
      }
      rowCell[row] = cell;
      if (items < 0) continue;
      const item = values[items + row]!;
      // biome-ignore lint/suspicious/noSelfCompare: NaN is the value that is not known
      if (item !== item) continue;
      if (this.#seen === this.#seenCells.length) {
        this.#seenCells = grown(this.#seenCells);
        this.#seenItems = grown(this.#seenItems);
      }
      this.#seenCells[this.#seen] = cell;
      this.#seenItems[this.#seen] = item >= 0 && item < directItems ? item : this.#otherItem(item);
      this.#seen += 1;
    }
    return true;
  }

  #enter(id: number): boolean {
    this.#countDistinct();
    this.#currentId = id;
    const known = this.#userIndex.get(id);
    if (known !== undefined) {
      this.#currentUser = known;
      return this.#distinct === undefined;
    }
    const user = this.#userIndex.size;
    this.#userIndex.set(id, user);
    if (user === this.#userIds.length) this.#userIds = grown(this.#userIds);
    this.#userIds[user] = id;
    this.#currentUser = user;
    return this.#reserve(user + 1);
  }

  #reserve(users: number): boolean {
    const needed = users * this.#window;
    if (needed > mostSlots) return false;
    if (needed <= this.#slots.length) return true;
    const slots = new Int32Array(Math.max(needed, Math.min(mostSlots, 2 * this.#slots.length)));
    slots.set(this.#slots);
    this.#slots = slots;
    return true;
  }

  /** Widens the window of days to hold a day, and lays the slots out anew. */
  #widen(day: number): boolean {
    const first = this.#window === 0 ? day : Math.min(day, this.#firstDay);
    const end = this.#window === 0 ? day + 1 : Math.max(day + 1, this.#firstDay + this.#window);
    let window = Math.max(64, this.#window);
    while (window < end - first) window *= 2;
    if (window > mostDays) return false;
    const slack = day < this.#firstDay ? window - (end - first) : 0;
    const firstDay = first - slack;
    const users = this.#userIndex.size;
    if (users * window > mostSlots) return false;
    const slots = new Int32Array(Math.max(users, 1024) * window);
    for (let cell = 0; cell < this.#cells; cell++)
      slots[this.#cellUser[cell]! * window + this.#cellDay[cell]! - firstDay] = cell + 1;
    this.#slots = slots;
    this.#window = window;
    this.#firstDay = firstDay;
    return true;
  }

  #newCell(day: number): number {
    const cell = this.#cells++;
    if (cell === this.#cellUser.length) {
      this.#cellUser = grown(this.#cellUser);
      this.#cellDay = grown(this.#cellDay);
      for (let sum = 0; sum < this.#totals.length; sum++) {
        this.#totals[sum] = grown(this.#totals[sum]!);
        const high = this.#highs[sum];
        if (high) this.#highs[sum] = grown(high);
      }
    }
    this.#cellUser[cell] = this.#currentUser;
    this.#cellDay[cell] = day;
    return cell;
  }

  #sum(sum: ScanSum, index: number, { values, rows }: FieldBatch): boolean {
    const total = this.#totals[index]!;
    const cells = this.#rowCell;
    if (sum.kind === "distinct") return true;
    if (sum.kind === "events") {
      for (let row = 0; row < rows; row++) if (cells[row]! >= 0) total[cells[row]!]! += 1;
      return true;
    }
    const from = sum.field * batchRows;
    switch (sum.kind) {
      case "known":
        if (this.#counted[index] === 0) return true;
        for (let row = 0; row < rows; row++) {
          const value = values[from + row]!;
          // biome-ignore lint/suspicious/noSelfCompare: NaN is the value that is not known
          if (value === value && cells[row]! >= 0) total[cells[row]!]! += 1;
        }
        return true;
      case "atLeast":
        // Whether a value passes is hard to foresee: adding 0 or 1 costs less than a branch.
        for (let row = 0; row < rows; row++)
          if (cells[row]! >= 0) total[cells[row]!]! += Number(values[from + row]! >= sum.value);
        return true;
      case "whole":
        for (let row = 0; row < rows; row++) {
          const value = values[from + row]!;
          // biome-ignore lint/suspicious/noSelfCompare: NaN is the value that is not known
          if (value === value && cells[row]! >= 0) total[cells[row]!]! += value;
        }
        return true;
      case "real":
        return this.#sumReal(index, from, values, rows);
    }
  }

  #sumReal(index: number, from: number, values: Float64Array, rows: number): boolean {
    const total = this.#totals[index]!;
    const high = this.#highs[index]!;
    const cells = this.#rowCell;
    let largest = this.#largest[index]!;
    for (let row = 0; row < rows; row++) {
      const value = values[from + row]!;
      const cell = cells[row]!;
      // biome-ignore lint/suspicious/noSelfCompare: NaN is the value that is not known
      if (value !== value || cell < 0) continue;
      if (value > largest) largest = value;
      if (!(value >= 0 && value < 1024)) return false;
      const upper = Math.floor(value * twoTo20);
      const lower = (value - upper / twoTo20) * twoTo52;
      high[cell]! += upper;
      total[cell]! += lower + twoTo52 - twoTo52;
    }
    this.#largest[index] = largest;
    return true;
  }

  /** Counts the distinct items of each day of the user whose rows have passed: a stamp an item, a mark a day. */
  #countDistinct(): void {
    const seen = this.#seen;
    this.#seen = 0;
    if (seen === 0 || this.#distinct === undefined) return;
    const total = this.#totals[this.#distinct.sum]!;
    const { cells, items } = this.#byDay(seen);
    let current = -1;
    for (let row = 0; row < seen; row++) {
      const cell = cells[row]!;
      const item = items[row]!;
      if (cell !== current) {
        current = cell;
        this.#mark += 1;
      }
      if (item >= this.#stamps.length) {
        const stamps = new Int32Array(2 ** Math.ceil(Math.log2(item + 1)));
        stamps.set(this.#stamps);
        this.#stamps = stamps;
      }
      if (this.#stamps[item] === this.#mark) continue;
      this.#stamps[item] = this.#mark;
      total[cell]! += 1;
    }
  }

  /** The user's rows with those of a day together: as they are, or sorted by counting days. */
  #byDay(seen: number): { readonly cells: Int32Array; readonly items: Int32Array } {
    const cells = this.#seenCells;
    const items = this.#seenItems;
    const firstCell = cells[0]!;
    let ordered = true;
    for (let row = 1; row < seen && ordered; row++) ordered = cells[row]! >= cells[row - 1]!;
    // A user's user-days are new with the user, so their indices are contiguous from the least one.
    if (ordered) return { cells, items };
    let least = firstCell;
    for (let row = 1; row < seen; row++) least = Math.min(least, cells[row]!);
    const starts = new Int32Array(this.#cells - least + 1);
    for (let row = 0; row < seen; row++) starts[cells[row]! - least + 1]! += 1;
    for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
    const sortedCells = new Int32Array(seen);
    const sortedItems = new Int32Array(seen);
    for (let row = 0; row < seen; row++) {
      const to = starts[cells[row]! - least]!++;
      sortedCells[to] = cells[row]!;
      sortedItems[to] = items[row]!;
    }
    return { cells: sortedCells, items: sortedItems };
  }

  #otherItem(item: number): number {
    const known = this.#otherItems.get(item);
    if (known !== undefined) return known;
    const index = directItems + this.#otherItems.size;
    this.#otherItems.set(item, index);
    return index;
  }
}

function grown<Column extends Int32Array | Float64Array>(column: Column): Column {
  const Kind = column.constructor as new (length: number) => Column;
  const wider = new Kind(2 * column.length);
  wider.set(column);
  return wider;
}
