import { dayOfDigits } from "./day-of-digits.js";
import { decimalNumber } from "./decimal-number.js";
import type { FieldKind, ScanPlan } from "./scan-plan.js";

/** Rows are handed over in batches of this many. */
export const batchRows = 4096;

/** Rows read so far of one batch: field f of row r at `values[f * batchRows + r]`, NaN where it is empty. */
export interface FieldBatch {
  readonly values: Float64Array;
  /** 1 for a field that has been empty in some row so far. */
  readonly blank: Uint8Array;
  /** Of real numbers between reading and forming: digits behind the head, how many and how many decimals, where. */
  readonly parts: {
    readonly tails: Int32Array;
    readonly scales: Int32Array;
    readonly starts: Int32Array;
  };
  rows: number;
  /** Where reading goes on. */
  position: number;
}

const negativeMark = 1 << 16;
const comma = 44;
const lineFeed = 10;
const codes: Readonly<Record<FieldKind, number>> = {
  skip: 0,
  whole: 1,
  real: 2,
  day: 3,
  moment: 4,
  dayNumber: 5,
};

/** Bytes that a skipped field may hold: printable ASCII but the comma and the double quote. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte < 127 && byte !== comma && byte !== 34 ? 1 : 0,
);

export function fieldBatch(plan: ScanPlan): FieldBatch {
  const fields = plan.fields.length;
  const integers = () => new Int32Array(fields * batchRows);
  return {
    values: new Float64Array(fields * batchRows),
    blank: new Uint8Array(fields),
    parts: { tails: integers(), scales: integers(), starts: integers() },
    rows: 0,
    position: 0,
  };
}

/**
 * Reads whole lines of comma-separated fields from `bytes` until `end` or until the batch is full; the byte before
 * `end` is a line feed, and three bytes or more follow it. Days become days since 1970-01-01.
 * @returns false at the first line that is not plain: a quote, a byte outside printable ASCII, another number of
 *   fields, a number in other notation or of more than 15 (whole) or 18 (real) digits, a text that is no day
 */
export function readFields(bytes: Uint8Array, end: number, plan: ScanPlan, batch: FieldBatch): boolean {
  const kinds = Uint8Array.from(plan.fields, (kind) => codes[kind]);
  const last = kinds.length - 1;
  const { values, blank, parts } = batch;
  let { position, rows } = batch;
  const firstRow = rows;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dayText = -1;
  let dayNumber = 0;
  let momentText = -1;
  let momentDay = 0;
  while (position < end && rows < batchRows) {
    for (let field = 0; field <= last; field++) {
      const kind = kinds[field]!;
      let byte = bytes[position++]!;
      if (kind === 0) {
        while (plain[byte] === 1) {
          while (quiet(view.getInt32(position, true))) position += 4;
          byte = bytes[position++]!;
        }
      } else if (byte === comma || byte === lineFeed || byte === 13) {
        values[field * batchRows + rows] = Number.NaN;
        blank[field] = 1;
      } else if (kind === 1) {
        const negative = byte === 45;
        if (negative) byte = bytes[position++]!;
        const first = position;
        let digit = byte - 48;
        let head = 0;
        while (digit >>> 0 <= 9 && position - first < 9) {
          head = (head * 10 + digit) | 0;
          digit = bytes[position++]! - 48;
        }
        let value = head;
        while (digit >>> 0 <= 9) {
          value = value * 10 + digit;
          digit = bytes[position++]! - 48;
        }
        byte = digit + 48;
        const digits = position - first;
        if (digits === 0 || digits > 15) return false;
        values[field * batchRows + rows] = negative ? 0 - value : value;
      } else if (kind === 2) {
        const start = position - 1;
        const negative = byte === 45;
        if (negative) byte = bytes[position++]!;
        const whole = position;
        let digit = byte - 48;
        let head = 0;
        while (digit >>> 0 <= 9 && position - whole < 9) {
          head = (head * 10 + digit) | 0;
          digit = bytes[position++]! - 48;
        }
        const digits = position - whole;
        if (digits === 0) return false;
        let tail = 0;
        let tailDigits = 0;
        while (digit >>> 0 <= 9 && tailDigits < 9) {
          tail = (tail * 10 + digit) | 0;
          tailDigits += 1;
          digit = bytes[position++]! - 48;
        }
        if (tailDigits > 0 && head === 0) return false;
        let decimals = 0;
        if (digit === 46 - 48) {
          const from = position;
          digit = bytes[position++]! - 48;
          if (head === 0) while (digit === 0) digit = bytes[position++]! - 48;
          for (let room = head === 0 ? 9 : 9 - digits; room > 0 && digit >>> 0 <= 9; room--) {
            head = (head * 10 + digit) | 0;
            digit = bytes[position++]! - 48;
          }
          const behind = position - tailDigits;
          while (digit >>> 0 <= 9 && position - behind < 9) {
            tail = (tail * 10 + digit) | 0;
            digit = bytes[position++]! - 48;
          }
          tailDigits = position - behind;
          decimals = position - from - 1;
          if (decimals === 0 || decimals > 255) return false;
        }
        if (digit >>> 0 <= 9) return false;
        byte = digit + 48;
        const at = field * batchRows + rows;
        values[at] = head;
        parts.tails[at] = tail;
        parts.scales[at] = (tailDigits << 8) | decimals;
        parts.starts[at] = start;
        if (negative) parts.scales[at]! |= negativeMark;
      } else if (kind === 4) {
        const date = dateDigits(bytes, position - 1);
        const clock = clockSeconds(bytes, position + 10);
        if (date < 0 || clock < 0 || date > 22_000_000) return false;
        if (date !== momentText) {
          momentText = date;
          momentDay = dayOfDigits(date);
          if (Number.isNaN(momentDay)) return false;
        }
        position += 18;
        byte = bytes[position++]!;
        let fraction = 0;
        if (byte === 46) {
          let unit = 100_000;
          for (byte = bytes[position++]!; byte >= 48 && byte <= 57; byte = bytes[position++]!) {
            if (unit < 1) return false;
            fraction += (byte - 48) * unit;
            unit = unit === 1 ? 0 : unit / 10;
          }
          if (unit === 100_000) return false;
        }
        values[field * batchRows + rows] = momentDay * 86_400_000_000 + clock * 1_000_000 + fraction;
      } else {
        let value = 0;
        let digits = 0;
        let dashes = 0;
        while ((byte >= 48 && byte <= 57) || byte === 45) {
          if (byte === 45) {
            dashes += 1;
            if (digits !== 4 && digits !== 6) return false;
          } else {
            value = value * 10 + (byte - 48);
            digits += 1;
          }
          byte = bytes[position++]!;
        }
        if (digits !== 8 || dashes === 1 || dashes > 2 || (dashes > 0 && kind === 5)) return false;
        if (byte === 46 && dashes === 0) {
          byte = bytes[position++]!;
          while (byte === 48) byte = bytes[position++]!;
        }
        if (value !== dayText) {
          dayText = value;
          dayNumber = dayOfDigits(value);
          if (Number.isNaN(dayNumber)) return false;
        }
        values[field * batchRows + rows] = dayNumber;
      }
      if (field < last) {
        if (byte !== comma) return false;
      } else {
        if (byte === 13) byte = bytes[position++]!;
        if (byte !== lineFeed) return false;
      }
    }
    rows += 1;
  }
  batch.rows = rows;
  batch.position = position;
  for (let field = 0; field <= last; field++)
    if (kinds[field] === 2) formReals(bytes, batch, field * batchRows + firstRow, field * batchRows + rows);
  return true;
}

/** Real numbers from their parts. A loop of its own: inside the reading one, each number would be an object. */
function formReals(bytes: Uint8Array, { values, parts }: FieldBatch, from: number, to: number): void {
  const { tails, scales, starts } = parts;
  for (let at = from; at < to; at++) {
    const head = values[at]!;
    if (Number.isNaN(head)) continue;
    const scale = scales[at]!;
    let value = decimalNumber(head, tails[at]!, (scale >> 8) & 15, scale & 255);
    if (Number.isNaN(value)) value = Math.abs(textNumber(bytes, starts[at]!));
    values[at] = (scale & negativeMark) === 0 ? value : -value;
  }
}

/** Whether each of four bytes lies between "-" and the delete character, so that all of them are plain. */
function quiet(four: number): boolean {
  return (((four - 0x2d2d2d2d) | four) & 0x80808080) === 0;
}

/** yyyy-mm-dd as the number yyyymmdd, -1 where that is not what stands there. */
function dateDigits(bytes: Uint8Array, at: number): number {
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return -1;
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const date = (year * 100 + twoDigits(bytes, at + 5)) * 100 + twoDigits(bytes, at + 8);
  return date >= 0 ? date : -1;
}

/** " hh:mm:ss" as seconds since midnight, -1 where that is not what stands there. */
function clockSeconds(bytes: Uint8Array, at: number): number {
  if (bytes[at - 1] !== 32 || bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return -1;
  const hours = twoDigits(bytes, at);
  const minutes = twoDigits(bytes, at + 3);
  const seconds = twoDigits(bytes, at + 6);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  return (hours * 60 + minutes) * 60 + seconds;
}

/** Two decimal digits, or a number below every sum of two. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >>> 0 <= 9 && ones >>> 0 <= 9 ? tens * 10 + ones : -1e9;
}

/** The number whose text, already found well-formed, begins at `start`. */
function textNumber(bytes: Uint8Array, start: number): number {
  let end = start;
  while (bytes[end]! >= 45 && bytes[end]! <= 57) end += 1;
  return Number(String.fromCharCode(...bytes.subarray(start, end)));
}
