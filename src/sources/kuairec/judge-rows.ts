import { batchRows, type FieldBatch } from "../scan/read-fields.js";
import type { JudgedRows, RowJudge } from "../scan/row-judge.js";
import type { KuaiRecJudgePlan } from "./judge-plan.js";

/** The order of `JudgedRows.counts`. */
export const judgedChecks = [
  "rows",
  "dated",
  "otherDays",
  "otherOffsets",
  "cappedRatios",
  "negativeDurations",
  "noVideoDuration",
  "duplicates",
] as const;

const localOffset = 8 * 3_600_000_000;
const dayLength = 86_400_000_000;
const mostVideos = 2 ** 22;

/**
 * Counts what `loadEvents` counts in SQL, and finds rows that repeat another one in every column: within one user only
 * rows of the same video can. It asks that each user's rows stand together and that video ids are below 2^22; a row
 * without a user or a video, and a timestamp outside the years 1970 to 2200, are left to the engine too.
 * Checked against `loadEvents` in test/sources/kuairec/quick-open.test.ts.
 */
export class KuaiRecRows implements RowJudge {
  readonly #plan: KuaiRecJudgePlan;
  readonly #compared: readonly number[];
  readonly #counts = new Float64Array(judgedChecks.length);
  readonly #known = new Set<number>();
  readonly #users: number[] = [];
  readonly #userRows: number[] = [];
  readonly #userItems: number[] = [];
  #current = Number.NaN;
  // Of the current user: each row's compared values, and the row before it of the same video (-1: none).
  #values = new Float64Array(6 * 1024);
  #before = new Int32Array(1024);
  #rows = 0;
  // Of each video: the last user that saw it (counted from 1) and that user's last row of it.
  #seenBy = new Int32Array(1024);
  #lastRow = new Int32Array(1024);

  constructor(plan: KuaiRecJudgePlan) {
    this.#plan = plan;
    const { playDuration, videoDuration, watchRatio, date, time, timestamp } = plan;
    this.#compared = [playDuration, videoDuration, watchRatio, date, time, timestamp].map(
      (field) => field * batchRows,
    );
  }

  judge(batch: FieldBatch, dropped: Uint8Array): boolean {
    const { values, rows } = batch;
    const users = this.#plan.user * batchRows;
    const videos = this.#plan.video * batchRows;
    const { keepDuplicates } = this.#plan;
    let duplicates = 0;
    for (let row = 0; row < rows; row++) {
      const user = values[users + row]!;
      const video = values[videos + row]!;
      if (!(video >= 0 && video < mostVideos)) return false;
      if (user !== this.#current && !this.#enter(user)) return false;
      if (video >= this.#seenBy.length) this.#widen(video);
      const owner = this.#users.length;
      const met = this.#seenBy[video] === owner;
      const duplicate = met && this.#repeats(values, row, this.#lastRow[video]!);
      if (duplicate) duplicates += 1;
      else this.#keep(values, row, met ? this.#lastRow[video]! : -1, video, owner);
      dropped[row] = duplicate && !keepDuplicates ? 1 : 0;
      if (dropped[row] === 1) continue;
      this.#userRows[owner - 1]! += 1;
      if (!met) this.#userItems[owner - 1]! += 1;
    }
    this.#counts[7]! += duplicates;
    return this.#count(batch);
  }

  finish(): JudgedRows {
    const items: number[] = [];
    this.#seenBy.forEach((user, video) => {
      if (user > 0) items.push(video);
    });
    return {
      counts: this.#counts,
      users: Float64Array.from(this.#users),
      userRows: Float64Array.from(this.#userRows),
      userItems: Float64Array.from(this.#userItems),
      items: Float64Array.from(items),
    };
  }

  #enter(user: number): boolean {
    if (Number.isNaN(user) || this.#known.has(user)) return false;
    this.#known.add(user);
    this.#users.push(user);
    this.#userRows.push(0);
    this.#userItems.push(0);
    this.#current = user;
    this.#rows = 0;
    return true;
  }

  #widen(video: number): void {
    const length = 2 ** Math.ceil(Math.log2(video + 1));
    const seenBy = new Int32Array(length);
    const lastRow = new Int32Array(length);
    seenBy.set(this.#seenBy);
    lastRow.set(this.#lastRow);
    this.#seenBy = seenBy;
    this.#lastRow = lastRow;
  }

  /** Whether a row equals one of the user's rows of the same video, blanks being equal. */
  #repeats(values: Float64Array, row: number, last: number): boolean {
    for (let other = last; other >= 0; other = this.#before[other]!) {
      let same = true;
      for (let index = 0; index < 6 && same; index++) {
        const a = values[this.#compared[index]! + row]!;
        const b = this.#values[other * 6 + index]!;
        same = a === b || (Number.isNaN(a) && Number.isNaN(b));
      }
      if (same) return true;
    }
    return false;
  }

  #keep(values: Float64Array, row: number, before: number, video: number, owner: number): void {
    const at = this.#rows++;
    if (at === this.#before.length) {
      const wider = new Int32Array(2 * at);
      wider.set(this.#before);
      this.#before = wider;
      const more = new Float64Array(12 * at);
      more.set(this.#values);
      this.#values = more;
    }
    for (let index = 0; index < 6; index++)
      this.#values[at * 6 + index] = values[this.#compared[index]! + row]!;
    this.#before[at] = before;
    this.#seenBy[video] = owner;
    this.#lastRow[video] = at;
  }

  #count({ values, rows }: FieldBatch): boolean {
    const [plays, lengths, ratios, dates, times, stamps] = this.#compared as readonly [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let dated = 0;
    let otherDays = 0;
    let otherOffsets = 0;
    let capped = 0;
    let negative = 0;
    let without = 0;
    for (let row = 0; row < rows; row++) {
      const date = values[dates + row]!;
      const time = values[times + row]!;
      const seconds = values[stamps + row]!;
      if (seconds < 0 || seconds > 7_258_118_400) return false;
      const stamp = Math.round(seconds * 1_000_000) + localOffset;
      const moment = Number.isNaN(time) ? stamp : time;
      if (!Number.isNaN(date)) {
        dated += 1;
        if (!Number.isNaN(moment) && Math.floor(moment / dayLength) !== date) otherDays += 1;
      }
      // Either difference is not known, and so not above a second, where one of the two is blank.
      if (Math.abs(Math.floor(time / 1000) - Math.floor(stamp / 1000)) > 1000) otherOffsets += 1;
      const ratio = values[ratios + row]!;
      if (ratio > 5 || ratio < 0) capped += 1;
      const length = values[lengths + row]!;
      if (values[plays + row]! < 0 || length < 0) negative += 1;
      if (Number.isNaN(length) || length === 0) without += 1;
    }
    [rows, dated, otherDays, otherOffsets, capped, negative, without].forEach((found, check) => {
      this.#counts[check]! += found;
    });
    return true;
  }
}
